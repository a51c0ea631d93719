import type { Span } from './span';

/** A stretch of the document. */
export type Piece = Span;

/**
 * A string put together from stretches of a document (a logical line, a value that spans lines), which still knows
 * where each character came from.
 */
export class SourceText {
  private constructor(
    readonly text: string,
    private readonly pieces: readonly Piece[],
  ) {}

  static of(document: string, pieces: readonly Piece[]): SourceText {
    const only = pieces.length === 1 ? pieces[0] : undefined;
    if (only) return new SourceText(document.slice(only.start, only.end), pieces);
    return new SourceText(pieces.map(({ start, end }) => document.slice(start, end)).join(''), pieces);
  }

  /** Offset in the document of the first character, and behind the last. */
  get start(): number {
    return this.pieces[0]?.start ?? 0;
  }

  get end(): number {
    return this.pieces[this.pieces.length - 1]?.end ?? 0;
  }

  /** True when the text is one unbroken stretch of the document. */
  get contiguous(): boolean {
    return this.pieces.length === 1;
  }

  /** Offset in the document of the character at `index`; the index behind the last character is legal too. */
  offsetAt(index: number): number {
    let rest = index;
    for (const piece of this.pieces) {
      const length = piece.end - piece.start;
      if (rest < length) return piece.start + rest;
      rest -= length;
    }
    return this.end;
  }

  /** Document span of the characters in [start, end). An end at a piece's border stays in that piece. */
  spanOf(start: number, end: number): Span {
    if (end <= start) return { start: this.offsetAt(start), end: this.offsetAt(start) };
    return { start: this.offsetAt(start), end: this.offsetAt(end - 1) + 1 };
  }

  /** Index of the character that stands at a document offset, or undefined when the offset is not in this text. */
  indexOf(offset: number): number | undefined {
    let before = 0;
    for (const piece of this.pieces) {
      if (offset >= piece.start && offset <= piece.end) return before + offset - piece.start;
      before += piece.end - piece.start;
    }
    return undefined;
  }

  slice(start: number, end: number): SourceText {
    const only = this.contiguous ? this.pieces[0] : undefined;
    if (only) {
      const piece = { start: only.start + start, end: only.start + end };
      return new SourceText(this.text.slice(start, end), [piece]);
    }
    return new SourceText(this.text.slice(start, end), this.piecesBetween(start, end));
  }

  private piecesBetween(start: number, end: number): Piece[] {
    const cut: Piece[] = [];
    let before = 0;
    for (const piece of this.pieces) {
      const length = piece.end - piece.start;
      const from = Math.max(start - before, 0);
      const to = Math.min(end - before, length);
      if (from < to) cut.push({ start: piece.start + from, end: piece.start + to });
      before += length;
    }
    if (cut.length > 0) return cut;
    const at = this.offsetAt(start);
    return [{ start: at, end: at }];
  }
}
