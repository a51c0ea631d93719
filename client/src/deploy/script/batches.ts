import type { FileChange } from '../plan/model';
import { baseName, directoryName } from '../serverFile';
import { placesOf } from './places';

/** One file that gets its name, or loses it, in the swap. */
export interface Entry {
  /** `make` and `remake`: postmap brings the content. */
  readonly kind: FileChange['kind'] | 'make' | 'remake';
  readonly real: string;
  /** SHA-256 that it must have now and afterwards, or `-`. */
  readonly before: string;
  readonly after: string;
  /** Of a new file, else `-`. */
  readonly owner: string;
  readonly mode: string;
}

/** So many names have room in the arguments of one command, however long they are. */
const LARGEST = 100;

/** Files of one directory to which the same happens, so that a few commands do it to all of them. */
export function batchesOf(entries: readonly Entry[]): string[][] {
  const batches = new Map<string, Entry[]>();
  const places = placesOf(entries);
  for (const [index, entry] of entries.entries()) {
    const { kind, real, before, after, owner, mode } = entry;
    const number = directoryName(places[index] ?? '');
    const key = [kind, directoryName(real), number, owner, mode, known(before), known(after)].join('\0');
    batches.set(key, [...(batches.get(key) ?? []), entry]);
  }
  return [...batches].flatMap(([key, members]) => {
    const words = key.split('\0').slice(0, 5);
    return chunks(members).map((chunk) => [
      ...words,
      hashesOf(chunk.map(({ before }) => before)),
      hashesOf(chunk.map(({ after }) => after)),
      ...chunk.map(({ real }) => baseName(real)),
    ]);
  });
}

const known = (hash: string): string => (hash === '-' ? 'unknown' : 'known');

/** In one batch all are known, or none. */
function hashesOf(hashes: readonly string[]): string {
  return hashes[0] === '-' ? '-' : hashes.join(' ');
}

function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / LARGEST);
  return Array.from({ length: count }, (_, index) => all.slice(index * LARGEST, (index + 1) * LARGEST));
}
