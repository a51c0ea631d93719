import type { Remote } from '../ssh/remote';
import { keepBaseContent, readBaseText, writeBase } from './base';
import type { Comparison } from './comparison';
import { DeployError } from './errors';
import { fetchFiles } from './fetch';
import { sha256, writeHere } from './localFiles';
import { mergeTexts } from './plan/merge';
import type { Drift } from './plan/model';
import { isSecret, type ServerFile } from './serverFile';

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
