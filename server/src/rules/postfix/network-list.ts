import { networkProblem } from '../../postfix/networkProblem';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isRead, itemsOf, settingsOf, type Item, type Setting } from '../../system/settings';
import { isFeatureUsed } from '../gates';
import { defineRule, type RuleContext, type Severity } from '../rule';
import { placeIn, replacement } from '../settings';

const MESSAGES = {
  hostBits: {
    en: '{item} has bits set behind its prefix; Postfix answers with a temporary error until it is {network}',
    'zh-cn': '{item} 在前缀之后还有非零的主机位；不改成 {network}，Postfix 就一直返回临时错误',
  },
  badAddress: {
    en: '{item} is no IP address: Postfix answers with a temporary error when it gets here. Is a digit missing?',
    'zh-cn': '{item} 不是合法的 IP 地址：Postfix 查到这里就返回临时错误。是不是少写了一位数字？',
  },
  netmask: {
    en: '{item} has a netmask; Postfix wants a prefix length',
    'zh-cn': '{item} 用了子网掩码；Postfix 只接受前缀长度',
  },
  badPrefix: {
    en: 'What follows the "/" in {item} is no prefix length',
    'zh-cn': '{item} 中“/”之后的不是前缀长度',
  },
  longPrefix: {
    en: 'The prefix of {item} is longer than an address',
    'zh-cn': '{item} 的前缀长度超过了地址本身的位数',
  },
  unbracketed: {
    en: 'Postfix takes {item} for a lookup table: put the IPv6 address into [ ]',
    'zh-cn': 'Postfix 会把 {item} 当成查询表：IPv6 地址要写在 [ ] 里',
  },
  unclosed: { en: '{item} lacks its "]"', 'zh-cn': '{item} 缺少“]”' },
  behindBracket: {
    en: 'Only a prefix such as /64 may follow the "]" in {item}',
    'zh-cn': '{item} 的“]”之后只能写 /64 这样的前缀长度',
  },
  port: {
    en: 'An address list has no ports: Postfix takes {item} for a lookup table',
    'zh-cn': '地址列表里不能写端口：Postfix 会把 {item} 当成查询表',
  },
  neverMatches: {
    en: 'No client ever matches {item}: Postfix knows addresses, and networks with a prefix such as /24',
    'zh-cn': '没有客户端能匹配 {item}：Postfix 只认单个地址和带 /24 这类前缀的网络',
  },
  detached: {
    en: 'The blank before {item} makes it the name of a file',
    'zh-cn': '{item} 前面有空格，会被当成文件名',
  },
  interfacePrefix: {
    en: '{name} takes addresses and host names of this machine, no networks',
    'zh-cn': '{name} 只能写本机的地址或主机名，不能写网段',
  },
  alone: {
    en: '"{item}" means this only when it is alone; in a list it is a host name',
    'zh-cn': '“{item}”单独出现时才有特殊含义，写在列表里会被当成主机名',
  },
  write: { en: 'Write {text}', 'zh-cn': '改为 {text}' },
  join: { en: 'Join it to the address', 'zh-cn': '与前面的地址连起来' },
} as const;

type MessageId = keyof typeof MESSAGES;
type Context = RuleContext<MessageId>;

/** Items of address lists that Postfix refuses or that match nobody. */
export const networkList = defineRule({
  id: 'network-list',
  severity: 'error',
  reads: ['main', 'master'],
  messages: MESSAGES,
  check(context) {
    for (const setting of settingsOf(context.instance)) {
      const { type } = setting;
      if (type?.kind !== 'list') continue;
      if (type.of === 'network') checkNetworks(context, setting);
      if (setting.name === 'inet_interfaces') checkInterfaces(context, setting, type.words ?? []);
    }
  },
});

function checkNetworks(context: Context, setting: Setting): void {
  const { instance, report } = context;
  let previous: Item | undefined;
  for (const item of itemsOf(instance, setting)) {
    const before = previous;
    previous = item;
    const { text } = item;
    if (text === undefined || !item.own) continue;
    if (text.startsWith('#')) return;
    if (/^\/\d{1,3}$/.test(text)) reportDetached(context, setting, item, before);
    const problem = networkProblem(text);
    if (!problem) continue;
    const replacements = problem.replacements.filter((candidate) => candidate !== '');
    report({
      at: placeIn(setting, item.span),
      message: problem.code,
      severity: severityOf(instance, setting, problem),
      values: { item: text, network: replacements[0] ?? '' },
      fixes: !item.direct
        ? []
        : replacements.map((candidate, index) => ({
            title: 'write',
            values: { text: candidate },
            safe: index === 0 && SAFE.has(problem.code),
            edits: () => [replacement(setting, item.span, candidate)],
          })),
    });
  }
}

/** What these are meant to be is beyond doubt. */
const SAFE: ReadonlySet<MessageId> = new Set(['hostBits', 'netmask', 'unbracketed', 'unclosed']);

/** Trouble with IPv6 networks comes with IPv6 clients. */
function severityOf(
  instance: PostfixInstance,
  setting: Setting,
  { code, family }: { readonly code: MessageId; readonly family: 4 | 6 },
): Severity {
  if (code === 'neverMatches' || !isRead(instance, setting) || !isFeatureUsed(instance, setting))
    return 'warning';
  const protocols = instance.effective('inet_protocols', setting.service) ?? 'all';
  return family === 6 && !/all|ipv6/.test(protocols) ? 'warning' : 'error';
}

function reportDetached(context: Context, setting: Setting, item: Item, before: Item | undefined): void {
  const joins = before?.direct && /^!*[\d.]+$|^!*\[[\da-f:.]+\]$/i.test(before.text ?? '');
  if (!joins) return;
  context.report({
    at: placeIn(setting, item.span),
    message: 'detached',
    values: { item: item.text ?? '' },
    fixes: [
      {
        title: 'join',
        safe: true,
        edits: () => [replacement(setting, { start: before.span.end, end: item.span.start }, '')],
      },
    ],
  });
}

function checkInterfaces({ instance, report }: Context, setting: Setting, words: readonly string[]): void {
  const items = itemsOf(instance, setting);
  for (const item of items) {
    const { text } = item;
    if (text === undefined || !item.own) continue;
    if (text.startsWith('#')) return;
    const isNetwork = text.includes('/');
    if (!isNetwork && (items.length === 1 || !words.includes(text))) continue;
    const address = text.replace(/\/.*$/, '');
    report({
      at: placeIn(setting, item.span),
      message: isNetwork ? 'interfacePrefix' : 'alone',
      values: { item: text, name: setting.name },
      fixes:
        isNetwork && item.direct && address !== ''
          ? [
              {
                title: 'write',
                values: { text: address },
                edits: () => [replacement(setting, item.span, address)],
              },
            ]
          : [],
    });
  }
}
