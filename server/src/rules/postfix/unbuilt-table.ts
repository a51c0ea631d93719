import { tableFile, withMembers, type TableReference } from '../../postfix/tableReference';
import type { MailSystem } from '../../system/mailSystem';
import { defineRule } from '../rule';
import { placeIn } from '../settings';
import { Once } from '../smtpd';

type Trouble = 'unbuilt' | 'stale';

/** Postfix reads what postmap(1) or postalias(1) made of a table, not the table. */
export const unbuiltTable = defineRule({
  id: 'unbuilt-table',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    unbuilt: {
      en: '{path} was never built: run {command}, for Postfix reads {built}',
      'zh-cn': '{path} 从未编译：请运行 {command}，Postfix 读的是 {built}',
    },
    stale: {
      en: '{path} has changed since {built} was made of it, and the old entries still rule: run {command}',
      'zh-cn': '{path} 在生成 {built} 之后又改过，旧条目仍在生效：请运行 {command}',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const { reference, role, setting, span } of system.tables.uses) {
      for (const member of withMembers(reference)) {
        const path = tableFile(member);
        const state = path === undefined ? undefined : stateOf(system, member, path);
        const at = placeIn(setting, span);
        if (path === undefined || !state || !once.isFirst(at, path)) continue;
        const command = `${role === 'aliases' ? 'postalias' : 'postmap'} ${member.type}:${path}`;
        report({ at, message: state.trouble, values: { path, command, built: state.built } });
      }
    }
  },
});

function stateOf(
  { disk, postfix }: MailSystem,
  { type }: TableReference,
  path: string,
): { readonly trouble: Trouble; readonly built: string } | undefined {
  const source = disk.statOf(path);
  const [suffix] = postfix.release.tableType(type)?.suffixes ?? [];
  if (!source || suffix === undefined) return undefined;
  const built = path + suffix;
  if (disk.stateOf(built) === 'absent') return { trouble: 'unbuilt', built };
  const made = disk.statOf(built);
  return made && isOlder(made.modified, source.modified) ? { trouble: 'stale', built } : undefined;
}

/** Postfix compares whole seconds ("database … is older than source file …"). A time of 0 is not known. */
function isOlder(made: number, changed: number): boolean {
  return made > 0 && Math.floor(made / 1000) < Math.floor(changed / 1000);
}
