import type { MainFile, MasterFile } from '../../system/files';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isBlank, type LogicalLine } from '../../text/logicalLines';
import { defineRule, type FileEdit } from '../rule';

/** An indented line continues the one before; with none before, Postfix drops it ("must not start with whitespace"). */
export const indentedFirstLine = defineRule({
  id: 'indented-first-line',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    dropped: {
      en: 'Postfix drops this line: it is indented, and there is no line before it to continue',
      'zh-cn': 'Postfix 会丢弃这一行：它有缩进，而前面没有可以延续的行',
    },
    unindent: { en: 'Remove the indentation', 'zh-cn': '去掉缩进' },
  },
  check({ instance, report }) {
    for (const { file, line } of droppedLines(instance)) {
      report({
        at: { uri: file.uri, span: { start: line.start, end: line.end } },
        message: 'dropped',
        fixes: [{ title: 'unindent', edits: () => [unindent(file, line)] }],
      });
    }
  },
});

interface Dropped {
  readonly file: MainFile | MasterFile;
  readonly line: LogicalLine;
}

function droppedLines({ main, master }: PostfixInstance): Dropped[] {
  const inMain = main?.tree.problems.filter(({ code }) => code === 'leading-whitespace') ?? [];
  return [
    ...(main ? inMain.map(({ line }) => ({ file: main, line })) : []),
    ...(master ? master.tree.indented.map((line) => ({ file: master, line })) : []),
  ];
}

function unindent(file: MainFile | MasterFile, { start }: LogicalLine): FileEdit {
  const { text } = file.tree;
  let end = start;
  while (end < text.length && isBlank(text.charCodeAt(end))) end++;
  return { uri: file.uri, span: { start, end }, text: '' };
}
