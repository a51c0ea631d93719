import type { Assignment } from '../../system/dovecot/assignments';
import { isYes, partOf, valueOf } from '../dovecotValues';
import { defineRule, type Place } from '../rule';

/** `nopassword` lets everybody in with any password. */
export const dovecotAnyPassword = defineRule({
  id: 'dovecot-any-password',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    any: {
      en: 'Any password is right for the users of this passdb: nopassword says that nobody checks it',
      'zh-cn': '此 passdb 的用户用任何密码都能登录：nopassword 表示不校验密码',
    },
  },
  check({ system: { dovecot }, report }) {
    for (const assignment of dovecot?.reading.assignments ?? []) {
      const at = placeOf(assignment);
      if (at) report({ at, message: 'any' });
    }
  },
});

/** 2.3: words of `args` and of fields; 2.4: a key of `fields`. */
function placeOf(assignment: Assignment): Place | undefined {
  const { entry, section, fact } = assignment;
  const isOfPassdb = section?.block.type.text === 'passdb' || section?.parent?.block.type.text === 'passdb';
  if (!isOfPassdb) return undefined;
  if (entry.key.text === 'nopassword') return isYes(entry.value) ? valueOf(assignment) : undefined;
  if (!/^(?:args|default_fields|override_fields)$/.test(fact?.name ?? '')) return undefined;
  const found = /(?<!\S)nopassword(?:=(?:y|yes|1))?(?!\S)/i.exec(entry.source.text);
  return found ? partOf(assignment, found.index, found.index + found[0].length) : undefined;
}
