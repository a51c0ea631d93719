import type { TableProblemCode } from '../../postfix/tables/tableProblem';
import { ENTRY_KINDS, severityOf, tableProblems, type ProblemTexts } from '../lookupTables';
import { defineRule } from '../rule';

const MESSAGES = {
  'leading-whitespace': {
    en: 'The first line of a table must not begin with white space: Postfix leaves it out',
    'zh-cn': '查找表的第一行不能以空白开头：Postfix 会忽略这一行',
  },
  'null-byte': {
    en: 'Text behind a null byte may be ignored',
    'zh-cn': '空字节之后的内容可能被忽略',
  },
  'not-utf8': {
    en: 'This line is not UTF-8: Postfix leaves it out',
    'zh-cn': '这一行不是 UTF-8 编码：Postfix 会忽略它',
  },
  'unbalanced-quote': {
    en: 'A quote is not closed: Postfix leaves the line out',
    'zh-cn': '引号没有配对：Postfix 会忽略这一行',
  },
  'alias-format': {
    en: 'The colon is a part of the key here; only files of aliases write "name: value"',
    'zh-cn': '这里的冒号会成为键的一部分；只有别名文件才写成 “name: value”',
  },
  'alias-pair': {
    en: 'An alias is one "name: value": Postfix leaves this line out',
    'zh-cn': '别名应写成一个 “name: value”：Postfix 会忽略这一行',
  },
  'alias-not-local': {
    en: 'The name of an alias has no domain: Postfix leaves this line out',
    'zh-cn': '别名的名称不能带域名：Postfix 会忽略这一行',
  },
  'unknown-request': {
    en: 'A rule begins with a pattern between delimiters, "if" or "endif": Postfix leaves this line out',
    'zh-cn': '规则须以定界符括起的模式、“if”或“endif”开头：Postfix 会忽略这一行',
  },
} as const satisfies Partial<ProblemTexts<TableProblemCode>>;

type Code = keyof typeof MESSAGES;
type MessageId = Code | 'without-colon';

/** Lines that postmap(1), postalias(1) and the readers of pattern tables complain of. */
export const tableLine = defineRule<MessageId>({
  id: 'table-line',
  severity: 'error',
  reads: ENTRY_KINDS,
  messages: {
    ...MESSAGES,
    'without-colon': { en: 'Take the colon away', 'zh-cn': '去掉冒号' },
  },
  check({ system, report }) {
    for (const { code, problem, at } of tableProblems(system, Object.keys(MESSAGES) as Code[])) {
      const { uri, span } = at;
      const colon = { uri, span: { start: span.end - 1, end: span.end }, text: '' };
      report({
        at,
        message: code,
        severity: severityOf(problem),
        fixes: code === 'alias-format' ? [{ title: 'without-colon', edits: () => [colon] }] : [],
      });
    }
  },
});
