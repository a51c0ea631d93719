/** Postfix packs a level into one number, with ten bits each for minor and patch. */
const MAXIMUM_MINOR = 1023;
const MAXIMUM_MAJOR = 2 ** 43 - 1;

/** `major[.minor[.patch]]` as numbers, or undefined when it is malformed (COMPATIBILITY_README). */
export function parseLevel(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  // Each part is read with strtol(3), which takes blanks and a sign before the digits.
  if (parts.length > 3 || !parts.every((part) => /^[ \t\n\v\f\r]*[+-]?\d+$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  const fits = numbers.every((number, index) => number >= 0 && number <= limit(index));
  return fits ? numbers : undefined;
}

function limit(index: number): number {
  return index === 0 ? MAXIMUM_MAJOR : MAXIMUM_MINOR;
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
