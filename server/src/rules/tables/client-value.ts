import { clientParameter, type ClientParameterFact } from '../../postfix/clientParameters';
import type { ClientSetting, TableClient } from '../../system/tableClients';
import { nearest } from '../../text/nearest';
import { defineRule, type FixReport, type MessageValues, type Severity } from '../rule';
import { CLIENT_KINDS, clientSettings, clientValueEdits, clientValuePlace, valueOf } from '../tableClients';

type Fault = 'empty' | 'number' | 'switch' | 'small' | 'words' | 'passed-over' | 'expansion' | 'quotes';
type MessageId = Fault | 'change';

interface Found {
  readonly message: Fault;
  readonly values?: MessageValues;
  readonly severity?: Severity;
  /** What was meant. */
  readonly meant?: string;
}

/** Values that a client does not take: nearly all of them end the program that opens the table. */
export const clientValue = defineRule<MessageId>({
  id: 'client-value',
  severity: 'error',
  reads: CLIENT_KINDS,
  messages: {
    empty: {
      en: '{name} must not be empty: the program that opens the table ends',
      'zh-cn': '{name} 不能为空：打开此查找表的程序会终止',
    },
    number: {
      en: '{name} is a whole number without a unit, not {value}: the program that opens the table ends',
      'zh-cn': '{name} 应为不带单位的整数，不能是 {value}：打开此查找表的程序会终止',
    },
    switch: {
      en: '{name} is yes or no, not {value}: the program that opens the table ends',
      'zh-cn': '{name} 的取值为 yes 或 no，不能是 {value}：打开此查找表的程序会终止',
    },
    small: {
      en: '{name} is at least {least}, not {value}: the program that opens the table ends',
      'zh-cn': '{name} 至少为 {least}，不能是 {value}：打开此查找表的程序会终止',
    },
    words: {
      en: '{name} is one of {words}, not {value}: the program that opens the table ends',
      'zh-cn': '{name} 的取值为 {words} 之一，不能是 {value}：打开此查找表的程序会终止',
    },
    'passed-over': {
      en: '{name} is one of {words}, not {value}: Postfix warns and goes on with a value of its own',
      'zh-cn': '{name} 的取值为 {words} 之一，不能是 {value}：Postfix 会告警并改用自己的值',
    },
    expansion: {
      en: '{part} means nothing here: the program that opens the table ends. A percent sign is written %%',
      'zh-cn': '{part} 在此没有意义：打开此查找表的程序会终止。百分号本身要写成 %%',
    },
    quotes: {
      en: 'Quotes around the whole value are a part of it: nothing removes them',
      'zh-cn': '括住整个值的引号是值的一部分，不会被去掉',
    },
    change: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system, report }) {
    for (const { client, setting } of clientSettings(system)) {
      const fact = clientParameter(client.type, setting.name);
      const found = fact && isRead(client, fact) ? faultOf(setting, fact) : undefined;
      if (!found) continue;
      const { message, values, severity, meant } = found;
      report({
        at: clientValuePlace(setting),
        message,
        ...(severity && { severity }),
        values: { name: setting.name, value: setting.value, ...values },
        fixes: meant === undefined ? [] : [changeTo(setting, meant)],
      });
    }
  },
});

function isRead(client: TableClient, { readWith }: ClientParameterFact): boolean {
  return readWith === undefined || valueOf(client, readWith.name)?.toLowerCase() === readWith.value;
}

function changeTo(setting: ClientSetting, meant: string): FixReport<MessageId> {
  return { title: 'change', values: { meant }, edits: () => clientValueEdits(setting, meant) };
}

function faultOf({ value }: ClientSetting, fact: ClientParameterFact): Found | undefined {
  if (value === '') return fact.filled ? { message: 'empty' } : CHECKS[fact.value]?.(value, fact);
  return CHECKS[fact.value]?.(value, fact);
}

type Check = (value: string, fact: ClientParameterFact) => Found | undefined;

const CHECKS: Readonly<Partial<Record<ClientParameterFact['value'], Check>>> = {
  number: checkNumber,
  switch: checkSwitch,
  word: checkWord,
  query: (value) => checkQuotes(value) ?? checkExpansions(value),
  result: checkExpansions,
  path: checkQuotes,
};

/** Of 32 bits with a sign. */
const GREATEST = 2 ** 31 - 1;

function checkNumber(value: string, fact: ClientParameterFact): Found | undefined {
  const number = Number(value);
  if (!/^[+-]?\d+$/.test(value) || number > GREATEST || number < -GREATEST - 1) {
    const meant = inSeconds(value);
    return { message: 'number', ...(meant !== undefined && { meant }) };
  }
  const { least, words } = fact;
  if (least !== undefined && number < least) {
    return { message: 'small', values: { least }, meant: String(least) };
  }
  return words?.includes(String(number)) === false ? otherWord(fact) : undefined;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function inSeconds(value: string): string | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(value) ?? [];
  return count === undefined ? undefined : String(Number(count) * (UNITS[unit] ?? 1));
}

const SWITCHES: Readonly<Record<string, string>> = {
  true: 'yes',
  on: 'yes',
  1: 'yes',
  y: 'yes',
  false: 'no',
  off: 'no',
  0: 'no',
  n: 'no',
};

function checkSwitch(value: string): Found | undefined {
  const word = value.toLowerCase();
  if (word === 'yes' || word === 'no') return undefined;
  const meant = Object.hasOwn(SWITCHES, word) ? SWITCHES[word] : nearest(word, ['yes', 'no']);
  return { message: 'switch', ...(meant !== undefined && { meant }) };
}

function checkWord(value: string, fact: ClientParameterFact): Found | undefined {
  const { words = [] } = fact;
  if (words.includes(value.toLowerCase())) return undefined;
  const meant = nearest(value, words);
  return { ...otherWord(fact), ...(meant !== undefined && { meant }) };
}

function otherWord({ words = [], forgiving }: ClientParameterFact): Found {
  const values = { words: words.join(', ') };
  return forgiving ? { message: 'passed-over', values, severity: 'warning' } : { message: 'words', values };
}

/** `%` and the letter behind it, where that is none that db_common_parse() of Postfix knows. */
function checkExpansions(value: string): Found | undefined {
  for (const [part] of value.matchAll(/%([^])?/g)) {
    if (!/^%[%sudSUD1-9]$/.test(part)) return { message: 'expansion', values: { part } };
  }
  return undefined;
}

function checkQuotes(value: string): Found | undefined {
  const [, inner] = /^"(.*)"$/s.exec(value) ?? [];
  return inner === undefined ? undefined : { message: 'quotes', severity: 'warning', meant: inner };
}
