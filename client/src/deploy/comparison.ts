import type { Remote, RunOptions } from '../ssh/remote';
import { readBase, type Base } from './base';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { placementOf, readLocalTree, type LocalFiles, type Placement } from './localFiles';
import type { BaseFile, LocalFile, Plan } from './plan/model';
import { makePlan, type PlanInput } from './plan/plan';
import { scopeOf, type Product, type Scope } from './scope';
import { isSecret } from './serverFile';
import { takeSnapshot, type Snapshot, type Target } from './snapshot';

/** A folder and a server side by side. */
export interface Comparison {
  readonly files: LocalFiles;
  readonly placement: Placement;
  readonly snapshot: Snapshot;
  readonly local: ReadonlyMap<string, LocalFile>;
  readonly base: Base;
  /** Whether a file, by its path on the server, is part of what is compared. */
  readonly covers: Scope['covers'];
  /** Texts on the server of the files that differ, except of those that are not for everybody's eyes. */
  readonly current: ReadonlyMap<string, string>;
  readonly plan: Plan;
}

export interface CompareOptions extends RunOptions {
  /** The other product stays as it is, whatever the folder has of it. */
  readonly only?: Product;
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
  const whole = await takeSnapshot(remote, target, options);
  const { snapshot, covers } = scopeOf(whole, options.only);
  const placement = await placementOf(files, whole.postfix?.configDirectory);
  const base = await readBase(files, remote.name);
  const known = (path: string): boolean => whole.files.has(path) || base.files.has(path);
  const local = covered(await readLocalTree(files, placement, whole, known), covers);
  if (local.size === 0) throw new DeployError('no-local-files', { host: remote.name });
  const current = await currentTexts(remote, snapshot, local, options);
  const coveredBase = covered(base.files, covers);
  const baseFiles = options.overwrite ? withoutDrift(coveredBase, snapshot, local) : coveredBase;
  const plan = makePlan({
    local,
    snapshot,
    base: baseFiles,
    current,
    ...(options.wanted && { wanted: options.wanted }),
  });
  return { files, placement, snapshot, local, base, covers, current, plan };
}

function covered<T>(files: ReadonlyMap<string, T>, covers: Scope['covers']): ReadonlyMap<string, T> {
  return new Map([...files].filter(([path]) => covers(path)));
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
