/** Compares dotted versions number by number: 3.10 is later than 3.9; missing parts count as 0. */
export function compareVersions(left: string, right: string): number {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True when `version` lies in the interval [since, removed). */
export function inInterval(version: string, interval: { since?: string; removed?: string }): boolean {
  if (interval.since !== undefined && compareVersions(version, interval.since) < 0) return false;
  return interval.removed === undefined || compareVersions(version, interval.removed) < 0;
}

/**
 * The last release known to lack what `since` has; undefined when that is the release right before it. Not every
 * release was read (`versions`, ascending): it may have come with one in between.
 */
export function lastWithout(since: string, versions: readonly string[]): string | undefined {
  const before = versions[versions.indexOf(since) - 1];
  return before === undefined || lastNumber(since) - lastNumber(before) <= 1 ? undefined : before;
}

const lastNumber = (version: string): number => Number(version.split('.').at(-1));

/** The value that holds at a version: the last entry that began at or before it; the first one for older versions. */
export function valueAt<T extends { readonly from: string }>(
  entries: readonly T[],
  version: string,
): T | undefined {
  let current = entries[0];
  for (const entry of entries) if (compareVersions(entry.from, version) <= 0) current = entry;
  return current;
}
