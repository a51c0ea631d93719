import type { PasswdEntry } from '../../dovecot/passwdFile';
import { entryRemoval, passwdFiles } from '../passwdFiles';
import { defineRule } from '../rule';

/** Of the lines of one user Dovecot keeps the first, and logs an error about each other one. */
export const dovecotPasswdDuplicate = defineRule({
  id: 'dovecot-passwd-duplicate',
  severity: 'warning',
  reads: ['dovecot-passwd'],
  messages: {
    duplicate: {
      en: '{user} stands in this file before: Dovecot keeps the first line, and never uses this one',
      'zh-cn': '用户 {user} 前面已经出现过：Dovecot 以第一行为准，这一行永远用不到',
    },
    first: { en: 'The line that counts', 'zh-cn': '以此行为准' },
    remove: { en: 'Remove the line that does not count', 'zh-cn': '删除不起作用的这一行' },
  },
  check({ system, report }) {
    for (const { file } of passwdFiles(system)) {
      const { uri, tree } = file;
      const first = new Map<string, PasswdEntry>();
      for (const entry of tree.entries) {
        const user = entry.user.text;
        const ruling = first.get(user);
        if (!ruling) {
          first.set(user, entry);
          continue;
        }
        const edits = () => [entryRemoval(file, entry)];
        report({
          at: { uri, span: entry.user.span },
          message: 'duplicate',
          values: { user },
          tag: 'unnecessary',
          related: [{ at: { uri, span: ruling.user.span }, message: 'first' }],
          fixes: [{ title: 'remove', safe: true, edits }],
        });
      }
    }
  },
});
