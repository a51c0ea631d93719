import type { Snapshot } from '../snapshot';
import { baseName, directoryName, isDeployed, type ServerFile } from '../serverFile';
import { compareFiles } from './compareFiles';
import { dovecotReasons } from './dovecotAction';
import { listenersOf } from './listeners';
import {
  ACTIONS,
  type Action,
  type BaseFile,
  type FileChange,
  type LocalFile,
  type Plan,
  type Reason,
  type ServicePlan,
} from './model';
import { mainCfReasons, masterCfReasons } from './postfixAction';
import { INDEXED, orphanedBy, tablesIn, tablesToBuild, tablesToProbe, type TableUse } from './tables';

export interface PlanInput {
  readonly local: ReadonlyMap<string, LocalFile>;
  readonly snapshot: Snapshot;
  readonly base: ReadonlyMap<string, BaseFile>;
  /** Texts of files as they are on the server now, where they are known; what is not counts as changed. */
  readonly current: ReadonlyMap<string, string>;
  /** What the user asks for, beyond what is needed. */
  readonly wanted?: { readonly postfix?: Action; readonly dovecot?: Action };
}

/** What a deploy would do, and why. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const { snapshot, base } = input;
  const local = deployed(input.local);
  const server = deployed(snapshot.files);
  const { changes, drift } = compareFiles({ local, server, base: deployed(base) });
  return planChanges(changes, { ...input, local }, drift);
}

/** The same for changes that are known already, as those of a rollback. */
export function planChanges(
  changes: readonly FileChange[],
  input: PlanInput,
  drift: Plan['drift'] = [],
): Plan {
  const { snapshot } = input;
  const exists = (path: string): boolean => snapshot.files.has(path);
  const inForce = snapshot.postfix?.parameters ?? new Map<string, string>();
  const [mainCf, masterCf] = ['main.cf', 'master.cf'].map((name) => plannedText(name, changes, input));
  const uses = tablesIn(mainCf ?? '', masterCf ?? '', inForce);
  const tables = tablesToBuild(uses, changes, exists);
  const { wanted } = input;
  return {
    host: snapshot.host,
    changes,
    drift,
    tables,
    probes: tablesToProbe(uses, changes),
    orphans: orphanedBy(changes, exists),
    postfix: servicePlan(snapshot.postfix?.running, postfixReasons(changes, uses, input), wanted?.postfix),
    dovecot: servicePlan(snapshot.dovecot?.running, dovecotChanges(changes, input), wanted?.dovecot),
    listeners: snapshot.postfix ? listenersOf(mainCf ?? '', masterCf ?? '', inForce) : [],
    listenersBefore: snapshot.postfix
      ? listenersOf(currentText('main.cf', input), currentText('master.cf', input), inForce)
      : [],
  };
}

function deployed<T extends LocalFile | ServerFile | BaseFile>(
  files: ReadonlyMap<string, T>,
): Map<string, T> {
  return new Map([...files].filter(([path]) => isDeployed(path)));
}

/** The text that a file of Postfix's directory has afterwards. */
function plannedText(name: string, changes: readonly FileChange[], input: PlanInput): string {
  const change = changes.find(({ path }) => path === inConfigDirectory(name, input));
  return (change && textAfter(change)) ?? currentText(name, input);
}

function currentText(name: string, input: PlanInput): string {
  return input.current.get(inConfigDirectory(name, input)) ?? '';
}

function inConfigDirectory(name: string, { snapshot }: PlanInput): string {
  return `${snapshot.postfix?.configDirectory ?? ''}/${name}`;
}

function textAfter(change: FileChange): string | undefined {
  if (change.kind === 'remove') return '';
  return 'content' in change.source ? new TextDecoder().decode(change.source.content) : undefined;
}

function postfixReasons(
  changes: readonly FileChange[],
  uses: readonly TableUse[],
  { snapshot, current }: PlanInput,
): Reason[] {
  const directory = snapshot.postfix?.configDirectory;
  if (directory === undefined) return [];
  const indexed = new Set(uses.filter(({ type }) => INDEXED[type]).map(({ file }) => file));
  const others = new Set(uses.filter(({ type }) => !INDEXED[type]).map(({ file }) => file));
  return changes.flatMap((change) => {
    const { path } = change;
    const [before, after] = [current.get(path) ?? '', textAfter(change) ?? ''];
    if (path === `${directory}/main.cf`) return mainCfReasons(before, after);
    if (path === `${directory}/master.cf`) return masterCfReasons(before, after);
    if (indexed.has(path) && !others.has(path))
      return [{ code: 'table-rebuilt' as const, action: 'none' as const, names: [path] }];
    const own = path.startsWith(`${directory}/`) || others.has(path) || /\/sasl2?\/smtpd\.conf$/.test(path);
    return own ? [{ code: 'file-read-at-start' as const, action: 'reload' as const, names: [path] }] : [];
  });
}

function dovecotChanges(changes: readonly FileChange[], { snapshot, current }: PlanInput): Reason[] {
  const file = snapshot.dovecot?.configFile;
  if (file === undefined) return [];
  return changes
    .filter(({ path }) => path.startsWith(`${directoryName(file)}/`))
    .flatMap((change) => dovecotReasons(change.path, current.get(change.path) ?? '', textAfter(change) ?? ''))
    .map((reason) => ({ ...reason, names: reason.names.map(baseName) }));
}

function servicePlan(
  running: boolean | undefined,
  reasons: readonly Reason[],
  wanted: Action = 'none',
): ServicePlan {
  if (running === undefined) return { action: 'none', reasons: [] };
  if (!running) {
    const asked = wanted === 'restart' || wanted === 'start';
    return asked
      ? { action: 'start', reasons: [{ code: 'not-running', action: 'start', names: [] }, ...reasons] }
      : { action: 'none', reasons: [{ code: 'not-running', action: 'none', names: [] }, ...reasons] };
  }
  const needed = strongest(reasons.map(({ action }) => action));
  const asked = wanted === 'start' ? 'none' : wanted;
  if (strongest([needed, asked]) === needed) return { action: needed, reasons };
  return { action: asked, reasons: [...reasons, { code: 'asked-for', action: asked, names: [] }] };
}

function strongest(actions: readonly Action[]): Action {
  return ACTIONS[Math.max(0, ...actions.map((action) => ACTIONS.indexOf(action)))] ?? 'none';
}
