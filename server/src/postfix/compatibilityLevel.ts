/** `major[.minor[.patch]]` as numbers, or undefined when it is malformed (COMPATIBILITY_README). */
export function parseLevel(text: string): readonly number[] | undefined {
  if (!/^\d+(\.\d+){0,2}$/.test(text)) return undefined;
  return text.split('.').map(Number);
}

/** Negative, zero or positive; missing parts count as 0, a malformed level as 0. */
export function compareLevels(left: string, right: string): number {
  const a = parseLevel(left) ?? [];
  const b = parseLevel(right) ?? [];
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
