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

/**
 * The same text as a string of its own. A value that was cut out of a file keeps the whole text of that file alive, and
 * so would every state of the file of which something is remembered.
 */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
