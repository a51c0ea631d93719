import { createTwoFilesPatch } from 'diff';
import type { Remote, RunOptions } from '../ssh/remote';
import { fetchFiles } from './fetch';
import type { HistoryEntry, RecordedChange } from './history';
import { deployDirectory } from './script/deployScript';
import { isSecret } from './serverFile';

/** Bytes; what was larger is no text that anybody reads as a difference. */
const LARGEST = 256 * 1024;

/**
 * What a deploy of the history changed, as a unified difference by path. The server keeps both sides; what is not for
 * everybody's eyes, or no longer there, is left out.
 */
export async function historyDiffs(
  remote: Remote,
  stateDirectory: string,
  { id, record }: HistoryEntry,
  options: RunOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const directory = deployDirectory(stateDirectory, id);
  const open = (record?.changes ?? [])
    .map((change, index) => ({ change, number: String(index + 1) }))
    .filter(({ change: { path, attributes } }) => !isSecret({ path, mode: attributes.mode }));
  const sides = open.flatMap(({ change, number }) => [
    ...side(change.before, `${directory}/backup/${number}`),
    ...side(change.after, `${directory}/stage/${number}`),
  ]);
  // One that is missing must not take the others away.
  const texts = await fetchFiles(remote, sides, options).catch(() => new Map<string, Uint8Array>());
  const textOf = (hash: string | undefined, path: string): string | undefined =>
    hash === undefined ? '' : decodeText(texts.get(path));
  return new Map(
    open.flatMap(({ change, number }) => {
      const before = textOf(change.before, `${directory}/backup/${number}`);
      const after = textOf(change.after, `${directory}/stage/${number}`);
      return before === undefined || after === undefined
        ? []
        : [[change.path, patchOf(change, before, after)]];
    }),
  );
}

const side = (hash: string | undefined, path: string) =>
  hash === undefined ? [] : [{ path, real: path, hash, size: LARGEST }];

const decodeText = (content: Uint8Array | undefined): string | undefined =>
  content && new TextDecoder().decode(content);

/** Without the two lines that name the file. */
function patchOf({ path }: RecordedChange, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after).split('\n').slice(4, -1).join('\n');
}
