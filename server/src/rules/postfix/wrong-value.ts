import type { ValueType } from '../../knowledge/types';
import type { PostfixInstance } from '../../system/postfixInstance';
import {
  hidesAnother,
  isRead,
  itemsOf,
  knownValue,
  settingsOf,
  type Item,
  type Setting,
} from '../../system/settings';
import { hasLookAlike } from '../../text/lookAlikes';
import { checkValue, isUnknownFlag, knowsWord, wordsOfRelease, type ValueProblem } from '../checkValue';
import { isFeatureUsed } from '../gates';
import { defineRule, type FixReport, type MessageValues, type RuleContext, type Severity } from '../rule';
import { shorten } from '../services';
import { placeIn, removal, replacement, valuePlace, valueReplacement } from '../settings';
import { suggestValue, suggestWord } from '../suggestValue';

const MESSAGES = {
  empty: {
    en: '{name} must not be empty: leave the setting out to have the default',
    'zh-cn': '{name} 不能为空；要用默认值，就不要写这一项',
  },
  boolean: {
    en: '{name} is yes or no; Postfix refuses "{value}"',
    'zh-cn': '{name} 只能写 yes 或 no，Postfix 不接受“{value}”',
  },
  number: {
    en: '{name} is a whole number; Postfix refuses "{value}"',
    'zh-cn': '{name} 必须是整数，Postfix 不接受“{value}”',
  },
  size: {
    en: '{name} is a number of bytes without a unit; Postfix refuses "{value}"',
    'zh-cn': '{name} 是字节数，只写数字、不带单位，Postfix 不接受“{value}”',
  },
  tooSmall: {
    en: '{name} is at least {limit}; Postfix refuses {value}',
    'zh-cn': '{name} 最小为 {limit}，Postfix 不接受 {value}',
  },
  tooLarge: {
    en: '{name} is at most {limit}; Postfix refuses {value}',
    'zh-cn': '{name} 最大为 {limit}，Postfix 不接受 {value}',
  },
  time: {
    en: '{name} is a time: digits and directly behind them s, m, h, d or w; Postfix refuses "{value}"',
    'zh-cn': '{name} 是时间值：数字后紧跟 s、m、h、d 或 w，Postfix 不接受“{value}”',
  },
  misreadTime: {
    en: 'Postfix reads "{value}" as {read}: of what follows the number only the first letter counts',
    'zh-cn': 'Postfix 会把“{value}”读成 {read}：数字后面只有第一个字母起作用',
  },
  word: {
    en: '{name} has no value "{value}"; it is one of: {words}',
    'zh-cn': '{name} 没有“{value}”这个取值，可用的有：{words}',
  },
  flag: {
    en: '{name} has no word "{value}"; the words are: {words}',
    'zh-cn': '{name} 中不能写“{value}”，可用的有：{words}',
  },
  ignoredWord: {
    en: 'Postfix passes over "{value}" in {name}; the words are: {words}',
    'zh-cn': 'Postfix 会忽略 {name} 中的“{value}”，可用的有：{words}',
  },
  laterWord: {
    en: 'Postfix {version} has no "{value}" for {name} yet',
    'zh-cn': 'Postfix {version} 的 {name} 还没有“{value}”这个取值',
  },
  tooShort: {
    en: '{name} needs at least {limit} bytes; Postfix refuses "{value}"',
    'zh-cn': '{name} 至少要有 {limit} 个字节，Postfix 不接受“{value}”',
  },
  tooLong: {
    en: '{name} takes at most {limit} bytes; Postfix refuses "{value}"',
    'zh-cn': '{name} 最多 {limit} 个字节，Postfix 不接受“{value}”',
  },
  level: {
    en: '"{value}" is no compatibility level: write up to three numbers such as 3.6',
    'zh-cn': '“{value}”不是合法的兼容级别：写成最多三段的数字，例如 3.6',
  },
  host: {
    en: '{name} must be a host name; no Postfix program starts with "{value}"',
    'zh-cn': '{name} 必须是合法的主机名；写成“{value}”时所有 Postfix 程序都无法启动',
  },
  oneWord: {
    en: '{name} takes one domain; no Postfix program starts with "{value}"',
    'zh-cn': '{name} 只能写一个域名；写成“{value}”时所有 Postfix 程序都无法启动',
  },
  write: { en: 'Write "{text}"', 'zh-cn': '改为“{text}”' },
  remove: { en: 'Remove the setting: the default holds', 'zh-cn': '删除此项，使用默认值' },
} as const;

type MessageId = keyof typeof MESSAGES;
type Context = RuleContext<MessageId>;
type Flags = Extract<ValueType, { kind: 'flags' }>;

/** Values that the program which loads them refuses, or takes for something else. */
export const wrongValue = defineRule({
  id: 'wrong-value',
  severity: 'error',
  reads: ['main', 'master'],
  messages: MESSAGES,
  check(context) {
    for (const setting of settingsOf(context.instance)) {
      const { type, fact } = setting;
      if (!type || fact?.readOnly) continue;
      if (type.kind === 'flags') checkFlags(context, setting, type);
      checkWhole(context, setting, type);
    }
  },
});

function checkWhole({ instance, report }: Context, setting: Setting, type: ValueType): void {
  const { fact, name } = setting;
  const text = knownValue(instance, setting);
  if (text === undefined) return;
  const problem = checkValue(type, fact, text) ?? checkVersion(instance, type, text);
  if (!problem || isExplainedElsewhere(type, text) || text === instance.defaultValue(name)?.text) return;
  const suggestion = suggestValue(type, fact, text);
  const written = setting.value.text === text;
  report({
    at: valuePlace(setting),
    message: problem.code,
    severity: severityOf(instance, setting, problem.accepted),
    values: {
      ...problem.values,
      ...wordsValue(instance, type),
      name,
      value: shorten(text),
      version: instance.release.version,
    },
    fixes: [
      ...(suggestion !== undefined && written ? [writing(setting, suggestion)] : []),
      ...(text === '' && !hidesAnother(instance, setting) ? [removing(setting)] : []),
    ],
  });
}

/** A word that only later versions know. */
function checkVersion(
  { release }: PostfixInstance,
  type: ValueType,
  text: string,
): (Omit<ValueProblem, 'code'> & { readonly code: 'laterWord' }) | undefined {
  if (type.kind !== 'enum' || type.valuesSince === undefined || !knowsWord(type, text)) return undefined;
  const since = type.valuesSince[text.toLowerCase()];
  return since === undefined || !release.lacks(since) ? undefined : { code: 'laterWord', values: {} };
}

function checkFlags({ instance, report }: Context, setting: Setting, type: Flags): void {
  for (const item of itemsOf(instance, setting)) {
    const { text } = item;
    if (text === undefined || !item.own || !isUnknownFlag(type, text)) continue;
    if (text.startsWith('#')) return;
    if (hasLookAlike(text)) continue;
    const suggestion = suggestWord(type.values, text);
    report({
      at: placeIn(setting, item.span),
      message: type.unknown === 'ignored' ? 'ignoredWord' : 'flag',
      severity: severityOf(instance, setting),
      values: { ...wordsValue(instance, type), name: setting.name, value: shorten(text) },
      fixes: suggestion !== undefined && item.direct ? [writing(setting, suggestion, item)] : [],
    });
  }
}

/** A comment behind the value, and characters that look like others, have rules of their own. */
function isExplainedElsewhere(type: ValueType, text: string): boolean {
  return hasLookAlike(text) || (type.kind !== 'string' && /(^|\s)#/.test(text));
}

/** An error is what a running program stumbles over; what nothing evaluates, or nobody minds, is a warning. */
function severityOf(instance: PostfixInstance, setting: Setting, accepted = false): Severity {
  const { type } = setting;
  const ignored = (type?.kind === 'enum' || type?.kind === 'flags') && type.unknown === 'ignored';
  const matters = !accepted && !ignored && isRead(instance, setting) && isFeatureUsed(instance, setting);
  return matters ? 'error' : 'warning';
}

function wordsValue({ release }: PostfixInstance, type: ValueType): MessageValues {
  const words = type.kind === 'enum' || type.kind === 'flags' ? wordsOfRelease(type, release) : [];
  return { words: shorten(words.join(', '), 200) };
}

function writing(setting: Setting, text: string, item?: Item): FixReport<MessageId> {
  return {
    title: 'write',
    values: { text },
    safe: true,
    edits: () => [item ? replacement(setting, item.span, text) : valueReplacement(setting, text)],
  };
}

function removing(setting: Setting): FixReport<MessageId> {
  return { title: 'remove', safe: true, edits: () => [removal(setting)] };
}
