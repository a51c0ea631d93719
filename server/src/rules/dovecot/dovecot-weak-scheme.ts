import { walk } from '../../dovecot/nodes';
import { strengthOf } from '../../dovecot/passwordSchemes';
import { defaultSchemeOf } from '../../system/dovecot/passwdFiles';
import { partOf, valueOf } from '../dovecotValues';
import { mayServe, passwdFiles } from '../passwdFiles';
import { defineRule, type Place } from '../rule';
import type { MailSystem } from '../../system/mailSystem';

/** Schemes of stored passwords that do not protect them. */
export const dovecotWeakScheme = defineRule({
  id: 'dovecot-weak-scheme',
  severity: 'warning',
  reads: ['dovecot', 'dovecot-driver', 'dovecot-passwd'],
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
    open: {
      en: 'This password stands here readable: whoever can read the file has it',
      'zh-cn': '此处的密码是明文：能读此文件的人就能得到它',
    },
  },
  check({ system, report }) {
    for (const { at, scheme } of schemesIn(system)) {
      const strength = strengthOf(scheme);
      if (strength === 'broken') report({ at, message: 'refused', values: { scheme } });
      else if (strength === 'quick') report({ at, message: 'quick', severity: 'info', values: { scheme } });
      else if (strength === 'readable') report({ at, message: 'readable', severity: 'info' });
    }
    for (const { at, scheme } of storedPasswords(system)) {
      const strength = strengthOf(scheme);
      if (strength === 'broken') report({ at, message: 'refused', values: { scheme } });
      else if (strength === 'quick') report({ at, message: 'quick', severity: 'info', values: { scheme } });
      else if (strength === 'readable') report({ at, message: 'open' });
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

/** The passwords of passwd-files, the empty ones left out; where none is said, by the scheme that counts then. */
function storedPasswords(system: MailSystem): Scheme[] {
  return passwdFiles(system).flatMap((used) => {
    const { file } = used;
    if (!mayServe(used, 'passdb')) return [];
    const byDefault = defaultSchemeOf({ system, file });
    return file.tree.entries.flatMap(({ password: { scheme, secret, unclosed } }): Scheme[] => {
      const isMd5 = secret.text.startsWith('$1$');
      const own = isMd5 ? 'MD5-CRYPT' : (scheme?.text ?? byDefault);
      if (own === undefined || secret.text === '' || unclosed) return [];
      const span = scheme ? { start: scheme.span.start - 1, end: scheme.span.end + 1 } : secret.span;
      return [{ at: { uri: file.uri, span }, scheme: own }];
    });
  });
}
