import type { Remote } from '../ssh/remote';
import { followJournal, undoDeploy, type DeployPlace } from './apply';
import { resultOf } from './carryOut';
import { STATE_DIRECTORY } from './deploy';
import type { DeployIo, DeployRequest, DeployResult } from './deployIo';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { onLine } from './line';
import { readHistory, unfinishedIn, type HistoryEntry, type RecordedChange } from './history';
import type { FileChange, Source } from './plan/model';
import { planChanges } from './plan/plan';
import { deployDirectory } from './script/deployScript';
import { placesOf } from './script/places';
import { isSecret } from './serverFile';
import { takeSnapshot, type Snapshot, type Target } from './snapshot';

/** What a rollback is about: a deploy without an end is undone where it stands, a finished one is taken back by another. */
export type Rollback =
  | { readonly kind: 'undo'; readonly entry: HistoryEntry; readonly place: DeployPlace }
  | { readonly kind: 'deploy'; readonly entry: HistoryEntry; readonly request: DeployRequest };

/** Plans to take back the last deploy that changed anything. */
export async function planRollback(remote: Remote, target: Target): Promise<Rollback> {
  const stateDirectory = target.stateDirectory ?? STATE_DIRECTORY;
  const history = await readHistory(remote, stateDirectory);
  const open = unfinishedIn(history);
  if (open) return { kind: 'undo', entry: open, place: { stateDirectory, id: open.id } };
  const taken = new Set(history.filter(isNew).map(({ record }) => record?.takesBack));
  const entry = history.find((candidate) => {
    return isNew(candidate) && candidate.record?.takesBack === undefined && !taken.has(candidate.id);
  });
  if (!entry?.record) throw new DeployError('nothing-to-roll-back', { host: remote.name });
  const snapshot = await takeSnapshot(remote, target);
  const backup = `${deployDirectory(stateDirectory, entry.id)}/backup`;
  const request = await requestFor(remote, entry.id, entry.record.changes, backup, snapshot, target);
  return { kind: 'deploy', entry, request };
}

const isNew = ({ journal }: HistoryEntry): boolean => journal.end?.state === 'new';

async function requestFor(
  remote: Remote,
  id: string,
  recorded: readonly RecordedChange[],
  backup: string,
  snapshot: Snapshot,
  target: Target,
): Promise<DeployRequest> {
  const drifted = recorded.filter(({ path, after }) => snapshot.files.get(path)?.hash !== after);
  if (drifted.length > 0) {
    throw new DeployError('drift', { host: remote.name, paths: drifted.map(({ path }) => path).join(' ') });
  }
  const changes: FileChange[] = [];
  const places = placesOf(recorded);
  for (const [index, change] of recorded.entries()) {
    changes.push(reverse(change, await sourceOf(remote, change, `${backup}/${places[index] ?? ''}`)));
  }
  const mains = [...snapshot.files.values()].filter(({ path }) => /\/(main|master)\.cf$/.test(path));
  const contents = await fetchFiles(remote, mains);
  const current = new Map([...contents].map(([path, content]) => [path, new TextDecoder().decode(content)]));
  const plan = planChanges(changes, { snapshot, current, local: new Map(), base: new Map() });
  return { plan, snapshot, target, findings: [], takesBack: id };
}

/** The old content, which stays on the server where it is not for everybody's eyes. */
async function sourceOf(remote: Remote, change: RecordedChange, backup: string): Promise<Source> {
  const { path, before, attributes } = change;
  if (before === undefined || isSecret({ path, mode: attributes.mode })) return { serverPath: backup };
  const file = { path, real: backup, hash: before, size: 8 * 1024 * 1024 };
  return { content: (await fetchFiles(remote, [file])).get(path) ?? new Uint8Array() };
}

function reverse(change: RecordedChange, source: Source): FileChange {
  const { path, real, before = '', after = '', attributes } = change;
  if (change.kind === 'add') return { kind: 'remove', path, real, before: after };
  if (change.kind === 'remove') return { kind: 'add', path, real, source, after: before, attributes };
  return { kind: 'replace', path, real, source, before: after, after: before };
}

/** Takes back a deploy that has not come to its end. */
export async function undoUnfinished(
  remote: Remote,
  place: DeployPlace,
  io: DeployIo,
): Promise<Omit<DeployResult, 'messages'>> {
  io.phase('undo');
  return onLine(remote, async (line) => {
    await undoDeploy(remote, place, 'asked').catch(() => undefined);
    const { journal } = await followJournal(line, place, io, ({ closed }) => closed);
    return resultOf(remote.name, place, journal);
  });
}
