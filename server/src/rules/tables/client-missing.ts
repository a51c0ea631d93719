import { splitList } from '../../postfix/values';
import type { TableClient } from '../../system/tableClients';
import { parametersOf, tableClients } from '../../system/tableClients';
import type { MailSystem } from '../../system/mailSystem';
import { isMasked } from '../../text/maskedText';
import { defineRule, type Severity } from '../rule';
import { CLIENT_KINDS, clientPlace, valueOf } from '../tableClients';
import { Once } from '../smtpd';

type MessageId = 'required' | 'query' | 'result' | 'base';

interface Lack {
  readonly message: MessageId;
  readonly names: string;
  readonly severity?: Severity;
}

/** Parameters without which a client does not start, or asks in vain. */
export const clientMissing = defineRule<MessageId>({
  id: 'client-missing',
  severity: 'error',
  reads: CLIENT_KINDS,
  messages: {
    required: {
      en: '{names} is not set: the program that opens this {type} table ends',
      'zh-cn': '没有设置 {names}：打开此 {type} 查找表的程序会终止',
    },
    query: {
      en: 'No query is set, and {names} of its older form is missing: the program that opens this {type} table ends',
      'zh-cn': '没有设置 query，旧写法又缺少 {names}：打开此 {type} 查找表的程序会终止',
    },
    result: {
      en: 'Set either projection or result_attribute, not both: the program that opens this {type} table ends',
      'zh-cn': 'projection 与 result_attribute 须且只能设置其中一个：打开此 {type} 查找表的程序会终止',
    },
    base: {
      en: '{names} is not set: most directories have nothing below their root, and answer "no such object"',
      'zh-cn': '没有设置 {names}：多数目录的根之下没有条目，会回答“no such object”',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const client of tableClients(system)) {
      const at = clientPlace(client);
      if (!at || (typeof client.source !== 'string' && client.uses.length === 0)) continue;
      for (const { message, names, severity } of lacksOf(system, client)) {
        if (!once.isFirst(at, `${client.type} ${message} ${names}`)) continue;
        const values = { names, type: client.type };
        report({ at, message, values, ...(severity && { severity }) });
      }
    }
  },
});

const OLD_QUERY = ['table', 'select_field', 'where_field'];

function lacksOf(system: MailSystem, client: TableClient): Lack[] {
  const isEmpty = (name: string): boolean => !valueOf(client, name);
  // A template may make any name.
  if ([...client.settings.keys()].some(isMasked)) return [];
  // A value that is there and empty has a finding of its own.
  const required = [...parametersOf(system, client.type)].flatMap(([name, fact]) =>
    fact.required && valueOf(client, name) === undefined ? [name] : [],
  );
  const further = FURTHER[client.type]?.(isEmpty, client, system) ?? [];
  const all = [
    ...required,
    ...further.filter(({ message }) => message === 'required').map(({ names }) => names),
  ];
  const others = further.filter(({ message }) => message !== 'required');
  return all.length === 0 ? others : [{ message: 'required', names: all.join(', ') }, ...others];
}

type IsEmpty = (name: string) => boolean;
type Further = (isEmpty: IsEmpty, client: TableClient, system: MailSystem) => Lack[];

function queryLacks(isEmpty: IsEmpty): Lack[] {
  const missing = OLD_QUERY.filter(isEmpty);
  if (!isEmpty('query') || missing.length === 0) return [];
  return missing.length === OLD_QUERY.length
    ? [{ message: 'required', names: 'query' }]
    : [{ message: 'query', names: missing.join(', ') }];
}

/** From 3.9 on, the URIs of the servers may name the database. */
function postgresLacks(isEmpty: IsEmpty, client: TableClient, { postfix }: MailSystem): Lack[] {
  const hosts = splitList(valueOf(client, 'hosts') ?? '');
  const areUris = hosts.length > 0 && hosts.every(({ text }) => /^postgres(ql)?:\/\//.test(text));
  const needsName = !(areUris && postfix.release.isAtLeast('3.9'));
  const name: Lack[] = needsName && isEmpty('dbname') ? [{ message: 'required', names: 'dbname' }] : [];
  return [...name, ...(isEmpty('select_function') ? queryLacks(isEmpty) : [])];
}

const FURTHER: Readonly<Partial<Record<TableClient['type'], Further>>> = {
  ldap: (isEmpty) =>
    isEmpty('search_base') ? [{ message: 'base', names: 'search_base', severity: 'warning' }] : [],
  mysql: queryLacks,
  sqlite: queryLacks,
  pgsql: postgresLacks,
  mongodb: (isEmpty) =>
    isEmpty('projection') === isEmpty('result_attribute') ? [{ message: 'result', names: '' }] : [],
};
