import { isPostfixFile } from '../../system/files';
import { defineRule } from '../rule';

const BYTE_ORDER_MARK = '\ufeff';

/** To Postfix a byte order mark is no white space but the beginning of the first word. */
export const bom = defineRule({
  id: 'bom',
  severity: 'error',
  reads: ['main', 'master'],
  messages: {
    main: {
      en: 'An invisible byte order mark begins the file: Postfix reads it as a part of the first name',
      'zh-cn': '文件开头有不可见的字节序标记（BOM）：Postfix 会把它当成第一个名称的一部分',
    },
    stops: {
      en: 'An invisible byte order mark begins the file: no Postfix program reads past the first line',
      'zh-cn': '文件开头有不可见的字节序标记（BOM）：所有 Postfix 程序读到第一行就会停止',
    },
    master: {
      en: 'An invisible byte order mark begins the file: the first service has a wrong name or too few columns',
      'zh-cn': '文件开头有不可见的字节序标记（BOM）：第一个服务的名称不对，或者列数不足',
    },
    remove: { en: 'Remove the byte order mark', 'zh-cn': '删除 BOM' },
  },
  check({ system, report }) {
    for (const file of system.files.filter(isPostfixFile)) {
      const { kind, uri, tree } = file;
      if (!tree.text.startsWith(BYTE_ORDER_MARK)) continue;
      const stops = kind === 'main' && file.tree.problems.some(({ span }) => span.start === 0);
      report({
        at: { uri, span: { start: 0, end: 1 } },
        message: kind === 'master' ? 'master' : stops ? 'stops' : 'main',
        fixes: [
          { title: 'remove', safe: true, edits: () => [{ uri, span: { start: 0, end: 1 }, text: '' }] },
        ],
      });
    }
  },
});
