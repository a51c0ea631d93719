import { isPostfixFile } from '../../system/files';
import { defineRule } from '../rule';

/** A carriage return is white space to Postfix, so that it does no harm; shell scripts that read the files differ. */
export const crlf = defineRule({
  id: 'crlf',
  severity: 'info',
  reads: ['main', 'master'],
  messages: {
    found: {
      en: '{count} lines end with CR LF, as on Windows: Postfix copes, tools that edit the file may not',
      'zh-cn': '有 {count} 行以 CR LF（Windows 换行）结尾：Postfix 能读，但修改该文件的脚本未必能处理',
    },
    convert: { en: 'Convert the file to LF', 'zh-cn': '把整个文件转换为 LF 换行' },
  },
  check({ system, report }) {
    for (const { uri, tree } of system.files.filter(isPostfixFile)) {
      const { text } = tree;
      const first = text.indexOf('\r\n');
      if (first < 0) continue;
      report({
        at: { uri, span: { start: text.lastIndexOf('\n', first) + 1, end: first } },
        message: 'found',
        values: { count: text.split('\r\n').length - 1 },
        fixes: [
          {
            title: 'convert',
            safe: true,
            lineEnds: true,
            edits: () => [{ uri, span: { start: 0, end: text.length }, text: text.replaceAll('\r\n', '\n') }],
          },
        ],
      });
    }
  },
});
