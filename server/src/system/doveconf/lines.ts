/** A block around lines; nothing without a line in it. */
export function blockLines(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${head} {`, ...lines.map((line) => `  ${line}`), '}'];
}

/** The order in which doveconf prints: by the bytes of UTF-8, which it takes as signed, so that ASCII comes last. */
export function compareKeys(first: string, second: string): number {
  const one = [...first];
  const other = [...second];
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = weigh(one[at]) - weigh(other[at]);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function weigh(character = ''): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? code : code - 0x20_0000;
}
