import { quoteWord } from '../../ssh/quote';
import type { FileChange, Listener, Plan, TableBuild } from '../plan/model';
import { INDEXED } from '../plan/tables';
import { directoryName } from '../serverFile';
import type { ServiceManager, Snapshot } from '../snapshot';
import { ALIVE, ENVIRONMENT, HASH } from './common';
import { DOVECOT_DOORS } from './dovecotDoorsText';
import { ENDING, MAIN } from './endingText';
import { FILES } from './filesText';
import { JOURNAL } from './journalText';
import { LOOKING, SERVICES } from './servicesText';

export interface ScriptInput {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly stateDirectory: string;
  /** Number of the deploy, as its directory is called. */
  readonly id: string;
  /** Known to whoever may confirm. */
  readonly token: string;
  /** Seconds until an unconfirmed deploy is undone. */
  readonly confirmWithin: number;
  /** Seconds that all steps together may take. */
  readonly limit: number;
}

/** The directory of a deploy on the server. */
export function deployDirectory(stateDirectory: string, id: string): string {
  return `${stateDirectory}/deploys/${id}`;
}

/** Where the new content of a change stands before the deploy. */
export function stagedFile(stateDirectory: string, id: string, number: number): string {
  return `${deployDirectory(stateDirectory, id)}/stage/${number}`;
}

/** Where the new content of a change is on the server. */
export function contentOf(change: FileChange, staged: string): string {
  if (change.kind === 'remove') return '-';
  return 'serverPath' in change.source ? change.source.serverPath : staged;
}

/** One file that gets its name, or loses it, in the swap. */
interface Entry {
  readonly kind: FileChange['kind'];
  readonly target: string;
  readonly before: string;
  readonly content: string;
  readonly owner: string;
  readonly mode: string;
}

/** The whole script of one deploy. Pure; every word that comes from outside goes through one function. */
export function deployScript(input: ScriptInput): string {
  const entries = [...entriesOf(input), ...tableEntries(input)];
  const calls = entries.map((entry, index) => callOf(index + 1, entry));
  return [
    '#!/bin/sh',
    `# Mailwright, deploy ${input.id}: "sh script confirm", with its token as input, keeps it, "sh script undo" takes it back.`,
    // "a || because b": because always fails, so what looks like an else is none.
    '# shellcheck disable=SC2015,SC2016',
    'set -u',
    'umask 077',
    ...variables(input).map(([name, value]) => `${name}=${quoteWord(value)}`),
    ENVIRONMENT,
    shellFunction('changes', calls),
    shellFunction('changes_backwards', [...calls].reverse()),
    shellFunction('tables', buildCalls(input, entries)),
    shellFunction('directories', directoryCalls(input)),
    shellFunction('directories_backwards', directoryCalls(input).reverse()),
    shellFunction('listeners', listenerCalls(input)),
    HASH,
    ALIVE,
    JOURNAL,
    FILES,
    SERVICES,
    LOOKING,
    DOVECOT_DOORS,
    ENDING,
    MAIN,
  ].join('\n');
}

/** A function that calls the one it is given, once a line. */
function shellFunction(name: string, calls: readonly (readonly string[])[]): string {
  const lines = calls.map((words) => `  "$1" ${words.map(quoteWord).join(' ')}`);
  return `\n${name}() {\n${[...lines, '  :'].join('\n')}\n}`;
}

function variables({ plan, snapshot, ...input }: ScriptInput): [string, string][] {
  const { postfix, dovecot } = snapshot;
  const directory = deployDirectory(input.stateDirectory, input.id);
  const by = (manager: ServiceManager | undefined): string => manager ?? 'none';
  return [
    ['ID', input.id],
    ['STATE', input.stateDirectory],
    ['DIR', directory],
    ['TOKEN', input.token],
    ['CONFIRM', String(input.confirmWithin)],
    ['LIMIT', String(input.limit)],
    ['CHECKED', checkedDirectory(input.stateDirectory, input.id)],
    ['POSTFIX', plan.postfix.action],
    ['POSTFIX_RAN', postfix?.running ? 'yes' : 'no'],
    ['POSTFIX_BY', by(postfix?.manager)],
    ['POSTFIX_CONF', postfix?.configDirectory ?? ''],
    ['POSTFIX_QUEUE', postfix?.queueDirectory ?? ''],
    ['POSTFIX_LOG', postfix?.parameters.get('maillog_file') ?? ''],
    ['DOVECOT', plan.dovecot.action],
    ['DOVECOT_BY', by(dovecot?.manager)],
    ['DOVECOT_CONF', dovecot?.configFile ?? ''],
    ['DOVECOT_BASE', dovecot?.baseDirectory ?? ''],
  ];
}

/** Postfix's directory in the tree that is checked before the deploy. */
export function checkedDirectory(stateDirectory: string, id: string): string {
  return `${deployDirectory(stateDirectory, id)}/tree/postfix`;
}

function entriesOf({ plan, stateDirectory, id }: ScriptInput): Entry[] {
  return plan.changes.map((change, index): Entry => {
    const added = change.kind === 'add' ? change.attributes : undefined;
    return {
      kind: change.kind,
      target: change.real,
      before: change.kind === 'add' ? '-' : change.before,
      content: contentOf(change, stagedFile(stateDirectory, id, index + 1)),
      owner: added ? `${added.uid}:${added.gid}` : '-',
      mode: added ? added.mode.toString(8) : '-',
    };
  });
}

/** Files that postmap makes, and those whose source goes. */
function tableEntries({ plan, snapshot }: ScriptInput): Entry[] {
  const entry = (kind: Entry['kind'], target: string): Entry => ({
    ...{ kind, target, before: '-', content: '-', owner: '-', mode: '-' },
  });
  return [
    ...plan.tables
      .flatMap(indexedFiles)
      .map((target) => entry(snapshot.files.has(target) ? 'replace' : 'add', realPath(target, snapshot))),
    ...plan.orphans.map((target) => entry('remove', realPath(target, snapshot))),
  ];
}

function realPath(path: string, { files }: Snapshot): string {
  return files.get(path)?.real ?? path;
}

function indexedFiles({ type, source }: TableBuild): string[] {
  return (INDEXED[type] ?? []).map((end) => `${source}${end}`);
}

function callOf(number: number, entry: Entry): string[] {
  return [String(number), entry.kind, entry.target, entry.before, entry.content, entry.owner, entry.mode];
}

function buildCalls({ plan, snapshot }: ScriptInput, entries: readonly Entry[]): string[][] {
  const numberOf = (target: string): string =>
    String(entries.findIndex((entry) => entry.target === target) + 1);
  return plan.tables.map((table, index) => {
    const change = plan.changes.findIndex(({ path, kind }) => path === table.source && kind !== 'remove');
    const outputs = (INDEXED[table.type] ?? []).flatMap((end) => [
      end,
      numberOf(realPath(`${table.source}${end}`, snapshot)),
    ]);
    const source = realPath(table.source, snapshot);
    return [
      table.command,
      table.type,
      String(index + 1),
      source,
      change < 0 ? '-' : String(change + 1),
      ...outputs,
    ];
  });
}

/** Directories that added files need, parents first. */
function directoryCalls({ plan, snapshot }: ScriptInput): string[][] {
  const known = new Set([...snapshot.files.keys()].flatMap(parents));
  const needed = plan.changes.filter(({ kind }) => kind === 'add').flatMap(({ real }) => parents(real));
  const missing = [...new Set(needed)].filter((path) => !known.has(path)).sort();
  return missing.map((path, index) => [String(index + 1), path]);
}

function parents(path: string): string[] {
  const parent = directoryName(path);
  return parent === '/' ? [] : [...parents(parent), parent];
}

function listenerCalls({ plan, snapshot }: ScriptInput): string[][] {
  const known = new Set((snapshot.postfix ? plan.listenersBefore : []).map(key));
  return plan.listeners.map((listener, index) => [
    ...[String(index + 1), listener.address, listener.port, listener.greets ? 'yes' : 'no'],
    known.has(key(listener)) ? 'old' : 'new',
  ]);
}

function key({ address, port }: Listener): string {
  return `${address} ${port}`;
}
