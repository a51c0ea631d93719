import type { ListItem, NameKind, ValueType } from '../knowledge/types';
import { format, type Language, type Localized } from '../text/localized';

const KINDS: Readonly<Record<ValueType['kind'], Localized>> = {
  boolean: { en: 'yes or no', 'zh-cn': 'yes 或 no' },
  integer: { en: 'number', 'zh-cn': '整数' },
  time: {
    en: 'time (s m h d w; {unit} without a letter)',
    'zh-cn': '时间（单位 s m h d w，不写则为 {unit}）',
  },
  enum: { en: 'one of {values}', 'zh-cn': '取值之一：{values}' },
  flags: { en: 'list of {values}', 'zh-cn': '以下各词的列表：{values}' },
  list: { en: 'list of {items}', 'zh-cn': '{items}列表' },
  restrictions: { en: 'list of restrictions', 'zh-cn': '限制列表' },
  tables: { en: 'lookup tables, type:name', 'zh-cn': '查找表，写作 type:name' },
  name: { en: '{item}', 'zh-cn': '{item}' },
  path: { en: 'path of a {item}', 'zh-cn': '{item}路径' },
  transport: { en: 'transport, or transport:nexthop', 'zh-cn': '传输，或 传输:下一跳' },
  nexthop: { en: 'next hop: domain, [host], [host]:port', 'zh-cn': '下一跳：域名、[主机]、[主机]:端口' },
  template: { en: 'text; its names are filled in for each message', 'zh-cn': '文本，其中的名字逐封邮件替换' },
  command: { en: 'command line', 'zh-cn': '命令行' },
  string: { en: 'text', 'zh-cn': '文本' },
};

type Noun = ListItem | NameKind | (ValueType & { kind: 'path' })['of'];

/** Singular and plural in English; Chinese has one form. */
const NOUNS: Readonly<Record<Noun, readonly [en: string, plural: string, zh: string]>> = {
  address: ['address', 'addresses', '地址'],
  cipher: ['cipher', 'ciphers', '加密套件'],
  command: ['command', 'commands', '命令'],
  curve: ['elliptic curve', 'elliptic curves', '椭圆曲线'],
  digest: ['message digest', 'message digests', '摘要算法'],
  directory: ['directory', 'directories', '目录'],
  dnsbl: ['DNS blocklist', 'DNS blocklists', 'DNS 黑名单'],
  domain: ['domain', 'domains', '域名'],
  endpoint: ['host:port or unix:path', 'endpoints', 'host:port 或 unix:路径'],
  file: ['file', 'files', '文件'],
  group: ['group', 'groups', '用户组'],
  host: ['host', 'hosts', '主机'],
  interface: ['interface', 'interfaces', '网络接口'],
  'ip-address': ['IP address', 'IP addresses', 'IP 地址'],
  macro: ['milter macro', 'milter macros', 'milter 宏'],
  'compatibility-level': ['compatibility level', 'compatibility levels', '兼容级别'],
  mailbox: ['mailbox or maildir', 'mailboxes', '邮箱文件或 maildir'],
  restriction: ['restriction', 'restrictions', '限制'],
  'mail-address': ['mail address', 'mail addresses', '邮件地址'],
  milter: ['milter', 'milters', 'milter'],
  network: ['network', 'networks', '网络'],
  nexthop: ['next hop', 'next hops', '下一跳'],
  parameter: ['parameter name', 'parameter names', '参数名'],
  port: ['port', 'ports', '端口'],
  'restriction-class': ['restriction class', 'restriction classes', '限制类'],
  service: ['service of master.cf', 'services of master.cf', 'master.cf 服务'],
  socket: ['socket', 'sockets', '套接字'],
  table: ['lookup table', 'lookup tables', '查找表'],
  'table-type': ['lookup table type', 'lookup table types', '查找表类型'],
  'tls-protocol': ['TLS version', 'TLS versions', 'TLS 版本'],
  transport: ['transport', 'transports', '传输'],
  user: ['user', 'users', '用户'],
  variable: ['environment variable', 'environment variables', '环境变量'],
  word: ['word', 'words', '词'],
};

/** What a value may be, in a few words: `number (0 … 100)`, `one of none, may, encrypt`. */
export function typeText(type: ValueType, language: Language): string {
  return format(KINDS[type.kind][language], partsOf(type, language)) + limitsOf(type, language);
}

function partsOf(type: ValueType, language: Language): Record<string, string> {
  switch (type.kind) {
    case 'time':
      return { unit: type.unit };
    case 'enum':
    case 'flags':
      return { values: type.values.map((value) => `\`${value}\``).join(', ') };
    case 'list':
      return { items: NOUNS[type.of][language === 'en' ? 1 : 2] };
    case 'name':
    case 'path':
      return { item: NOUNS[type.of][language === 'en' ? 0 : 2] };
    default:
      return {};
  }
}

const UNITS: Readonly<Record<'bytes' | 'percent', Localized>> = {
  bytes: { en: 'bytes', 'zh-cn': '字节' },
  percent: { en: 'percent', 'zh-cn': '百分比' },
};

function limitsOf(type: ValueType, language: Language): string {
  if (type.kind !== 'integer' && type.kind !== 'time') return '';
  const unit = type.kind === 'integer' && type.unit ? UNITS[type.unit][language] : '';
  const suffix = type.kind === 'time' ? ' s' : '';
  const low = type.min === undefined ? '' : `≥ ${type.min}${suffix}`;
  const high = type.max === undefined ? '' : `≤ ${type.max}${suffix}`;
  const parts = [unit, low, high].filter((part) => part !== '');
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
