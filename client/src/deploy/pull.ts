import type { Remote, RunOptions } from '../ssh/remote';
import { readBase, type Base } from './base';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { placementOf, readLocalTree, writeHere, type LocalFiles, type Placement } from './localFiles';
import type { BaseFile, LocalFile } from './plan/model';
import { rememberPulled } from './remember';
import { isDeployed, isSecret, type ServerFile } from './serverFile';
import { takeSnapshot, type Snapshot, type Target } from './snapshot';

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
  await rememberPulled(files, remote.name, wanted, contents);
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
