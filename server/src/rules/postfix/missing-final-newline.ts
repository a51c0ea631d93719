import { isPostfixFile } from '../../system/files';
import { defineRule } from '../rule';

/** Postfix reads such a line as any other; what a script appends becomes a part of it. */
export const missingFinalNewline = defineRule({
  id: 'missing-final-newline',
  severity: 'info',
  reads: ['main', 'master'],
  messages: {
    missing: {
      en: 'The last line has no line end: whatever is appended to the file becomes a part of it',
      'zh-cn': '最后一行没有换行符：之后追加到文件末尾的内容会接在这一行后面',
    },
    add: { en: 'End the last line', 'zh-cn': '在末尾补上换行符' },
  },
  check({ system, report }) {
    for (const { uri, tree } of system.files.filter(isPostfixFile)) {
      const { text } = tree;
      if (text === '' || text.endsWith('\n')) continue;
      const end = { start: text.length, end: text.length };
      report({
        at: { uri, span: { start: text.lastIndexOf('\n') + 1, end: text.length } },
        message: 'missing',
        fixes: [
          {
            title: 'add',
            safe: true,
            edits: () => [{ uri, span: end, text: text.includes('\r\n') ? '\r\n' : '\n' }],
          },
        ],
      });
    }
  },
});
