import { clientParameter } from '../../postfix/clientParameters';
import type { ClientSetting, TableClient } from '../../system/tableClients';
import { defineRule, type FileEdit, type FixReport } from '../rule';
import { CLIENT_KINDS, clientNamePlace, clientRemoval, clientSettings, valueOf } from '../tableClients';

type MessageId = 'ignored' | 'parts' | 'renamed' | 'version' | 'remove' | 'join' | 'rename';

/** Forms that clients still read for the sake of old files, and those that they only complain of. */
export const clientObsolete = defineRule<MessageId>({
  id: 'client-obsolete',
  severity: 'info',
  reads: CLIENT_KINDS,
  messages: {
    ignored: {
      en: '{name} has no effect any more, and each program that opens the table says so in the log',
      'zh-cn': '{name} 早已不起作用，每个打开此查找表的程序都会在日志中提示',
    },
    parts: {
      en: '{name} is the form from before Postfix 2.2: write the whole statement as query',
      'zh-cn': '{name} 是 Postfix 2.2 之前的写法：应把整条语句写成 query',
    },
    renamed: {
      en: '{name} is the old name of result_format',
      'zh-cn': '{name} 是 result_format 的旧名',
    },
    version: {
      en: 'LDAP version 2 has neither TLS nor SASL, and directories of today refuse it',
      'zh-cn': 'LDAP 第 2 版既没有 TLS 也没有 SASL，如今的目录服务器会拒绝它',
    },
    remove: { en: 'Remove this parameter', 'zh-cn': '删除此参数' },
    join: { en: 'Write them as one query', 'zh-cn': '合并为一条 query' },
    rename: { en: 'Rename it to result_format', 'zh-cn': '改名为 result_format' },
  },
  check({ system, report }) {
    for (const { client, setting } of clientSettings(system)) {
      const message = judge(client, setting);
      if (!message) continue;
      report({
        at: clientNamePlace(setting),
        message,
        values: { name: setting.name },
        ...(message === 'version' && { severity: 'warning' as const }),
        tag: 'deprecated',
        fixes: [fixOf(message, client, setting)].filter((fix) => fix !== undefined),
      });
    }
  },
});

type Judgement = 'ignored' | 'parts' | 'renamed' | 'version';

function judge(client: TableClient, { name, value }: ClientSetting): Judgement | undefined {
  if (client.type === 'ldap' && name === 'version') return value === '2' ? 'version' : undefined;
  const obsolete = clientParameter(client.type, name)?.obsolete;
  if (obsolete === 'warned') return 'ignored';
  if (obsolete === undefined) return undefined;
  if (name === 'result_filter') return valueOf(client, 'result_format') ? undefined : 'renamed';
  // Beside a query they are not read at all, which is another finding.
  return valueOf(client, 'query') || name !== firstPart(client) ? undefined : 'parts';
}

const PARTS = ['select_field', 'table', 'where_field', 'additional_conditions', 'select_function'];

function firstPart({ settings }: TableClient): string | undefined {
  return [...settings.keys()].find((name) => PARTS.includes(name));
}

function fixOf(
  message: Judgement,
  client: TableClient,
  setting: ClientSetting,
): FixReport<MessageId> | undefined {
  if (message === 'parts') return joinFix(client, setting);
  if (message === 'renamed') {
    const { span } = clientNamePlace(setting);
    const at = { uri: setting.file.uri, span: { start: span.end - setting.name.length, end: span.end } };
    return { title: 'rename', safe: true, edits: () => [{ ...at, text: 'result_format' }] };
  }
  return { title: 'remove', safe: message === 'ignored', edits: () => [clientRemoval(setting)] };
}

/** The statement that the client puts together itself (mysql_table(5), sqlite_table(5)). */
function joinFix(client: TableClient, first: ClientSetting): FixReport<MessageId> | undefined {
  if (typeof client.source === 'string') return undefined;
  const part = (name: string): string | undefined => valueOf(client, name);
  const [field, table, where, called] = ['select_field', 'table', 'where_field', 'select_function'].map(part);
  const further = part('additional_conditions');
  const usesFunction = called !== undefined && client.type === 'pgsql';
  if (!usesFunction && (!field || !table || !where)) return undefined;
  // In a query, a percent sign stands for a part of the key.
  if ([field, table, where, called].some((text) => text?.includes('%'))) return undefined;
  const query = usesFunction
    ? `SELECT ${called}('%s')`
    : `SELECT ${field} FROM ${table} WHERE ${where} = '%s'${further ? ` ${further}` : ''}`;
  const { file, entry } = first;
  const statement: FileEdit = {
    uri: file.uri,
    span: { start: entry.nameSpan.start, end: entry.line.end },
    text: `query = ${query}`,
  };
  const others = [...client.settings.values()].filter(
    ({ name }) => PARTS.includes(name) && name !== first.name,
  );
  return { title: 'join', safe: true, edits: () => [statement, ...others.map(clientRemoval)] };
}
