import type { MainFile } from '../../system/files';
import { isBlank } from '../../text/logicalLines';
import type { MainCfProblem } from '../../postfix/mainCf';
import { commentOut } from '../edits';
import { defineRule, type FileEdit, type FixReport } from '../rule';
import { shorten } from '../services';
import { replacement } from '../settings';

type Texts = 'missing' | 'insert' | 'indent' | 'comment';

/** Every program of Postfix stops at a line without `=` ("missing '=' after attribute name"). */
export const missingEquals = defineRule<Texts>({
  id: 'missing-equals',
  severity: 'error',
  reads: ['main'],
  messages: {
    missing: {
      en: 'This line has no "=": no program of Postfix starts until it is mended',
      'zh-cn': '这一行没有“=”：改正之前，Postfix 的任何程序都无法启动',
    },
    insert: { en: 'Insert "=" behind {name}', 'zh-cn': '在 {name} 之后插入“=”' },
    indent: { en: 'Indent it: it continues the line above', 'zh-cn': '缩进：它是上一行的延续' },
    comment: { en: 'Make it a comment', 'zh-cn': '改为注释' },
  },
  check({ instance, report }) {
    const { main } = instance;
    for (const problem of main?.tree.problems ?? []) {
      if (!main || problem.code !== 'missing-equals') continue;
      report({
        at: { uri: main.uri, span: problem.span },
        message: 'missing',
        fixes: fixesOf(main, problem),
      });
    }
  },
});

function insertion(file: MainFile, offset: number, text: string): FileEdit {
  return replacement({ file }, { start: offset, end: offset }, text);
}

function fixesOf(main: MainFile, { span, line }: MainCfProblem): FixReport<Texts>[] {
  const { text } = main.tree;
  const name = text.slice(span.start, span.end);
  const isName = /^[A-Za-z0-9_]+$/.test(name);
  const hasValue = span.end < line.end && isBlank(text.charCodeAt(span.end));
  const continues = main.tree.parameters.some((parameter) => parameter.line.start < line.start);
  const insert: FixReport<Texts> = {
    title: 'insert',
    values: { name: shorten(name) },
    edits: () => [insertion(main, span.end, ' =')],
  };
  const indent: FixReport<Texts> = { title: 'indent', edits: () => [insertion(main, line.start, '    ')] };
  const comment: FixReport<Texts> = { title: 'comment', edits: () => commentOut(main, line) };
  return [...(isName && hasValue ? [insert] : []), ...(continues ? [indent] : []), comment];
}
