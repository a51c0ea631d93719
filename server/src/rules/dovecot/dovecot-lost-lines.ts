import { defineRule } from '../rule';

/** A blank line or a comment behind a last `\` drops what was collected so far, and Dovecot says nothing. */
export const dovecotLostLines = defineRule({
  id: 'dovecot-lost-lines',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    lost: {
      en: 'Dovecot never reads this: the "\\" continues into a blank line or a comment, which throws the setting away',
      'zh-cn': 'Dovecot 不会读取此处：“\\”续到了空行或注释上，整条设置会被丢弃',
    },
  },
  check({ system: { dovecot }, report }) {
    for (const { uri, tree } of dovecot?.files ?? [])
      for (const span of tree.lost) report({ at: { uri, span }, message: 'lost' });
  },
});
