import { memoizeByText } from './memoize';

/**
 * Words among which the nearest to a misspelt one is looked for. What could rule a word out is worked out once, so that
 * a file of ten thousand misspelt names is answered as well as one of ten.
 */
export class WordIndex {
  private readonly byLength = new Map<number, IndexedWord[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      const indexed = indexedWord(word);
      const { length } = indexed.folded;
      const bucket = this.byLength.get(length);
      if (bucket) bucket.push(indexed);
      else this.byLength.set(length, [indexed]);
    }
  }

  /**
   * The word that is most likely meant, or undefined when none is near enough. Of several that are equally near, the
   * one of the same length: swapped letters are the commoner mistake.
   */
  nearest(word: string): string | undefined {
    const folded = word.toLowerCase();
    const letters = lettersOf(folded);
    let limit = farthest(folded.length);
    let best: string | undefined;
    for (const difference of LENGTH_DIFFERENCES) {
      if (Math.abs(difference) > limit) break;
      for (const candidate of this.byLength.get(folded.length + difference) ?? []) {
        if (differingLetters(letters, candidate.letters) > limit) continue;
        const distance = distanceUpTo(limit, folded, candidate.folded);
        if (distance > limit) continue;
        best = candidate.word;
        limit = distance - 1;
        if (limit < 0) return best;
      }
    }
    return best;
  }
}

interface IndexedWord {
  readonly word: string;
  readonly folded: string;
  readonly letters: Uint8ClampedArray;
}

/** As many as the names of a file of 50,000 lines. */
const REMEMBERED = 20_000;

/** Remembered, for the words of a file are put into a new index at each keystroke. */
const indexedWord = memoizeByText((word): IndexedWord => {
  const folded = word.toLowerCase();
  return { word, folded, letters: lettersOf(folded) };
}, REMEMBERED);

/** The same for a few words that are asked once. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return new WordIndex(candidates).nearest(word);
}

/** No two words are farther apart than this and still take one for the other. */
const FARTHEST = 3;
const LENGTH_DIFFERENCES = [0, 1, -1, 2, -2, 3, -3];

function farthest(length: number): number {
  return length <= 3 ? 1 : Math.min(FARTHEST, Math.ceil(length / 4));
}

/** Characters are counted in so many drawers; several kinds may share one. */
const DRAWERS = 32;

/** How often each character occurs; counting stops at 255. */
function lettersOf(word: string): Uint8ClampedArray {
  const letters = new Uint8ClampedArray(DRAWERS);
  for (let at = 0; at < word.length; at++) {
    const drawer = word.charCodeAt(at) % DRAWERS;
    letters[drawer] = (letters[drawer] ?? 0) + 1;
  }
  return letters;
}

/** At least so many edits lead from one word to the other: each adds a character, takes one, or does both. */
function differingLetters(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let more = 0;
  let less = 0;
  for (let drawer = 0; drawer < DRAWERS; drawer++) {
    const difference = (a[drawer] ?? 0) - (b[drawer] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return Math.max(more, less);
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; any number above
 * `limit` when it takes more than that. Only cells that near the diagonal are filled.
 */
export function distanceUpTo(limit: number, a: string, b: string): number {
  const tooFar = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const row = new Array<number>(b.length + 1).fill(tooFar);
    if (from === 1) row[0] = i;
    let least = row[from - 1] ?? tooFar;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let steps = (previous[j - 1] ?? tooFar) + (same ? 0 : 1);
      steps = Math.min(steps, (previous[j] ?? tooFar) + 1, (row[j - 1] ?? tooFar) + 1);
      if (isSwap(a, i, b, j)) steps = Math.min(steps, (before[j - 2] ?? tooFar) + 1);
      row[j] = steps;
      least = Math.min(least, steps);
    }
    if (least > limit) return tooFar;
    [before, previous] = [previous, row];
  }
  return previous[b.length] ?? tooFar;
}

/** The last two characters of a[0, i) and b[0, j) are the same ones the other way round. */
function isSwap(a: string, i: number, b: string, j: number): boolean {
  return (
    i > 1 &&
    j > 1 &&
    a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
    a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
  );
}
