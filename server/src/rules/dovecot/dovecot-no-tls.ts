import { givenValues } from '../../system/dovecot/given';
import { defineRule } from '../rule';

/** `ssl = no`: neither STARTTLS nor the ports with TLS. */
export const dovecotNoTls = defineRule({
  id: 'dovecot-no-tls',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    off: {
      en: 'TLS is off: mail and passwords cross the network in the clear',
      'zh-cn': 'TLS 已关闭：邮件和密码会以明文在网络上传输',
    },
    require: { en: 'Require TLS: ssl = required', 'zh-cn': '要求 TLS：ssl = required' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const { name, value, blocks, filters } of givenValues(dovecot)) {
      const { assignment, text } = value;
      const isForSome = filters.some(({ kind }) => kind === 'remote' || kind === 'local');
      if (name !== 'ssl' || text !== 'no' || !assignment || blocks.length > 0 || isForSome) continue;
      const { file, entry } = assignment;
      const isOfToday = entry.key.text === 'ssl';
      report({
        at: { uri: file.uri, span: { start: entry.source.start, end: entry.source.end } },
        message: 'off',
        fixes: isOfToday
          ? [{ title: 'require', edits: () => [{ uri: file.uri, span: entry.source, text: 'required' }] }]
          : [],
      });
    }
  },
});
