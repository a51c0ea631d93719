import { createTwoFilesPatch } from 'diff';
import type { Remote, RunOptions } from '../ssh/remote';
import { fetchFiles } from './fetch';
import type { HistoryEntry, RecordedChange } from './history';
import { deployDirectory } from './script/deployScript';
import { placesOf } from './script/places';
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
  const changes = record?.changes ?? [];
  const places = placesOf(changes);
  const open = changes
    .map((change, index) => ({ change, place: places[index] ?? '' }))
    .filter(({ change: { path, attributes } }) => !isSecret({ path, mode: attributes.mode }));
  const sides = open.flatMap(({ change, place }) => [
    ...side(change.before, `${directory}/backup/${place}`),
    ...side(change.after, `${directory}/stage/${place}`),
  ]);
  // One that is missing must not take the others away.
  const texts = await fetchFiles(remote, sides, options).catch(() => new Map<string, Uint8Array>());
  const textOf = (hash: string | undefined, path: string): string | undefined =>
    hash === undefined ? '' : decodeText(texts.get(path));
  return new Map(
    open.flatMap(({ change, place }) => {
      const before = textOf(change.before, `${directory}/backup/${place}`);
      const after = textOf(change.after, `${directory}/stage/${place}`);
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
