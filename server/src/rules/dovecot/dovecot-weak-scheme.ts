import { walk } from '../../dovecot/nodes';
import { partOf, valueOf } from '../dovecotValues';
import { defineRule, type Place } from '../rule';
import type { MailSystem } from '../../system/mailSystem';

/** Schemes that are broken in hours, and those that hide nothing; 2.4 refuses the first ones by itself. */
const REFUSED =
  /^(?:MD5|MD5-CRYPT|SMD5|LDAP-MD5|PLAIN-MD4|PLAIN-MD5|HMAC-MD5|CRAM-MD5|DIGEST-MD5|DES-CRYPT|LANMAN|NTLM)$/;
const QUICK = /^(?:SHA1?|SSHA|SHA256|SHA512|SSHA256|SSHA512)$/;
const READABLE = /^(?:PLAIN|CLEAR|CLEARTEXT|PLAIN-TRUNC)$/;

/** Schemes of stored passwords that do not protect them. */
export const dovecotWeakScheme = defineRule({
  id: 'dovecot-weak-scheme',
  severity: 'warning',
  reads: ['dovecot', 'dovecot-driver'],
  messages: {
    refused: {
      en: 'Passwords stored as {scheme} are found out in no time when the table leaks; Dovecot 2.4 refuses most such schemes',
      'zh-cn': '以 {scheme} 存储的密码一旦泄露，很快就会被破解；Dovecot 2.4 拒绝大多数此类方案',
    },
    quick: {
      en: '{scheme} is computed so quickly that most passwords are found by trying: ARGON2ID, BLF-CRYPT and SHA512-CRYPT are slow on purpose',
      'zh-cn': '{scheme} 的计算太快，多数密码可以靠试探找出：ARGON2ID、BLF-CRYPT、SHA512-CRYPT 则有意放慢',
    },
    readable: {
      en: 'Passwords are expected to be stored readable',
      'zh-cn': '此设置假定密码以明文存储',
    },
  },
  check({ system, report }) {
    for (const { at, scheme } of schemesIn(system)) {
      const name = scheme.toUpperCase().replace(/\.[A-Z0-9]+$/, '');
      if (REFUSED.test(name)) report({ at, message: 'refused', values: { scheme } });
      else if (QUICK.test(name)) report({ at, message: 'quick', severity: 'info', values: { scheme } });
      else if (READABLE.test(name)) report({ at, message: 'readable', severity: 'info' });
    }
  },
});

interface Scheme {
  readonly at: Place;
  readonly scheme: string;
}

/** Where the scheme of passwords without a `{SCHEME}` is said. */
function schemesIn({ dovecot, files }: MailSystem): Scheme[] {
  const inMain = (dovecot?.reading.assignments ?? []).flatMap((assignment): Scheme[] => {
    const { entry, fact } = assignment;
    if (fact?.name.endsWith('default_password_scheme'))
      return [{ at: valueOf(assignment), scheme: entry.value }];
    const found = fact?.name === 'args' ? /(?<!\S)scheme=(\S+)/i.exec(entry.source.text) : undefined;
    const [all, scheme] = found ?? [];
    if (!found || all === undefined || scheme === undefined) return [];
    const end = found.index + all.length;
    return [{ at: partOf(assignment, end - scheme.length, end), scheme }];
  });
  const inDrivers = files.flatMap((file) =>
    file.kind === 'dovecot-driver'
      ? [...walk(file.tree.entries)].flatMap((entry): Scheme[] => {
          if (entry.kind !== 'setting' || entry.key.text !== 'default_pass_scheme') return [];
          const { start, end } = entry.source;
          return [{ at: { uri: file.uri, span: { start, end } }, scheme: entry.value }];
        })
      : [],
  );
  return [...inMain, ...inDrivers];
}
