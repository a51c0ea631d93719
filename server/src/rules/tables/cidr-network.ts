import type { TableProblemCode } from '../../postfix/tables/tableProblem';
import { severityOf, tableProblems, type ProblemTexts } from '../lookupTables';
import { defineRule } from '../rule';

const MESSAGES = {
  'bad-address': { en: 'This is no address: the line has no effect', 'zh-cn': '这不是地址：该行不起作用' },
  'bad-mask': {
    en: 'The length of a network is 0 to 32, with IPv6 0 to 128: the line has no effect',
    'zh-cn': '网络前缀长度应为 0 到 32（IPv6 为 0 到 128）：该行不起作用',
  },
  'bad-brackets': {
    en: 'The brackets do not match: the line has no effect',
    'zh-cn': '方括号不匹配：该行不起作用',
  },
  'host-bits': {
    en: 'The address has bits behind the length of the network: the line has no effect. The network is {network}',
    'zh-cn': '地址在网络前缀之外还有非零位：该行不起作用。对应的网络是 {network}',
  },
} as const satisfies Partial<ProblemTexts<TableProblemCode>>;

type Code = keyof typeof MESSAGES;

/** Networks that cidr_table(5) does not take. */
export const cidrNetwork = defineRule<Code | 'write'>({
  id: 'cidr-network',
  severity: 'error',
  reads: ['cidr-table'],
  messages: { ...MESSAGES, write: { en: 'Change it to {network}', 'zh-cn': '改为 {network}' } },
  check({ system, report }) {
    for (const { code, problem, at } of tableProblems(system, Object.keys(MESSAGES) as Code[])) {
      const network = problem.data?.['network'];
      const fix = { title: 'write', values: { network: network ?? '' } } as const;
      report({
        at,
        message: code,
        severity: severityOf(problem),
        values: { ...problem.data },
        fixes: network === undefined ? [] : [{ ...fix, edits: () => [{ ...at, text: network }] }],
      });
    }
  },
});
