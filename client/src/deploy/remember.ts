import { keepBaseContent, readBase, writeBase } from './base';
import type { Comparison } from './comparison';
import type { LocalFiles } from './localFiles';
import type { BaseFile, Plan } from './plan/model';
import { isDeployed, isSecret, type ServerFile } from './serverFile';
import type { Snapshot } from './snapshot';

/** Remembers what a pull has brought. */
export async function rememberPulled(
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

/** Remembers, after a deploy, that the server has what is here. */
export async function rememberDeployed(comparison: Comparison): Promise<void> {
  const { files, base, local, snapshot, plan, covers } = comparison;
  const known = [...snapshot.files.values()].filter(
    ({ path, hash }) => isDeployed(path) && (base.files.has(path) || local.get(path)?.hash === hash),
  );
  const others = [...base.files].filter(([path]) => !covers(path));
  const entries = new Map([
    ...others,
    ...known.map((file) => {
      const fetched = local.has(file.path) || base.files.get(file.path)?.fetched === true;
      return [file.path, baseFileOf(file, fetched)] as const;
    }),
  ]);
  const now = applied(entries, plan, snapshot);
  await writeBase(files, snapshot.host, { files: now });
  for (const { path, hash, content } of local.values()) {
    const entry = now.get(path);
    if (entry && !isSecret({ path, mode: entry.mode })) {
      await keepBaseContent(files, snapshot.host, hash, content);
    }
  }
}

/** Remembers that the server has its old files again, so that what is here differs from them as before. */
export async function rememberRolledBack(
  files: LocalFiles,
  { plan, snapshot }: Pick<Comparison, 'plan' | 'snapshot'>,
): Promise<void> {
  const base = await readBase(files, snapshot.host);
  await writeBase(files, snapshot.host, { files: applied(base.files, plan, snapshot) });
}

function baseFileOf({ hash, uid, gid, mode }: ServerFile, fetched: boolean): BaseFile {
  return { hash, uid, gid, mode, fetched };
}

/** What is known of a server after the changes of a plan. */
function applied(
  base: ReadonlyMap<string, BaseFile>,
  { changes }: Plan,
  snapshot: Snapshot,
): ReadonlyMap<string, BaseFile> {
  const files = new Map(base);
  for (const change of changes) {
    const before = snapshot.files.get(change.path);
    if (change.kind === 'remove') files.delete(change.path);
    else if (change.kind === 'add') {
      files.set(change.path, { hash: change.after, ...change.attributes, fetched: true });
    } else if (before) files.set(change.path, { ...baseFileOf(before, true), hash: change.after });
  }
  return files;
}
