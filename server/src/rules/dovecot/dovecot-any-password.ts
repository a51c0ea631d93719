import { extraFieldOf, type PasswdEntry } from '../../dovecot/passwdFile';
import type { Assignment } from '../../system/dovecot/assignments';
import type { Span } from '../../text/span';
import { partOf, valueOf } from '../dovecotValues';
import { mayServe, passwdFiles } from '../passwdFiles';
import { defineRule, type Place } from '../rule';

/** `nopassword` lets everybody in with any password. */
export const dovecotAnyPassword = defineRule({
  id: 'dovecot-any-password',
  severity: 'warning',
  reads: ['dovecot', 'dovecot-passwd'],
  messages: {
    any: {
      en: 'Any password is right for the users of this passdb: nopassword says that nobody checks it',
      'zh-cn': '此 passdb 的用户用任何密码都能登录：nopassword 表示不校验密码',
    },
    user: {
      en: 'Any password is right for {user}: nopassword says that nobody checks it, whatever its value is',
      'zh-cn': '用户 {user} 用任何密码都能登录：只要有 nopassword 就不校验密码，它的值不起作用',
    },
  },
  check({ system, report }) {
    for (const assignment of system.dovecot?.reading.assignments ?? []) {
      const at = placeOf(assignment);
      if (at) report({ at, message: 'any' });
    }
    for (const used of passwdFiles(system)) {
      if (!mayServe(used, 'passdb')) continue;
      for (const entry of used.file.tree.entries) {
        const span = spanOf(entry, system.dovecot?.release.line);
        const values = { user: entry.user.text };
        if (span) report({ at: { uri: used.file.uri, span }, message: 'user', values });
      }
    }
  },
});

/** 2.3 checks a password that stands there all the same. */
function spanOf(entry: PasswdEntry, line: '2.3' | '2.4' | undefined): Span | undefined {
  const field = extraFieldOf(entry, 'nopassword');
  if (!field || (line !== '2.4' && entry.password.secret.text !== '')) return undefined;
  return { start: field.name.span.start, end: (field.value ?? field.name).span.end };
}

/** 2.3: words of `args` and of fields; 2.4: a key of `fields`. It is there or not: nobody reads its value. */
function placeOf(assignment: Assignment): Place | undefined {
  const { entry, section, fact } = assignment;
  const isOfPassdb = section?.block.type.text === 'passdb' || section?.parent?.block.type.text === 'passdb';
  if (!isOfPassdb) return undefined;
  if (/^nopassword(?::default)?$/.test(entry.key.text)) return valueOf(assignment);
  // override_fields of 2.3 come too late: the password has been checked by then.
  if (!/^(?:args|default_fields)$/.test(fact?.name ?? '')) return undefined;
  const found = /(?<!\S)nopassword(?:=\S*)?(?!\S)/.exec(entry.source.text);
  return found ? partOf(assignment, found.index, found.index + found[0].length) : undefined;
}
