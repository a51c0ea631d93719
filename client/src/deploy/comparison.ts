import type { Remote, RunOptions } from '../ssh/remote';
import { keepBaseContent, readBase, readBaseText, writeBase, type Base } from './base';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { placementOf, readLocalTree, sha256, type LocalFiles, type Placement } from './localFiles';
import { mergeTexts } from './plan/merge';
import type { BaseFile, Drift, LocalFile, Plan } from './plan/model';
import { makePlan, type PlanInput } from './plan/plan';
import { isDeployed, isSecret, type ServerFile } from './serverFile';
import { takeSnapshot, type Snapshot, type Target } from './snapshot';

/** A folder and a server side by side. */
export interface Comparison {
  readonly files: LocalFiles;
  readonly placement: Placement;
  readonly snapshot: Snapshot;
  readonly local: ReadonlyMap<string, LocalFile>;
  readonly base: Base;
  /** Texts on the server of the files that differ, except of those that are not for everybody's eyes. */
  readonly current: ReadonlyMap<string, string>;
  readonly plan: Plan;
}

export interface CompareOptions extends RunOptions {
  readonly wanted?: PlanInput['wanted'];
  /** What was changed on the server meanwhile is to be overwritten. */
  readonly overwrite?: boolean;
}

export async function compare(
  remote: Remote,
  files: LocalFiles,
  target: Target,
  options: CompareOptions = {},
): Promise<Comparison> {
  const snapshot = await takeSnapshot(remote, target, options);
  const placement = await placementOf(files, snapshot.postfix?.configDirectory);
  const base = await readBase(files, remote.name);
  const known = (path: string): boolean => snapshot.files.has(path) || base.files.has(path);
  const local = await readLocalTree(files, placement, snapshot, known);
  if (local.size === 0) throw new DeployError('no-local-files', { host: remote.name });
  const current = await currentTexts(remote, snapshot, local, options);
  const baseFiles = options.overwrite ? withoutDrift(base.files, snapshot, local) : base.files;
  const plan = makePlan({
    local,
    snapshot,
    base: baseFiles,
    current,
    ...(options.wanted && { wanted: options.wanted }),
  });
  return { files, placement, snapshot, local, base, current, plan };
}

/** The base as if what is on the server now had been pulled. */
function withoutDrift(
  base: ReadonlyMap<string, BaseFile>,
  snapshot: Snapshot,
  local: ReadonlyMap<string, LocalFile>,
): ReadonlyMap<string, BaseFile> {
  const here = [...snapshot.files].filter(([path]) => local.has(path) || base.has(path));
  const gone = [...base].filter(([path]) => !snapshot.files.has(path));
  const now = here.map(
    ([path, file]) => [path, { ...file, fetched: base.get(path)?.fetched ?? true }] as const,
  );
  return new Map([...base, ...now].filter(([path]) => !gone.some(([name]) => name === path)));
}

async function currentTexts(
  remote: Remote,
  snapshot: Snapshot,
  local: ReadonlyMap<string, LocalFile>,
  options: RunOptions,
): Promise<Map<string, string>> {
  const isMain = (path: string): boolean => /\/(main|master)\.cf$/.test(path);
  const wanted = [...snapshot.files.values()].filter((file) => {
    const differs = local.get(file.path)?.hash !== file.hash;
    return (isMain(file.path) || (local.has(file.path) && differs)) && !isSecret(file);
  });
  const contents = await fetchFiles(remote, wanted, options);
  return new Map([...contents].map(([path, content]) => [path, new TextDecoder().decode(content)]));
}

export interface PullOptions extends RunOptions {
  /** Also files that not everybody on the server may read. */
  readonly secrets?: boolean;
  /** Local edits are lost. */
  readonly overwrite?: boolean;
}

export interface Pulled {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Not fetched, because not everybody on the server may read them. */
  readonly secrets: readonly string[];
  readonly skipped: Snapshot['skipped'];
}

/** Brings the server's configuration here, and remembers it as the base of the next deploy. */
export async function pull(
  remote: Remote,
  files: LocalFiles,
  target: Target,
  options: PullOptions = {},
): Promise<Pulled> {
  const snapshot = await takeSnapshot(remote, target, options);
  const placement = await placementOf(files, snapshot.postfix?.configDirectory);
  const base = await readBase(files, remote.name);
  const local = await readLocalTree(
    files,
    placement,
    snapshot,
    (path) => snapshot.files.has(path) || base.files.has(path),
  );
  const wanted = [...snapshot.files.values()].filter(
    ({ path }) => isDeployed(path) && placement.toLocal(path) !== undefined,
  );
  const edited = wanted.filter((file) => isEdited(file, local.get(file.path), base.files.get(file.path)));
  if (edited.length > 0 && !options.overwrite) {
    throw new DeployError('local-edits', { paths: edited.map(({ path }) => path).join(' ') });
  }
  const open = wanted.filter((file) => options.secrets === true || !isSecret(file));
  const contents = await fetchFiles(remote, open, options);
  for (const [path, content] of contents) await writeHere(files, placement, path, content);
  const removed = await removeGone(files, placement, snapshot, local, base);
  await remember(files, remote.name, wanted, contents);
  return {
    written: open
      .map(({ path }) => path)
      .filter((path) => local.get(path)?.hash !== snapshot.files.get(path)?.hash),
    removed,
    secrets: wanted.filter((file) => !contents.has(file.path)).map(({ path }) => path),
    skipped: snapshot.skipped,
  };
}

function isEdited(file: ServerFile, local: LocalFile | undefined, base: BaseFile | undefined): boolean {
  return local !== undefined && local.hash !== file.hash && local.hash !== base?.hash;
}

async function writeHere(
  files: LocalFiles,
  placement: Placement,
  path: string,
  content: Uint8Array,
): Promise<void> {
  const local = placement.toLocal(path);
  if (local !== undefined) await files.write(local, content);
}

/** What was pulled once, is gone on the server, and was not edited here goes here as well. */
async function removeGone(
  files: LocalFiles,
  placement: Placement,
  snapshot: Snapshot,
  local: ReadonlyMap<string, LocalFile>,
  base: Base,
): Promise<string[]> {
  const gone = [...base.files].filter(
    ([path, file]) => !snapshot.files.has(path) && local.get(path)?.hash === file.hash,
  );
  for (const [path] of gone) await files.remove(placement.toLocal(path) ?? '');
  return gone.map(([path]) => path);
}

async function remember(
  files: LocalFiles,
  host: string,
  known: readonly ServerFile[],
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const file of known) {
    const content = contents.get(file.path);
    // What is secret on the server gets no second copy here.
    if (content && !isSecret(file)) await keepBaseContent(files, host, file.hash, content);
  }
  const entries = known.map(({ path, hash, uid, gid, mode }) => {
    return [path, { hash, uid, gid, mode, fetched: contents.has(path) }] as const;
  });
  await writeBase(files, host, { files: new Map(entries) });
}

/** Remembers that the server has what is here: after a deploy, or for files that a merge has taken in. */
export async function rememberServer(
  remote: Remote,
  { files, base, local }: Comparison,
  target: Target,
): Promise<void> {
  const snapshot = await takeSnapshot(remote, target);
  const known = [...snapshot.files.values()].filter(
    ({ path, hash }) => base.files.has(path) || local.get(path)?.hash === hash,
  );
  const deployed = known.filter(({ path }) => isDeployed(path));
  const contents = new Map(
    deployed.flatMap(({ path, hash }) => {
      const here = local.get(path);
      return here?.hash === hash ? [[path, here.content] as const] : [];
    }),
  );
  await remember(files, remote.name, deployed, contents);
}

/** Takes what somebody changed on the server into the files here. Rejects where the same lines were changed. */
export async function mergeDrift(remote: Remote, comparison: Comparison): Promise<readonly string[]> {
  const { plan, snapshot, base, files } = comparison;
  const theirs = plan.drift.flatMap(({ path }) => snapshot.files.get(path) ?? []);
  const contents = await fetchFiles(remote, theirs);
  const merged: [ServerFile, string][] = [];
  const conflicts: string[] = [];
  for (const drift of plan.drift) {
    const result = await mergeOne(remote.name, drift, comparison, contents);
    if ('conflicts' in result) conflicts.push(...result.conflicts.map(({ line }) => `${drift.path}:${line}`));
    else merged.push([result.file, result.text]);
  }
  if (conflicts.length > 0)
    throw new DeployError('conflict', { host: remote.name, places: conflicts.join(' ') });
  const entries = new Map(base.files);
  for (const [file, text] of merged) {
    const server = contents.get(file.path) ?? new Uint8Array();
    await writeHere(files, comparison.placement, file.path, new TextEncoder().encode(text));
    if (!isSecret(file)) await keepBaseContent(files, remote.name, await sha256(server), server);
    const { hash, uid, gid, mode } = file;
    entries.set(file.path, { hash, uid, gid, mode, fetched: true });
  }
  await writeBase(files, remote.name, { files: entries });
  return merged.map(([{ path }]) => path);
}

type Merged =
  | { readonly file: ServerFile; readonly text: string }
  | { readonly conflicts: readonly { readonly line: number }[] };

async function mergeOne(
  host: string,
  { path }: Drift,
  { base, local, snapshot, files }: Comparison,
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<Merged> {
  const text = (content: Uint8Array): string => new TextDecoder().decode(content);
  const [file, mine, theirs] = [snapshot.files.get(path), local.get(path), contents.get(path)];
  const known = base.files.get(path);
  // Gone on one side: there is nothing to join, somebody has to decide.
  if (!file || !mine || !theirs) return { conflicts: [{ line: 1 }] };
  if (known?.hash === mine.hash) return { file, text: text(theirs) };
  const common = known && (await readBaseText(files, host, known.hash));
  if (common === undefined) return { conflicts: [{ line: 1 }] };
  const result = mergeTexts(text(mine.content), common, text(theirs));
  return 'text' in result ? { file, text: result.text } : result;
}
