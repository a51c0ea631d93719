import { isYes, linesInForce, valueOf } from '../dovecotValues';
import { defineRule } from '../rule';

/** Settings that write passwords into the log. */
export const dovecotLoggedPasswords = defineRule({
  id: 'dovecot-logged-passwords',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    all: {
      en: 'Every password, the given one and the stored one, is written into the log',
      'zh-cn': '所有密码（用户输入的和存储的）都会写入日志',
    },
    wrong: {
      en: 'Wrong passwords are written into the log: most are the right one with a slip, or that of another account',
      'zh-cn': '输错的密码会写入日志：其中多数只是正确密码的笔误，或另一个账号的密码',
    },
    off: { en: 'Set it to no', 'zh-cn': '设为 no' },
    hash: { en: 'Log a part of a hash instead: sha1:6', 'zh-cn': '改为只记录散列的一部分：sha1:6' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const assignment of linesInForce(dovecot)) {
      const { entry, fact } = assignment;
      const at = valueOf(assignment);
      if (fact?.name === 'auth_debug_passwords' && isYes(entry.value))
        report({
          at,
          message: 'all',
          fixes: [{ title: 'off', edits: () => [{ ...at, text: 'no' }] }],
        });
      if (fact?.name === 'auth_verbose_passwords' && /^(plain|yes)(:|$)/.test(entry.value))
        report({
          at,
          message: 'wrong',
          fixes: [{ title: 'hash', edits: () => [{ ...at, text: 'sha1:6' }] }],
        });
    }
  },
});
