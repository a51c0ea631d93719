import { entryFiles } from '../lookupTables';
import { wholeLines } from '../edits';
import { defineRule, type FileEdit } from '../rule';

type MessageId = 'mailbox' | 'domain' | 'unchecked' | 'remove';

/** Lists of recipients: what they name smtpd takes in, what they do not it refuses. */
const RECIPIENTS: ReadonlySet<string> = new Set(['relay_recipient_maps', 'virtual_mailbox_maps']);
const ALIASES: ReadonlySet<string> = new Set(['virtual_alias_maps', 'virtual_maps']);

/** `@domain` stands for every address of the domain, those that nobody has too. */
export const catchAll = defineRule<MessageId>({
  id: 'catch-all',
  severity: 'info',
  reads: ['keyed-table'],
  messages: {
    mailbox: {
      en: 'Every address {key} is accepted, those that spammers make up too: all of it goes to {target}',
      'zh-cn': '{key} 的任何地址都会被接受，包括垃圾邮件发送者编造的地址：全部投给 {target}',
    },
    domain: {
      en: 'smtpd accepts every address {key}; what {target} does not have is bounced later, to senders who are often forged',
      'zh-cn': 'smtpd 会接受 {key} 的任何地址；{target} 中不存在的，随后才退信，而发件人往往是伪造的',
    },
    unchecked: {
      en: '{parameter} then holds every address {key}: smtpd refuses no unknown recipient, and what the next server refuses is bounced, to senders who are often forged',
      'zh-cn':
        '这样 {parameter} 就包含了 {key} 的任何地址：smtpd 不再拒绝未知收件人，下一台服务器拒收后会产生退信，而发件人往往是伪造的',
    },
    remove: { en: 'Remove the line {key}', 'zh-cn': '删除 {key} 这一行' },
  },
  check({ system, report }) {
    for (const file of entryFiles(system)) {
      if (file.kind !== 'keyed-table') continue;
      const users = system.tables.usesOf(file.uri).map(({ setting }) => setting.name);
      const recipients = users.find((name) => RECIPIENTS.has(name));
      if (recipients === undefined && !users.some((name) => ALIASES.has(name))) continue;
      for (const { key, keySpan, source, value } of file.tree.entries) {
        if (!/^@[^@\s]+$/.test(key)) continue;
        const target = value.text.trim();
        const { lines } = file.tree;
        const edits = (): FileEdit[] => {
          const [firstLine, lastLine] = [lines.indexAt(source.start), lines.indexAt(source.end)];
          return [{ uri: file.uri, span: wholeLines(file.tree, { firstLine, lastLine }), text: '' }];
        };
        report({
          at: { uri: file.uri, span: keySpan },
          message: recipients !== undefined ? 'unchecked' : target.startsWith('@') ? 'domain' : 'mailbox',
          values: { key, target, parameter: recipients ?? '' },
          fixes: [{ title: 'remove', values: { key }, edits }],
        });
      }
    }
  },
});
