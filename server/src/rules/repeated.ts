/** One of several items with the same key, of which Postfix keeps the last. */
export interface Overridden<T> {
  readonly entry: T;
  readonly last: T;
  /** All but `entry`, in the order of the text; made when asked for, since a key may come thousands of times. */
  readonly others: () => readonly T[];
}

/** Every item that a later one with the same key replaces, in the order of the text of each key. */
export function overriddenItems<T>(items: readonly T[], keyOf: (item: T) => string): Overridden<T>[] {
  const repeated = repeatedKeys(items, keyOf);
  if (repeated.size === 0) return [];
  const groups = new Map<string, T[]>([...repeated].map((key) => [key, []]));
  for (const item of items) groups.get(keyOf(item))?.push(item);
  return [...groups.values()].flatMap((group) =>
    group.slice(0, -1).map((entry) => ({
      entry,
      last: group[group.length - 1] ?? entry,
      others: () => group.filter((other) => other !== entry),
    })),
  );
}

/** Nearly every file has none, so that they are looked for before anything is put into groups. */
function repeatedKeys<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (seen.has(key)) repeated.add(key);
    else seen.add(key);
  }
  return repeated;
}
