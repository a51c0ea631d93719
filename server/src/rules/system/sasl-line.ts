import { defineRule } from '../rule';

/** One line that the Cyrus SASL library or saslauthd cannot read, and it refuses the whole file. */
export const saslLine = defineRule({
  id: 'sasl-line',
  severity: 'error',
  reads: ['sasl', 'saslauthd-ldap'],
  messages: {
    fault: {
      en: 'This is no "option: value": the Cyrus SASL library refuses the whole file, and nobody can log in',
      'zh-cn': '此行不是“选项: 值”的形式：Cyrus SASL 库会拒绝整个文件，任何人都无法登录',
    },
    faultForLdap: {
      en: 'This is no "option: value": saslauthd refuses the whole file without a word, and nobody can log in',
      'zh-cn': '此行不是“选项: 值”的形式：saslauthd 会不声不响地拒绝整个文件，任何人都无法登录',
    },
    remove: { en: 'Remove the line', 'zh-cn': '删除此行' },
  },
  check({ system, report }) {
    for (const file of system.files) {
      if (file.kind !== 'sasl' && file.kind !== 'saslauthd-ldap') continue;
      const { tree, uri } = file;
      for (const span of tree.faults) {
        const line = tree.lines.at(tree.lines.indexAt(span.start));
        const whole = line ? { start: line.start, end: line.next } : span;
        report({
          at: { uri, span },
          message: file.kind === 'sasl' ? 'fault' : 'faultForLdap',
          fixes: [{ title: 'remove', edits: () => [{ uri, span: whole, text: '' }] }],
        });
      }
    }
  },
});
