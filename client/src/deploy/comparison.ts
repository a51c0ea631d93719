import type { Remote, RunOptions } from '../ssh/remote';
import { readBase, type Base } from './base';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { placementOf, readLocalTree, type LocalFiles, type Placement } from './localFiles';
import type { BaseFile, LocalFile, Plan } from './plan/model';
import { makePlan, type PlanInput } from './plan/plan';
import { isSecret } from './serverFile';
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
