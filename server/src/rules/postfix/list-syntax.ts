import type { ValueType } from '../../knowledge/types';
import { isServerEndpoint } from '../../postfix/endpoint';
import { parseTableReference } from '../../postfix/tableReference';
import { closingBrace, splitList } from '../../postfix/values';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isRead, itemsOf, settingsOf, type Item, type Setting } from '../../system/settings';
import { nearest } from '../../text/nearest';
import { isFeatureUsed } from '../gates';
import { defineRule, type FixReport, type RuleContext } from '../rule';
import { placeIn, replacement } from '../settings';

const MESSAGES = {
  nothingNegated: {
    en: 'No pattern stands directly behind the "!": the programs that read {name} do not start',
    'zh-cn': '“!”后面必须紧跟模式：读取 {name} 的程序无法启动',
  },
  typeless: {
    en: '{name} takes lookup tables, written type:name; Postfix refuses "{item}"',
    'zh-cn': '{name} 里写的是查询表，形式为“类型:名称”，Postfix 不接受“{item}”',
  },
  typeApart: {
    en: 'The blank behind "{item}" takes the name away from its table type',
    'zh-cn': '“{item}”后面的空格把表类型和名称断开了',
  },
  noCommand: {
    en: '{name} has no word "{item}": Postfix ignores the rest of the list',
    'zh-cn': '{name} 中不能写“{item}”：Postfix 会忽略列表余下的内容',
  },
  milter: {
    en: '"{item}" is no Milter: write inet:host:port or unix:path',
    'zh-cn': '“{item}”不是 Milter 的写法：应写 inet:主机:端口 或 unix:路径',
  },
  noTables: {
    en: '{name} takes no lookup tables: "{item}" is compared letter by letter',
    'zh-cn': '{name} 不能使用查询表：“{item}”只会按字面比较',
  },
  wildcard: {
    en: 'Postfix has no * in domain patterns: "{item}" matches nothing',
    'zh-cn': 'Postfix 的域名模式没有 * 通配符：“{item}”匹配不到任何域名',
  },
  semicolon: {
    en: 'Items are separated by blanks or commas: the ";" becomes part of "{item}"',
    'zh-cn': '列表项用空格或逗号分隔：“;”会成为“{item}”的一部分',
  },
  join: { en: 'Remove the blank', 'zh-cn': '去掉空格' },
  write: { en: 'Write {text}', 'zh-cn': '改为 {text}' },
} as const;

type MessageId = keyof typeof MESSAGES;
type Context = RuleContext<MessageId>;
type List = Extract<ValueType, { kind: 'list' }>;

/** Items that a list does not have, or that cannot mean what they seem to. */
export const listSyntax = defineRule({
  id: 'list-syntax',
  severity: 'error',
  reads: ['main', 'master'],
  messages: MESSAGES,
  check(context) {
    for (const setting of settingsOf(context.instance)) {
      const { type } = setting;
      if (type?.kind === 'tables' && !type.single) checkItems(context, setting, tableProblem);
      if (type?.kind === 'list') checkItems(context, setting, (input) => listProblem(input, type));
    }
  },
});

interface Input {
  readonly instance: PostfixInstance;
  readonly setting: Setting;
  readonly item: Item;
  readonly text: string;
  readonly next: Item | undefined;
}

interface Problem {
  readonly code: MessageId;
  /** Postfix stops, or fails; otherwise it goes on with less than was meant. */
  readonly fatal?: boolean;
  readonly write?: string | undefined;
  /** The next item belongs to this one. */
  readonly join?: Item | undefined;
}

function checkItems(
  { instance, report }: Context,
  setting: Setting,
  judge: (input: Input) => Problem | undefined,
): void {
  const items = itemsOf(instance, setting);
  for (const [index, item] of items.entries()) {
    const { text } = item;
    if (text === undefined || !item.own || items[index - 1]?.text?.endsWith(':')) continue;
    if (text.startsWith('#')) return;
    const problem = judge({ instance, setting, item, text, next: items[index + 1] });
    if (!problem) continue;
    const matters = problem.fatal && isRead(instance, setting) && isFeatureUsed(instance, setting);
    report({
      at: placeIn(setting, item.span),
      message: problem.code,
      severity: matters ? 'error' : 'warning',
      values: { item: text, name: setting.name },
      fixes: fixesFor(setting, item, problem),
    });
  }
}

function fixesFor(setting: Setting, item: Item, { write, join }: Problem): FixReport<MessageId>[] {
  if (!item.direct) return [];
  if (join?.direct) {
    const blank = { start: item.span.end, end: join.span.start };
    return [{ title: 'join', safe: true, edits: () => [replacement(setting, blank, '')] }];
  }
  if (write === undefined) return [];
  const edits = [replacement(setting, item.span, write)];
  return [{ title: 'write', values: { text: write }, edits: () => edits }];
}

/** postalias(1) gives `alias_database` the default type. */
const TYPE_OPTIONAL: ReadonlySet<string> = new Set(['alias_database']);

function tableProblem({ instance, setting, text, next }: Input): Problem | undefined {
  const apart = text.endsWith(':') && next?.text?.startsWith('/');
  if (apart) return { code: 'typeApart', fatal: true, join: next };
  if (/^[^{]*;/.test(text)) return { code: 'semicolon', write: withCommas(text) };
  if (text.includes(':') || TYPE_OPTIONAL.has(setting.name)) return undefined;
  const type = instance.effective('default_database_type') ?? 'hash';
  return { code: 'typeless', fatal: true, write: text.startsWith('/') ? `${type}:${text}` : undefined };
}

function withCommas(text: string): string {
  return text.split(';').filter(Boolean).join(', ');
}

function listProblem(input: Input, type: List): Problem | undefined {
  const { setting, text, next } = input;
  if (type.matched && /^!+$/.test(text)) return { code: 'nothingNegated', fatal: true, join: next };
  if (setting.name === 'postscreen_access_list') return accessProblem(text, type.words ?? []);
  if (type.of === 'milter') return milterProblem(input);
  if (type.of === 'domain' && type.words === undefined) return domainProblem(input, type);
  const table = type.of === 'transport' ? parseTableReference(text) : undefined;
  return table && isTableType(input, table.type) ? { code: 'noTables' } : undefined;
}

function accessProblem(text: string, words: readonly string[]): Problem | undefined {
  if (text.includes(':') || words.includes(text.toLowerCase())) return undefined;
  return { code: 'noCommand', write: nearest(text, words) };
}

/** With another default action than `accept` no mail passes a Milter that cannot be reached. */
function milterProblem({ instance, setting, text }: Input): Problem | undefined {
  const braced = text.startsWith('{') && closingBrace(text) === text.length - 1;
  const endpoint = braced ? splitList(text.slice(1, -1))[0]?.text : text;
  if (endpoint === undefined || isServerEndpoint(endpoint) || endpoint.toLowerCase() === 'disable')
    return undefined;
  const fatal = instance.effective('milter_default_action', setting.service)?.toLowerCase() !== 'accept';
  const write = `${endpoint.startsWith('/') ? 'unix' : 'inet'}:${endpoint}`;
  return { code: 'milter', fatal, write: !braced && isServerEndpoint(write) ? write : undefined };
}

function domainProblem(input: Input, type: List): Problem | undefined {
  const { instance, setting, text } = input;
  if (/^[^{/:]*;/.test(text)) return { code: 'semicolon', write: withCommas(text) };
  if (/^!*\*\./.test(text)) {
    // With the list's name in there, the bare domain stands for what is below it too.
    const parents = instance.effective('parent_domain_matches_subdomains') ?? '';
    const covers = parents.split(/[\s,]+/).includes(setting.name);
    return { code: 'wildcard', write: covers ? text.replace('*.', '') : undefined };
  }
  const table = type.matched ? undefined : parseTableReference(text);
  return table && isTableType(input, table.type) ? { code: 'noTables' } : undefined;
}

function isTableType({ instance }: Input, type: string): boolean {
  return instance.release.tableType(type) !== undefined;
}
