import type { ClientType } from '../../postfix/clientParameters';
import { keyParts, type KeyPart } from '../../postfix/clientQuery';
import { defineRule } from '../rule';
import type { ClientSetting } from '../../system/tableClients';
import { CLIENT_KINDS, clientSettings, clientValueEdits, clientValuePlace, valueOf } from '../tableClients';
import type { Place } from '../rule';

type MessageId = 'fixed' | 'unquoted' | 'double' | 'quote';

const SQL: ReadonlySet<ClientType> = new Set(['mysql', 'pgsql', 'sqlite']);
const QUERIES: ReadonlySet<string> = new Set(['query', 'query_filter', 'key_format']);

/** What is asked for comes from strangers: clients make it harmless inside of single quotes, and nowhere else. */
export const clientQuery = defineRule<MessageId>({
  id: 'client-query',
  severity: 'warning',
  reads: CLIENT_KINDS,
  messages: {
    fixed: {
      en: '{name} contains no part of the key (%s, %u, %d): every key gets the same answer',
      'zh-cn': '{name} 中没有键的任何部分（%s、%u、%d）：所有键都得到相同的结果',
    },
    unquoted: {
      en: "{part} stands outside of single quotes, where it is not escaped: an address can contain SQL. Write '{part}'",
      'zh-cn': "{part} 不在单引号中，不会被转义：邮件地址里可以夹带 SQL。应写成 '{part}'",
    },
    double: {
      en: '{part} stands in double quotes, which {type} uses for names of columns, and is not escaped there: write single quotes',
      'zh-cn': '{part} 在双引号中；{type} 的双引号用于列名，其中的内容不会被转义：应改用单引号',
    },
    quote: { en: "Write '{part}'", 'zh-cn': "改为 '{part}'" },
  },
  check({ system, report }) {
    for (const { client, setting } of clientSettings(system)) {
      const { name, value } = setting;
      if (!QUERIES.has(name) || value === '') continue;
      const parts = keyParts(value, client.type === 'mysql');
      if (parts.length === 0) report({ at: clientValuePlace(setting), message: 'fixed', values: { name } });
      if (!SQL.has(client.type) || valueOf(client, name) !== value) continue;
      for (const part of parts) {
        const message = faultOf(client.type, part);
        if (!message) continue;
        report({
          at: placeOf(setting, part),
          message,
          values: { part: part.text, type: client.type },
          fixes:
            part.inside === undefined
              ? [
                  {
                    title: 'quote',
                    values: { part: part.text },
                    edits: () => clientValueEdits(setting, quoted(value, part)),
                  },
                ]
              : [],
        });
      }
    }
  },
});

/** MySQL takes double quotes for a string, and its escapes are good in both. */
function faultOf(type: ClientType, { inside }: KeyPart): 'unquoted' | 'double' | undefined {
  if (inside === "'" || (inside === '"' && type === 'mysql')) return undefined;
  return inside === '"' ? 'double' : 'unquoted';
}

function quoted(value: string, { start, text }: KeyPart): string {
  return `${value.slice(0, start)}'${text}'${value.slice(start + text.length)}`;
}

/** The part itself; the whole value where main.cf puts it together from others. */
function placeOf(setting: ClientSetting, { start, text }: KeyPart): Place {
  const { entry, value, file } = setting;
  if (entry.value.text !== value) return clientValuePlace(setting);
  return { uri: file.uri, span: entry.value.spanOf(start, start + text.length) };
}
