import type { MainFile, MasterFile } from '../../system/files';
import type { Span } from '../../text/span';
import { defineRule, type FileEdit } from '../rule';

/** Postfix reads a line up to a null byte ("text after null byte may be ignored", since 3.9). */
export const nullByte = defineRule({
  id: 'null-byte',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    hidden: {
      en: 'A null byte: Postfix does not see what follows it in this line and its continuation',
      'zh-cn': '空字节（NUL）：Postfix 看不到这一行及其延续行中此后的内容',
    },
    remove: { en: 'Remove all null bytes of the file', 'zh-cn': '删除文件中的全部空字节' },
  },
  check({ instance, report }) {
    for (const file of [instance.main, instance.master]) {
      if (!file) continue;
      for (const span of firstNulls(file)) {
        report({
          at: { uri: file.uri, span },
          message: 'hidden',
          fixes: [{ title: 'remove', edits: () => removals(file) }],
        });
      }
    }
  },
});

/** The first null byte of each line that has one. */
function firstNulls({ tree: { text, lines } }: MainFile | MasterFile): Span[] {
  const spans: Span[] = [];
  let at = text.indexOf('\0');
  while (at >= 0) {
    spans.push({ start: at, end: at + 1 });
    at = text.indexOf('\0', lines.startOf(lines.indexAt(at) + 1));
  }
  return spans;
}

function removals({ uri, tree: { text } }: MainFile | MasterFile): FileEdit[] {
  return [...text.matchAll(/\0+/g)].map(({ 0: nulls, index }) => ({
    uri,
    span: { start: index, end: index + nulls.length },
    text: '',
  }));
}
