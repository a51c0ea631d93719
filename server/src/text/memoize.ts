/**
 * Remembers what a pure function made of a string, for at most `limit` strings. Values of a configuration hardly change
 * from one keystroke to the next, so that only the edited one is parsed again.
 */
export function memoizeByText<T>(compute: (text: string) => T, limit: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const hit = known.get(text);
    if (hit !== undefined) return hit;
    if (known.size >= limit) known.clear();
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}
