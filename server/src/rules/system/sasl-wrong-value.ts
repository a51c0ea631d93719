import type { SaslOptionFact } from '../../sasl/options';
import { isCyrusFile, optionsOf, saslEntries, type CyrusFile, type SaslEntry } from '../../system/saslFiles';
import { nearest } from '../../text/nearest';
import { defineRule, type RuleContext } from '../rule';

type MessageId = 'word' | 'number' | 'switch' | 'quotes' | 'blanks' | 'sent' | 'change' | 'unquote' | 'trim';

/** Values that the library, a plugin or saslauthd does not take. */
export const saslWrongValue = defineRule<MessageId>({
  id: 'sasl-wrong-value',
  severity: 'warning',
  reads: ['sasl', 'saslauthd', 'saslauthd-ldap'],
  messages: {
    word: {
      en: '{name} is one of {words}, not {value}',
      'zh-cn': '{name} 的取值为 {words} 之一，不能是 {value}',
    },
    number: {
      en: '{name} is a number: {value} is passed over, and the default counts',
      'zh-cn': '{name} 是数字：{value} 会被忽略，仍按默认值处理',
    },
    switch: {
      en: '{name} is yes or no: {value} is passed over, and the default counts',
      'zh-cn': '{name} 的取值为 yes 或 no：{value} 会被忽略，仍按默认值处理',
    },
    quotes: {
      en: 'Quotes are a part of the value here: nothing removes them',
      'zh-cn': '此处的引号是值的一部分，不会被去掉',
    },
    blanks: {
      en: 'Blanks behind a value are a part of it here: {name} names something that does not exist',
      'zh-cn': '此处值后面的空白是值的一部分：{name} 指向了不存在的东西',
    },
    sent: {
      en: 'Blanks and carriage returns behind a value are a part of it here: saslauthd sends them to the LDAP server with {name}',
      'zh-cn': '此处值后面的空白和回车符是值的一部分：saslauthd 会把它们连同 {name} 一起发给 LDAP 服务器',
    },
    change: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    unquote: { en: 'Remove the quotes', 'zh-cn': '去掉引号' },
    trim: { en: 'Remove the blanks', 'zh-cn': '去掉空白' },
  },
  check(context) {
    for (const file of context.system.files) {
      if (!isCyrusFile(file)) continue;
      const options = optionsOf(file);
      for (const entry of saslEntries(file)) {
        const fact = Object.hasOwn(options, entry.name) ? options[entry.name] : undefined;
        if (fact) checkEntry(context, file, entry, fact);
      }
    }
  },
});

type Context = RuleContext<MessageId>;

function checkEntry(context: Context, file: CyrusFile, entry: SaslEntry, fact: SaslOptionFact): void {
  const { value, valueSpan, name } = entry;
  const at = { uri: file.uri, span: valueSpan };
  if (file.kind !== 'saslauthd') {
    const inner = /^(["'])(.*)\1$/.exec(value)?.[2];
    // A statement of SQL may begin and end with a quoted name.
    if (inner !== undefined && !inner.includes(value.charAt(0)) && fact.value !== 'plugins') {
      const edits = () => [{ ...at, text: inner }];
      context.report({ at, message: 'quotes', fixes: [{ title: 'unquote', edits }] });
      return;
    }
  }
  if (file.kind === 'sasl') checkBlanks(context, file, entry, fact);
  if (file.kind === 'saslauthd-ldap') checkEnd(context, file, entry, fact);
  const message = problemOf(value, fact);
  if (!message) return;
  const words = fact.words ?? [];
  const meant = message === 'number' ? undefined : nearest(value, words);
  context.report({
    at,
    message,
    values: { name, value, words: words.join(', ') },
    fixes:
      meant === undefined
        ? []
        : [{ title: 'change', values: { meant }, edits: () => [{ ...at, text: meant }] }],
  });
}

/** The library keeps them (2.1.28): a socket or a file of that name does not exist. */
function checkBlanks({ report }: Context, file: CyrusFile, entry: SaslEntry, fact: SaslOptionFact): void {
  const { name, behind } = entry;
  if (fact.value !== 'path' || !behind || behind.start === behind.end) return;
  const at = { uri: file.uri, span: behind };
  const edits = () => [{ ...at, text: '' }];
  report({ at, message: 'blanks', values: { name }, fixes: [{ title: 'trim', safe: true, edits }] });
}

/** saslauthd sends them to the LDAP server, carriage returns too; between addresses blanks mean nothing. */
function checkEnd(
  { report }: Context,
  { uri, tree }: CyrusFile,
  { name, behind }: SaslEntry,
  fact: SaslOptionFact,
): void {
  if (!behind || behind.start === behind.end || (fact.value !== 'text' && fact.value !== 'path')) return;
  if (name === 'ldap_servers' && !tree.text.slice(behind.start, behind.end).includes('\r')) return;
  const at = { uri, span: behind };
  const edits = () => [{ ...at, text: '' }];
  report({ at, message: 'sent', values: { name }, fixes: [{ title: 'trim', safe: true, edits }] });
}

/** What a switch is told by (sasl_config_getswitch of lib/config.c): its first letters alone. */
const SWITCH = /^(?:0|n|of|f|1|y|on|t)/;

function problemOf(value: string, { value: kind, words }: SaslOptionFact): MessageId | undefined {
  // A shell fills in variables before anybody reads the value.
  if (value === '' || value.includes('$')) return undefined;
  if (kind === 'number') return /^-?\d/.test(value) ? undefined : 'number';
  if (kind === 'switch') return SWITCH.test(value) ? undefined : 'switch';
  if (kind !== 'word') return undefined;
  return words?.includes(value.toLowerCase()) ? undefined : 'word';
}
