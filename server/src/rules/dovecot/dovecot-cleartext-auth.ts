import { givenValues } from '../../system/dovecot/given';
import { defineRule } from '../rule';

/** The setting of each line, and the value that lets passwords through without TLS. */
const ALLOWS: Readonly<Record<string, { readonly value: RegExp; readonly safe: string }>> = {
  disable_plaintext_auth: { value: /^no$/i, safe: 'yes' },
  auth_allow_cleartext: { value: /^(y|yes|1)$/i, safe: 'no' },
};

/** Logins with a password in the clear on a connection without TLS. */
export const dovecotCleartextAuth = defineRule({
  id: 'dovecot-cleartext-auth',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    allowed: {
      en: 'Dovecot takes passwords over connections without TLS: whoever listens on the way can read them',
      'zh-cn': 'Dovecot 会在没有 TLS 的连接上接受明文密码：途中的任何监听者都能读到',
    },
    refuse: {
      en: 'Refuse passwords without TLS: {name} = {safe}',
      'zh-cn': '没有 TLS 就拒绝密码：{name} = {safe}',
    },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const { name, value, filters } of givenValues(dovecot)) {
      const allows = ALLOWS[name];
      const { assignment, text } = value;
      // For some addresses it may be meant: those of the machine itself, or of a proxy.
      const isForSome = filters.some(({ kind }) => kind === 'remote' || kind === 'local');
      if (!allows || !assignment || isForSome || !allows.value.test(text)) continue;
      const at = { uri: assignment.file.uri, span: assignment.entry.source };
      report({
        at: { uri: at.uri, span: { start: at.span.start, end: at.span.end } },
        message: 'allowed',
        fixes: [
          {
            title: 'refuse',
            values: { name, safe: allows.safe },
            edits: () => [{ uri: at.uri, span: at.span, text: allows.safe }],
          },
        ],
      });
    }
  },
});
