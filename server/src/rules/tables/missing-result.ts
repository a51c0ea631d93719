import type { TableProblemCode } from '../../postfix/tables/tableProblem';
import { ENTRY_KINDS, severityOf, tableProblems, type ProblemTexts } from '../lookupTables';
import { defineRule } from '../rule';

const MESSAGES = {
  'missing-value': {
    en: 'There is no value behind the key: Postfix leaves the line out',
    'zh-cn': '键后面没有值：Postfix 会忽略这一行',
  },
  'missing-result': {
    en: 'There is no result behind the network: Postfix leaves the line out',
    'zh-cn': '网络后面没有结果：Postfix 会忽略这一行',
  },
  'empty-replacement': {
    en: 'There is no result behind the pattern: a match gives the empty text, which fails as an answer',
    'zh-cn': '模式后面没有结果：匹配时得到空文本，作为查询结果会出错',
  },
} as const satisfies Partial<ProblemTexts<TableProblemCode>>;

type Code = keyof typeof MESSAGES;

/** Keys, networks and patterns without a right-hand side. */
export const missingResult = defineRule<Code>({
  id: 'missing-result',
  severity: 'error',
  reads: ENTRY_KINDS,
  messages: MESSAGES,
  check({ system, report }) {
    for (const { code, problem, at } of tableProblems(system, Object.keys(MESSAGES) as Code[]))
      report({ at, message: code, severity: severityOf(problem) });
  },
});
