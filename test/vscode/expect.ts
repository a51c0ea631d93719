/** The few assertions that also work in a web worker, where there is no node:assert. */

export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [seen, wanted] = [actual, expected].map((value) => JSON.stringify(value, undefined, 1));
  if (seen !== wanted) throw new Error(`${what}: expected ${String(wanted)}, got ${String(seen)}`);
}

export function includes(text: string, part: string, what = 'text'): void {
  if (!text.includes(part)) throw new Error(`${what}: expected “${part}” in “${text}”`);
}

export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is missing`);
  return value;
}
