/** One line of the file: what Postfix's line reader makes of it. `end` is before the line end, `next` behind it. */
export interface PhysicalLine {
  readonly kind: LineKind;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export type LineKind = 'blank' | 'comment' | 'first' | 'continuation';

const KINDS: readonly LineKind[] = ['blank', 'comment', 'first', 'continuation'];

/**
 * The physical lines of a text. Kept as columns of numbers, not as an object a line: a file of 100,000 lines is read
 * again at each keystroke.
 */
export class LineTable implements Iterable<PhysicalLine> {
  readonly length: number;

  /** `starts` has one entry more than there are lines: the length of the text. */
  constructor(
    private readonly starts: Uint32Array,
    private readonly ends: Uint32Array,
    private readonly kinds: Uint8Array,
  ) {
    this.length = kinds.length;
  }

  at(index: number): PhysicalLine | undefined {
    const code = this.kinds[index];
    const kind = code === undefined ? undefined : KINDS[code];
    if (kind === undefined) return undefined;
    return {
      kind,
      start: this.starts[index] ?? 0,
      end: this.endOf(index),
      next: this.starts[index + 1] ?? 0,
    };
  }

  kindOf(index: number): LineKind | undefined {
    return KINDS[this.kinds[index] ?? KINDS.length];
  }

  /** Offset where a line begins; the length of the text behind the last line. */
  startOf(index: number): number {
    return this.starts[Math.min(index, this.length)] ?? 0;
  }

  /** Offset behind a line, before its line end. */
  endOf(index: number): number {
    return this.ends[index] ?? this.startOf(index);
  }

  /** Index of the line that holds an offset. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  *[Symbol.iterator](): Generator<PhysicalLine, void> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!;
  }
}

/** Collects lines while a text is scanned from its beginning. */
export class LineTableBuilder {
  private starts = new Uint32Array(64);
  private ends = new Uint32Array(64);
  private kinds = new Uint8Array(64);
  private count = 0;

  constructor(private readonly text: string) {}

  get length(): number {
    return this.count;
  }

  startOf(index: number): number {
    return this.starts[index] ?? 0;
  }

  /** Offset before the line end. */
  endOf(index: number): number {
    return this.ends[index] ?? 0;
  }

  add(start: number, end: number, kind: LineKind): void {
    if (this.count + 1 >= this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.kinds[this.count] = KINDS.indexOf(kind);
    this.count++;
  }

  build(): LineTable {
    this.starts[this.count] = this.text.length;
    const { count } = this;
    return new LineTable(
      this.starts.subarray(0, count + 1),
      this.ends.subarray(0, count),
      this.kinds.subarray(0, count),
    );
  }

  private grow(): void {
    this.starts = twice(this.starts, Uint32Array);
    this.ends = twice(this.ends, Uint32Array);
    this.kinds = twice(this.kinds, Uint8Array);
  }
}

function twice<T extends Uint32Array | Uint8Array>(column: T, Column: new (length: number) => T): T {
  const larger = new Column(column.length * 2);
  larger.set(column);
  return larger;
}
