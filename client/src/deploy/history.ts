import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { readJournal, type Journal } from './journal';
import type { Action, Plan } from './plan/model';
import { readRecords } from './records';
import { ALIVE, ATTENDED, EMIT } from './script/common';
import type { Attributes } from './serverFile';
import type { Snapshot } from './snapshot';

/** What is written down of a deploy, for whoever looks at it later. */
export interface DeployRecord {
  readonly version: 1;
  readonly who: string;
  /** ISO 8601, by the clock of the client. */
  readonly when: string;
  readonly changes: readonly RecordedChange[];
  readonly postfix: Action;
  readonly dovecot: Action;
  /** Number of the deploy that this one takes back. */
  readonly takesBack?: string;
}

/** What it was and became stands in the places of the list (placesOf), below `backup` and `stage`. */
export interface RecordedChange {
  readonly kind: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly real: string;
  readonly before?: string;
  readonly after?: string;
  readonly attributes: Attributes;
}

export interface HistoryEntry {
  readonly id: string;
  /** Undefined when it cannot be read. */
  readonly record: DeployRecord | undefined;
  readonly journal: Journal;
  readonly attended: boolean;
}

const NOBODY: Attributes = { uid: 0, gid: 0, mode: 0o644 };

export function recordOf(
  plan: Plan,
  snapshot: Snapshot,
  who: string,
  when: string,
  takesBack?: string,
): DeployRecord {
  const changes = plan.changes.map((change): RecordedChange => {
    const { uid, gid, mode } =
      change.kind === 'add' ? change.attributes : (snapshot.files.get(change.path) ?? NOBODY);
    return {
      kind: change.kind,
      path: change.path,
      real: change.real,
      ...(change.kind !== 'add' && { before: change.before }),
      ...(change.kind !== 'remove' && { after: change.after }),
      attributes: { uid, gid, mode },
    };
  });
  const { postfix, dovecot } = plan;
  return {
    ...{ version: 1, who, when, changes, postfix: postfix.action, dovecot: dovecot.action },
    ...(takesBack !== undefined && { takesBack }),
  };
}

const LIST = `${EMIT}${ALIVE}${ATTENDED}
for directory in "$1"/deploys/[0-9]*; do
  # What was only staged has no journal, and changed nothing.
  [ -e "$directory/journal" ] || continue
  [ "$2" = all ] || ! grep -q '^end ' "$directory/journal" || continue
  emit deploy "\${directory##*/}" "$(cat "$directory/plan.json")" "$(cat "$directory/journal"; printf x)" \\
    "$(attended "$directory")"
done
`;

/** Every deploy that the server keeps, the latest first. Changes nothing. */
export function readHistory(
  remote: Remote,
  stateDirectory: string,
  options: RunOptions = {},
): Promise<readonly HistoryEntry[]> {
  return list(remote, stateDirectory, 'all', options);
}

/** A deploy that was begun and has no end, without the records of all the others. */
export async function readUnfinished(
  remote: Remote,
  stateDirectory: string,
): Promise<HistoryEntry | undefined> {
  return unfinishedIn(await list(remote, stateDirectory, 'open', {}));
}

async function list(
  remote: Remote,
  stateDirectory: string,
  which: 'all' | 'open',
  options: RunOptions,
): Promise<readonly HistoryEntry[]> {
  const argv = ['sh', '-s', '--', stateDirectory, which];
  const outcome = await remote.run({ argv, asRoot: true, stdin: LIST }, options);
  return readRecords(decode(outcome.stdout))
    .filter(({ tag }) => tag === 'deploy')
    .map(({ fields: [id = '', record = '', journal = '', state] }) => ({
      id,
      record: readRecord(record),
      journal: readJournal(journal.replace(/x$/, '')),
      attended: state === 'alive',
    }))
    .reverse();
}

function readRecord(text: string): DeployRecord | undefined {
  try {
    const record = JSON.parse(text) as DeployRecord;
    return record.version === 1 && Array.isArray(record.changes) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A deploy that was begun and has no end: somebody has to confirm it or to undo it. */
export function unfinishedIn(history: readonly HistoryEntry[]): HistoryEntry | undefined {
  return history.find(({ journal }) => journal.end === undefined);
}
