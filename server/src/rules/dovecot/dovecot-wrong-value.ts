import type { ValueProblem } from '../../dovecot/values';
import { defineRule } from '../rule';

/** A value that doveconf does not take for the type of its setting (settings-parser.c of Dovecot). */
export const dovecotWrongValue = defineRule<ValueProblem>({
  id: 'dovecot-wrong-value',
  severity: 'error',
  reads: ['dovecot'],
  messages: {
    'not-a-boolean': {
      en: '{name} is yes or no, not "{value}"',
      'zh-cn': '{name} 只能是 yes 或 no，不能是“{value}”',
    },
    'not-a-number': {
      en: '{name} is a number, not "{value}"',
      'zh-cn': '{name} 必须是数字，不能是“{value}”',
    },
    'number-too-large': {
      en: '{value} is too large a number for {name}',
      'zh-cn': '{value} 作为 {name} 的数值太大',
    },
    'not-octal': {
      en: '{value} begins with 0 but is no octal number: {name} takes digits from 0 to 7 then',
      'zh-cn': '{value} 以 0 开头却不是八进制数：{name} 此时只能使用 0 到 7 的数字',
    },
    'missing-unit': {
      en: '{name} is a time and needs a unit, such as {value}s for seconds',
      'zh-cn': '{name} 是时间，需要单位，例如秒写作 {value}s',
    },
    'not-a-time': {
      en: '{name} is a time, such as 30 secs, 5 mins, 2 hours, 7 days; not "{value}"',
      'zh-cn': '{name} 是时间，例如 30 secs、5 mins、2 hours、7 days；不能是“{value}”',
    },
    milliseconds: {
      en: '{name} knows whole seconds only: write {value} as a multiple of 1000 ms',
      'zh-cn': '{name} 只支持整秒：{value} 应为 1000 毫秒的整数倍',
    },
    'time-too-large': { en: '{value} is too long for {name}', 'zh-cn': '{value} 对 {name} 来说太长' },
    'not-a-size': {
      en: '{name} is a size, such as 10 M or 1 G, without fractions; not "{value}"',
      'zh-cn': '{name} 是大小，例如 10 M 或 1 G，不能有小数；不能是“{value}”',
    },
    'size-too-large': { en: '{value} is too large for {name}', 'zh-cn': '{value} 对 {name} 来说太大' },
    'not-a-port': {
      en: '{name} is a port from 0 to 65535, not "{value}"',
      'zh-cn': '{name} 是 0 到 65535 之间的端口，不能是“{value}”',
    },
    'not-a-word': {
      en: '{name} is one of {words}; not "{value}"',
      'zh-cn': '{name} 只能是 {words} 之一；不能是“{value}”',
    },
  },
  check({ system: { dovecot }, report }) {
    for (const { code, file, span, text, fact } of dovecot?.reading.problems ?? []) {
      if (!isValueProblem(code)) continue;
      const words = fact?.values?.join(', ') ?? '';
      report({
        at: { uri: file.uri, span },
        message: code,
        values: { name: fact?.name ?? '', value: text, words },
      });
    }
  },
});

const CODES: ReadonlySet<string> = new Set<ValueProblem>([
  ...([
    'not-a-boolean',
    'not-a-number',
    'number-too-large',
    'not-octal',
    'missing-unit',
    'not-a-time',
  ] as const),
  ...([
    'milliseconds',
    'time-too-large',
    'not-a-size',
    'size-too-large',
    'not-a-port',
    'not-a-word',
  ] as const),
]);

function isValueProblem(code: string): code is ValueProblem {
  return CODES.has(code);
}
