import { parseInetAddress } from '../postfix/inetAddress';
import type { LookupContext, LookupRole } from '../postfix/tables/lookupKeys';
import { format, type Language, type Localized } from '../text/localized';
import { code } from './markdown';

const FORMS = {
  null: { en: 'the null sender of bounces', 'zh-cn': '退信所用的空发件人' },
  all: { en: 'everything that no other line covers', 'zh-cn': '其他各行都未涵盖的一切' },
  address: { en: 'the address {key}', 'zh-cn': '地址 {key}' },
  extended: {
    en: 'the address {key}, and the same with an extension ({delimiter}) that has no line of its own',
    'zh-cn': '地址 {key}，以及没有单独条目的带扩展部分（{delimiter}）的同一地址',
  },
  atDomain: {
    en: 'every address of {name} that has no line of its own',
    'zh-cn': '{name} 中没有单独条目的所有地址',
  },
  localAt: { en: '{name} at every domain', 'zh-cn': '任何域名中的 {name}' },
  user: {
    en: 'the user {key} of the domains that this server delivers locally',
    'zh-cn': '本服务器本地投递的各域名中的用户 {key}',
  },
  domain: {
    en: '{key}; names below it need a line with a dot before: {below}',
    'zh-cn': '{key}；其下的名称需另写以点开头的一行：{below}',
  },
  domainAndBelow: { en: '{key} and every name below it', 'zh-cn': '{key} 及其下的所有名称' },
  below: { en: 'every name below {name}', 'zh-cn': '{name} 之下的所有名称' },
  virtualDomain: {
    en: '{key} as a virtual alias domain, where virtual_alias_domains takes its domains from this table',
    'zh-cn': '把 {key} 声明为虚拟别名域（当 virtual_alias_domains 取自此表时）',
  },
  host: { en: 'the client address {key}', 'zh-cn': '客户端地址 {key}' },
  prefix: { en: 'every client address that begins with {key}', 'zh-cn': '以 {key} 开头的所有客户端地址' },
  destination: {
    en: 'the destination {key}, written exactly as relayhost or a transport writes it',
    'zh-cn': '目的地 {key}，写法须与 relayhost 或传输路由中的完全一致',
  },
  exact: { en: 'exactly {key}', 'zh-cn': '仅 {key} 本身' },
} as const satisfies Record<string, Localized>;

type Form = keyof typeof FORMS;

/** What a key of a table covers, in words. */
export function coverText(key: string, role: LookupRole, context: LookupContext, language: Language): string {
  const name = key.replace(/^[@.]|@$/g, '');
  const values = { key, name, below: `.${key}`, delimiter: context.delimiters };
  const shown = Object.fromEntries(Object.entries(values).map(([field, text]) => [field, code(text)]));
  return format(FORMS[formOf(key, role, context)][language], shown);
}

const HOSTS: ReadonlySet<LookupRole> = new Set(['access-client', 'access-helo', 'access-etrn']);
const WITH_DOMAINS: ReadonlySet<LookupRole> = new Set([
  ...HOSTS,
  'access-sender',
  'access-recipient',
  'transport',
]);
/** Roles whose keys all have one form. */
const BY_ROLE: Readonly<Partial<Record<LookupRole, Form>>> = {
  exact: 'exact',
  'address-list': 'exact',
  'domain-class': 'exact',
  'domain-list': 'exact',
  aliases: 'user',
  'sasl-password': 'destination',
  'tls-policy': 'destination',
};

function formOf(key: string, role: LookupRole, context: LookupContext): Form {
  if (key === context.nullSender) return 'null';
  if (key === '*' && role === 'transport') return 'all';
  const byRole = BY_ROLE[role];
  if (byRole) return role === 'tls-policy' && key.startsWith('.') ? 'below' : byRole;
  if (key.includes('@')) return addressForm(key, context);
  if (HOSTS.has(role) && parseInetAddress(key)) return 'host';
  if (role === 'access-client' && /^(\d+(\.\d+)*|[\da-f:]+:[\da-f:]*)$/i.test(key)) return 'prefix';
  if (WITH_DOMAINS.has(role)) return domainForm(key, role, context);
  return role === 'virtual' && key.includes('.') ? 'virtualDomain' : 'user';
}

function addressForm(key: string, { delimiters }: LookupContext): Form {
  if (key.startsWith('@')) return 'atDomain';
  if (key.endsWith('@')) return 'localAt';
  return delimiters === '' ? 'address' : 'extended';
}

function domainForm(key: string, role: LookupRole, { parents }: LookupContext): Form {
  if (key.startsWith('.')) return 'below';
  const includes = role === 'transport' ? parents.transport : parents.access;
  return includes ? 'domainAndBelow' : 'domain';
}
