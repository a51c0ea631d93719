import { keyParts } from '../../postfix/clientQuery';
import type { LookupRole } from '../../postfix/tables/lookupKeys';
import { tableClients, type ClientSetting, type TableClient } from '../../system/tableClients';
import { defineRule } from '../rule';
import { CLIENT_KINDS, clientValuePlace, valueOf } from '../tableClients';
import { Once } from '../smtpd';

type MessageId = 'never' | 'part' | 'every';

/** Asked for keys without an `@`: domains, addresses of clients, local names. */
const WITHOUT_DOMAIN: ReadonlySet<LookupRole> = new Set([
  'aliases',
  'domain-class',
  'domain-list',
  'address-list',
  'access-client',
  'access-helo',
  'tls-policy',
]);

/** Asked for each address of every message, and for parts of it. */
const WITH_PARTS: ReadonlySet<LookupRole> = new Set([
  'virtual',
  'canonical',
  'generic',
  'mailbox',
  'relocated',
  'access-sender',
  'access-recipient',
]);

/** Which keys reach the database: `domain` and `%d` let addresses alone through. */
export const clientDomain = defineRule<MessageId>({
  id: 'client-domain',
  severity: 'warning',
  reads: CLIENT_KINDS,
  messages: {
    never: {
      en: '{setting} asks for keys without a domain, and domain lets none of them through: this table never answers',
      'zh-cn': '{setting} 查询的键不带域名部分，而 domain 不放行这样的键：此查找表永远没有结果',
    },
    part: {
      en: '{setting} asks for keys without a domain, and a query with {part} is not made for them: this table never answers',
      'zh-cn': '{setting} 查询的键不带域名部分，含 {part} 的查询不会执行：此查找表永远没有结果',
    },
    every: {
      en: 'Without domain, the database is asked about the addresses of all the world, and about user and @domain alone',
      'zh-cn': '没有设置 domain：任何外部地址都会去查数据库，单独的 user 和 @domain 也一样',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const client of tableClients(system)) {
      const found = judge(client);
      if (!found || !once.isFirst(found.at, found.message)) continue;
      const values = { setting: client.uses[0]?.setting.name ?? '', part: found.part ?? '' };
      report({ ...found, values, ...(found.message === 'every' && { severity: 'hint' as const }) });
    }
  },
});

interface Judgement {
  readonly message: MessageId;
  readonly at: ReturnType<typeof clientValuePlace>;
  readonly part?: string;
}

function judge(client: TableClient): Judgement | undefined {
  const { uses, settings } = client;
  const query = settings.get('query') ?? settings.get('query_filter') ?? settings.get('key_format');
  if (uses.length === 0) return undefined;
  if (uses.every(({ role }) => WITHOUT_DOMAIN.has(role))) return neverAnswers(settings.get('domain'), query);
  const asksForAll = uses.some(({ role }) => WITH_PARTS.has(role)) && !valueOf(client, 'domain');
  return asksForAll && query?.value ? { message: 'every', at: clientValuePlace(query) } : undefined;
}

function neverAnswers(
  domain: ClientSetting | undefined,
  query: ClientSetting | undefined,
): Judgement | undefined {
  if (domain?.value) return { message: 'never', at: clientValuePlace(domain) };
  const part = query && keyParts(query.value, false).find(({ text }) => /^%[dD1-9]$/.test(text));
  return part && { message: 'part', at: clientValuePlace(query), part: part.text };
}
