import { format, type Language, type Localized } from '../../../server/src/text/localized';
import type { GateFinding } from '../deploy/gate';
import type { FileChange, Plan, ServicePlan } from '../deploy/plan/model';
import type { ServerMessage } from '../deploy/serverMessages';
import { ACTIONS, CHANGES, DRIFTS, REASONS } from '../deploy/words';
import { oneLine } from '../ssh/remoteText';

/** A row of the view of a plan, whatever shows it. */
export interface PlanRow {
  readonly label: string;
  readonly description?: string;
  /** Of the icons that VS Code has. */
  readonly icon: string;
  /** What is shown when the row is chosen. */
  readonly change?: FileChange;
  readonly finding?: GateFinding;
  readonly children: readonly PlanRow[];
}

/** All that is known of a deploy before it begins. */
export interface Proposal {
  readonly plan: Plan;
  /** What speaks against it. */
  readonly stops: readonly GateFinding[];
  readonly messages: readonly ServerMessage[];
}

const GROUPS = {
  stops: { en: 'Speaks against it', 'zh-cn': '不应部署的理由' },
  drift: { en: 'Changed on the server meanwhile', 'zh-cn': '期间服务器上的修改' },
  messages: { en: 'The server says', 'zh-cn': '服务器报告' },
  changes: { en: 'Files', 'zh-cn': '文件' },
  tables: { en: 'Lookup tables to rebuild', 'zh-cn': '需要重建的查找表' },
} as const satisfies Record<string, Localized>;

const ICONS: Readonly<Record<FileChange['kind'], string>> = {
  add: 'diff-added',
  replace: 'diff-modified',
  remove: 'diff-removed',
};

/** The rows of a plan, what speaks against it first. Groups without rows are left out. */
export function planRows({ plan, stops, messages }: Proposal, language: Language): PlanRow[] {
  const group = (name: keyof typeof GROUPS, icon: string, children: readonly PlanRow[]): PlanRow[] =>
    children.length === 0 ? [] : [{ label: GROUPS[name][language], icon, children }];
  return [
    ...group('stops', 'error', stops.map(findingRow)),
    ...group(
      'drift',
      'git-compare',
      plan.drift.map(({ path, kind }) => leaf(oneLine(path), 'git-compare', DRIFTS[kind][language])),
    ),
    ...group(
      'messages',
      'server',
      messages.map(({ text, severity }) => leaf(oneLine(text), severity)),
    ),
    ...group(
      'changes',
      'files',
      plan.changes.map((change) => ({
        ...leaf(oneLine(change.path), ICONS[change.kind], CHANGES[change.kind][language]),
        change,
      })),
    ),
    ...group(
      'tables',
      'database',
      plan.tables.map(({ source, command }) => leaf(oneLine(source), 'database', command)),
    ),
    ...serviceRows('Postfix', plan.postfix, language),
    ...serviceRows('Dovecot', plan.dovecot, language),
  ];
}

const leaf = (label: string, icon: string, description = ''): PlanRow => ({
  ...{ label, icon, children: [] },
  ...(description !== '' && { description }),
});

function findingRow(finding: GateFinding): PlanRow {
  const name = finding.path.slice(finding.path.lastIndexOf('/') + 1);
  return { ...leaf(oneLine(finding.message), 'error', `${name}:${String(finding.line)}`), finding };
}

function serviceRows(name: string, { action, reasons }: ServicePlan, language: Language): PlanRow[] {
  if (reasons.length === 0) return [];
  const children = reasons.map(({ code, names }) => {
    return leaf(format(REASONS[code][language], { names: oneLine(names.join(', ')) }), 'info');
  });
  return [{ label: `${name}: ${ACTIONS[action][language]}`, icon: 'debug-restart', children }];
}
