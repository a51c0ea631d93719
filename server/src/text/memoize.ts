import { detached } from './detached';

/**
 * Remembers what a pure function made of a string: of the last `limit` strings that were asked for at least. Values of
 * a configuration hardly change from one keystroke to the next, so that only the edited one is parsed again.
 *
 * Two generations, not a list in order of use: what was asked for since the young one began is kept when it is full,
 * and everything older goes in one step.
 */
export function memoizeByText<T>(compute: (text: string) => T, limit: number): (text: string) => T {
  let young = new Map<string, { readonly value: T }>();
  let old = young;
  return (text) => {
    const hit = young.get(text);
    if (hit) return hit.value;
    const older = old.get(text);
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    const key = detached(text);
    const kept = older ?? { value: compute(key) };
    young.set(key, kept);
    return kept.value;
  };
}
