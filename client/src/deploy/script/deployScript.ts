import { quoteWord } from '../../ssh/quote';
import type { Listener, Plan, TableBuild } from '../plan/model';
import { INDEXED } from '../plan/tables';
import { directoryName } from '../serverFile';
import type { ServiceManager, Snapshot } from '../snapshot';
import { batchesOf, type Entry } from './batches';
import { ALIVE, EMIT, ENVIRONMENT, HASH, ON_ALL } from './common';
import { DOVECOT_DOORS } from './dovecotDoorsText';
import { ENDING, MAIN } from './endingText';
import { FILES } from './filesText';
import { JOURNAL } from './journalText';
import { MESSAGE } from './messageText';
import { placesOf } from './places';
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

/** Where the new contents of changes stand before the deploy. */
export function stagedFiles({ plan, stateDirectory, id }: ScriptInput): string[] {
  const directory = deployDirectory(stateDirectory, id);
  return placesOf(plan.changes).map((place) => `${directory}/stage/${place}`);
}

/** The whole script of one deploy. Pure; every word that comes from outside goes through one function. */
export function deployScript(input: ScriptInput): string {
  const entries = [...entriesOf(input), ...tableEntries(input)];
  const calls = entries.map(({ kind, real }) => [kind, real]);
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
    shellFunction('batches', batchesOf(entries)),
    shellFunction('tables', buildCalls(input)),
    shellFunction('directories', directoryCalls(input)),
    shellFunction('directories_backwards', directoryCalls(input).reverse()),
    shellFunction('listeners', listenerCalls(input)),
    HASH,
    ON_ALL,
    ALIVE,
    JOURNAL,
    FILES,
    SERVICES,
    LOOKING,
    DOVECOT_DOORS,
    EMIT,
    MESSAGE,
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

function entriesOf({ plan }: ScriptInput): Entry[] {
  return plan.changes.map((change): Entry => {
    const added = change.kind === 'add' ? change.attributes : undefined;
    return {
      kind: change.kind,
      real: change.real,
      before: change.kind === 'add' ? '-' : change.before,
      after: change.kind === 'remove' ? '-' : change.after,
      owner: added ? `${added.uid}:${added.gid}` : '-',
      mode: added ? added.mode.toString(8) : '-',
    };
  });
}

/** Files that postmap makes, and those whose source goes. */
function tableEntries({ plan, snapshot }: ScriptInput): Entry[] {
  const entry = (kind: Entry['kind'], path: string): Entry => {
    const real = realPath(path, snapshot);
    return { kind, real, before: '-', after: '-', owner: '-', mode: '-' };
  };
  const made = plan.tables.flatMap(indexedFiles);
  return [
    ...made.map((path) => entry(snapshot.files.has(path) ? 'remake' : 'make', path)),
    ...plan.orphans.map((path) => entry('remove', path)),
  ];
}

function realPath(path: string, { files }: Snapshot): string {
  return files.get(path)?.real ?? path;
}

function indexedFiles({ type, source }: TableBuild): string[] {
  return (INDEXED[type] ?? []).map((end) => `${source}${end}`);
}

function buildCalls({ plan, snapshot }: ScriptInput): string[][] {
  return plan.tables.map((table, index) => {
    const changes = plan.changes.some(({ path, kind }) => path === table.source && kind !== 'remove');
    const outputs = (INDEXED[table.type] ?? []).flatMap((end) => [
      end,
      realPath(`${table.source}${end}`, snapshot),
    ]);
    const source = realPath(table.source, snapshot);
    return [table.command, table.type, String(index + 1), source, changes ? 'yes' : 'no', ...outputs];
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
