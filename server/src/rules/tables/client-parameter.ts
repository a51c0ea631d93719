import { CLIENT_TYPES, clientParameter, type ClientType } from '../../postfix/clientParameters';
import type { Parameter } from '../../postfix/mainCf';
import { clientTypesOf, parametersOf } from '../../system/tableClients';
import type { MailSystem } from '../../system/mailSystem';
import { nearest } from '../../text/nearest';
import { defineRule, type MessageValues } from '../rule';
import { clientRemoval } from '../tableClients';

type Found = 'similar' | 'foreign' | 'later' | 'unknown';
type MessageId = Found | 'replace' | 'remove';

/** A client asks its file for the parameters that it knows; nothing tells of others. */
export const clientParameterRule = defineRule<MessageId>({
  id: 'client-parameter',
  severity: 'warning',
  reads: ['client-table'],
  messages: {
    similar: {
      en: '{type} tables have no parameter {name}, and pass over it silently; did you mean {meant}?',
      'zh-cn': '{type} 查找表没有参数 {name}，会不声不响地忽略；是不是 {meant}？',
    },
    foreign: {
      en: '{name} is a parameter of {other} tables; {type} passes over it silently',
      'zh-cn': '{name} 是 {other} 查找表的参数；{type} 会不声不响地忽略',
    },
    later: {
      en: '{name} is read from Postfix {since} on; the target version passes over it silently',
      'zh-cn': '{name} 从 Postfix {since} 起才有；目标版本会不声不响地忽略',
    },
    unknown: {
      en: '{type} tables have no parameter {name}, and pass over it silently',
      'zh-cn': '{type} 查找表没有参数 {name}，会不声不响地忽略',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    remove: { en: 'Remove this parameter', 'zh-cn': '删除此参数' },
  },
  check({ system, report }) {
    for (const file of system.tables.files) {
      if (file.kind !== 'client-table') continue;
      const types = clientTypesOf(system, file.uri);
      for (const entry of types.length === 0 ? [] : file.tree.parameters) {
        const found = judge(system, types, entry);
        if (!found) continue;
        const { message, values, meant } = found;
        const at = { uri: file.uri, span: entry.nameSpan };
        const remove = { title: 'remove' as const, edits: () => [clientRemoval({ file, entry })] };
        const replace = (text: string) => ({
          title: 'replace' as const,
          values: { meant: text },
          edits: () => [{ ...at, text }],
        });
        report({
          at,
          message,
          values,
          ...(message === 'unknown' && { severity: 'info' as const }),
          fixes: meant === undefined ? [remove] : [replace(meant), remove],
        });
      }
    }
  },
});

interface Judgement {
  readonly message: Found;
  readonly values: MessageValues;
  readonly meant?: string;
}

function judge(system: MailSystem, types: readonly ClientType[], { name }: Parameter): Judgement | undefined {
  const known = types.map((type) => parametersOf(system, type));
  if (known.some((names) => names.has(name))) return undefined;
  const type = types.join(', ');
  const since = types
    .map((one) => firstVersionOf(system, one, name))
    .find((version) => version !== undefined);
  if (since !== undefined) return { message: 'later', values: { name, since } };
  const meant = nearest(
    name,
    known.flatMap((names) => [...names.keys()]),
  );
  if (meant !== undefined) return { message: 'similar', values: { name, type, meant }, meant };
  const other = CLIENT_TYPES.find((one) => clientParameter(one, name) !== undefined);
  if (other !== undefined) return { message: 'foreign', values: { name, type, other } };
  return { message: 'unknown', values: { name, type } };
}

/** The first release that has a parameter which the target lacks. */
function firstVersionOf({ postfix }: MailSystem, type: ClientType, name: string): string | undefined {
  const { tableClients } = postfix.release.knowledge.facts;
  const client = tableClients.find((one) => one.type === type && one.suffixes.includes(name));
  return client && (client.suffixesSince?.[name] ?? client.since);
}
