import { foldKey } from '../../postfix/tables/foldKey';
import { hasSubjects, keySubjects } from '../../postfix/tables/keySubjects';
import { lookupKeys, type LookupContext, type LookupRole } from '../../postfix/tables/lookupKeys';
import { lookupContextOf } from '../../system/lookupContext';
import { entryFiles, rolesOf } from '../lookupTables';
import { defineRule } from '../rule';

type MessageId = 'unused' | 'dotted' | 'network' | 'write';

/** Keys in a form in which Postfix never asks a table of this role. */
export const unusedKey = defineRule<MessageId>({
  id: 'unused-key',
  severity: 'warning',
  reads: ['keyed-table'],
  messages: {
    unused: {
      en: 'Postfix never asks this table for a key such as {key}: the line has no effect',
      'zh-cn': 'Postfix 从不以 {key} 这样的形式查询此表：该行不起作用',
    },
    dotted: {
      en: 'With parent_domain_matches_subdomains as it is, {meant} covers the names below it, and {key} is never asked for',
      'zh-cn': '按现在的 parent_domain_matches_subdomains，{meant} 已包括其下的名称，而 {key} 永远不会被查询',
    },
    network: {
      en: 'Only cidr tables know networks: this one is asked for addresses, and for their beginnings at a dot',
      'zh-cn': '只有 cidr 表认识网络写法：此表按地址及其以点分隔的前缀查询',
    },
    write: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ system, report }) {
    const context = lookupContextOf(system);
    for (const file of entryFiles(system)) {
      if (file.kind !== 'keyed-table') continue;
      const roles = rolesOf(system, file);
      if (roles.length === 0 || !roles.every(hasSubjects)) continue;
      for (const { key, keySpan } of file.tree.entries) {
        const asks = (text: string): boolean => roles.some((role) => isAskedFor(role, text, context));
        if (/["\\]/.test(key) || asks(key)) continue;
        const at = { uri: file.uri, span: keySpan };
        const meant = key.startsWith('.') && asks(key.slice(1)) ? key.slice(1) : undefined;
        report({
          at,
          message: meant !== undefined ? 'dotted' : key.includes('/') ? 'network' : 'unused',
          values: { key, meant: meant ?? '' },
          fixes:
            meant === undefined
              ? []
              : [{ title: 'write', values: { meant }, edits: () => [{ ...at, text: meant }] }],
        });
      }
    }
  },
});

/** Keys with a meaning of their own. */
const SPECIAL: ReadonlySet<string> = new Set(['*', '<>', 'unknown']);

function isAskedFor(role: LookupRole, key: string, context: LookupContext): boolean {
  if (SPECIAL.has(key) || key === context.nullSender) return true;
  const wanted = foldKey(key, true);
  return keySubjects(role, key, context).some((subject) =>
    lookupKeys(role, subject, context).some((asked) => foldKey(asked.key, true) === wanted),
  );
}
