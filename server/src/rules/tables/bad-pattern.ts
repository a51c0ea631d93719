import type { PatternError } from '../../postfix/patterns/pattern';
import type { TableProblemCode } from '../../postfix/tables/tableProblem';
import { severityOf, tableProblems, type ProblemTexts } from '../lookupTables';
import { defineRule } from '../rule';

const MESSAGES = {
  'missing-pattern': { en: 'A pattern is missing', 'zh-cn': '缺少模式' },
  'unclosed-pattern': {
    en: 'The pattern is not closed: a second {delimiter} is missing',
    'zh-cn': '模式没有结束：缺少第二个 {delimiter}',
  },
  'unknown-flag': { en: 'There is no flag "{flag}"', 'zh-cn': '没有标志“{flag}”' },
  'obsolete-flag': { en: 'The flag "{flag}" has no effect any more', 'zh-cn': '标志“{flag}”已不起作用' },
  'bad-pattern': { en: 'The pattern cannot be compiled', 'zh-cn': '模式无法编译' },
  'bad-replacement': {
    en: 'Behind $ stands the number of a group; a dollar sign is written $$',
    'zh-cn': '$ 后面应是分组编号；美元符号本身要写成 $$',
  },
  'replacement-in-negation': {
    en: 'A pattern with "!" matches nothing, so that there is no group to insert',
    'zh-cn': '带“!”的模式没有匹配内容，因此没有分组可以引用',
  },
  'replacement-out-of-range': {
    en: 'The pattern has {groups} groups: there is no ${index}',
    'zh-cn': '模式只有 {groups} 个分组，没有 ${index}',
  },
  'text-after-if': {
    en: 'Text behind the pattern of "if" is ignored',
    'zh-cn': '“if”的模式后面的文字会被忽略',
  },
  'text-after-endif': { en: 'Nothing may stand behind "endif"', 'zh-cn': '“endif”后面不能有内容' },
  'endif-without-if': { en: 'There is no "if" to this "endif"', 'zh-cn': '这个“endif”没有对应的“if”' },
  'if-without-endif': {
    en: '"endif" is missing: the condition holds for the rest of the file',
    'zh-cn': '缺少“endif”：该条件会一直管到文件末尾',
  },
} as const satisfies Partial<ProblemTexts<TableProblemCode>>;

const WHY: Readonly<Record<PatternError, { readonly en: string; readonly 'zh-cn': string }>> = {
  'unmatched-parenthesis': { en: 'A parenthesis has no partner', 'zh-cn': '括号没有配对' },
  'unmatched-bracket': { en: 'A bracket has no partner', 'zh-cn': '方括号没有配对' },
  'nothing-to-repeat': {
    en: 'There is nothing to repeat before * + ? or {',
    'zh-cn': '* + ? 或 { 前面没有可重复的内容',
  },
  'bad-interval': { en: 'The numbers in braces make no sense', 'zh-cn': '花括号中的次数不合法' },
  'bad-range': { en: 'A range in brackets runs backwards', 'zh-cn': '方括号中的范围前后颠倒' },
  'bad-class-name': { en: 'There is no such class of characters', 'zh-cn': '没有这种字符类' },
  'trailing-backslash': { en: 'The pattern ends with a backslash', 'zh-cn': '模式以反斜杠结尾' },
  'bad-back-reference': { en: 'A back reference names no group', 'zh-cn': '反向引用指向不存在的分组' },
};

type Code = keyof typeof MESSAGES;

/** Patterns that the regular-expression library, or the reader of the table, refuses. */
export const badPattern = defineRule<Code | PatternError>({
  id: 'bad-pattern',
  severity: 'error',
  reads: ['regexp-table', 'pcre-table', 'cidr-table'],
  messages: { ...MESSAGES, ...WHY },
  check({ system, report }) {
    for (const { code, problem, at } of tableProblems(system, Object.keys(MESSAGES) as Code[])) {
      const error = problem.data?.['error'];
      const message = error !== undefined && error in WHY ? (error as PatternError) : code;
      report({ at, message, severity: severityOf(problem), values: { ...problem.data } });
    }
  },
});
