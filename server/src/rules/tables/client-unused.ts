import { ldapServers } from '../../postfix/clientServers';
import type { ClientType } from '../../postfix/clientParameters';
import type { TableClient } from '../../system/tableClients';
import { defineRule } from '../rule';
import { CLIENT_KINDS, clientNamePlace, clientRemoval, clientSettings, valueOf } from '../tableClients';

type MessageId = 'because' | 'remove';

/** Parameters that another one puts out of force. */
export const clientUnused = defineRule<MessageId>({
  id: 'client-unused',
  severity: 'info',
  reads: CLIENT_KINDS,
  messages: {
    because: { en: '{name} is not read: {reason}', 'zh-cn': '{name} 不会被读取：{reason}' },
    remove: { en: 'Remove this parameter', 'zh-cn': '删除此参数' },
  },
  check({ system, report }) {
    for (const { client, setting } of clientSettings(system)) {
      const { name } = setting;
      const found = REASONS.find(
        ({ types, names, holds }) => types.includes(client.type) && names.test(name) && holds(client),
      );
      if (!found) continue;
      report({
        at: clientNamePlace(setting),
        message: 'because',
        values: { name, reason: found.reason(client) },
        tag: 'unnecessary',
        fixes: [{ title: 'remove', safe: true, edits: () => [clientRemoval(setting)] }],
      });
    }
  },
});

interface Reason {
  readonly types: readonly ClientType[];
  readonly names: RegExp;
  readonly holds: (client: TableClient) => boolean;
  /** In the words of the file, which are the same in every language. */
  readonly reason: (client: TableClient) => string;
}

const value = (client: TableClient, name: string, byDefault = ''): string =>
  (valueOf(client, name) ?? byDefault).toLowerCase();

const shown = (client: TableClient, name: string, byDefault: string): string =>
  `${name} = ${valueOf(client, name) ?? byDefault}`;

const REASONS: readonly Reason[] = [
  {
    types: ['ldap'],
    names: /^bind_(dn|pw)$/,
    holds: (client) => /^(no|none)$/.test(value(client, 'bind')),
    reason: (client) => shown(client, 'bind', 'yes'),
  },
  {
    types: ['ldap'],
    names: /^sasl_/,
    holds: (client) => value(client, 'bind', 'yes') !== 'sasl',
    reason: (client) => shown(client, 'bind', 'yes'),
  },
  {
    types: ['ldap'],
    names: /^tls_/,
    holds: (client) => value(client, 'start_tls') !== 'yes' && !asksByTls(client),
    reason: (client) => shown(client, 'start_tls', 'no'),
  },
  {
    types: ['ldap'],
    names: /^server_port$/,
    holds: (client) => servers(client).every(({ isUrl, hasPort }) => isUrl || hasPort),
    reason: (client) => shown(client, 'server_host', 'localhost'),
  },
  {
    types: ['ldap'],
    names: /^result_filter$/,
    holds: (client) => value(client, 'result_format') !== '',
    reason: (client) => shown(client, 'result_format', ''),
  },
  {
    types: ['mysql', 'pgsql', 'sqlite'],
    names: /^(select_field|table|where_field|additional_conditions|select_function)$/,
    holds: (client) => value(client, 'query') !== '',
    reason: () => 'query = …',
  },
];

function servers(client: TableClient): ReturnType<typeof ldapServers> {
  return ldapServers(valueOf(client, 'server_host') ?? 'localhost');
}

function asksByTls(client: TableClient): boolean {
  return servers(client).some(({ scheme }) => scheme === 'ldaps');
}
