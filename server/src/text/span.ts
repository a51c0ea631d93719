/** Half-open range of UTF-16 offsets in one document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** True at both edges too: a caret right behind a word still belongs to it. */
export function touches(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The element whose span touches the offset, of a list sorted by start; the last one when two meet there. */
export function findAt<T>(items: readonly T[], offset: number, spanOf: (item: T) => Span): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && spanOf(item).start <= offset) low = middle + 1;
    else high = middle;
  }
  const candidate = items[low - 1];
  return candidate !== undefined && touches(spanOf(candidate), offset) ? candidate : undefined;
}
