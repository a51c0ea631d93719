import type { Span } from './span';

/** A stretch of the document. */
export interface Piece extends Span {
  /** What the reader puts in its place, as long as the stretch itself: Dovecot reads a continuing `\` as a blank. */
  readonly text?: string;
}

/**
 * A string put together from stretches of a document (a logical line, a value that spans lines), which still knows
 * where each character came from.
 */
export class SourceText {
  private joined: string | undefined;

  private constructor(
    private readonly document: string,
    /** Offset in the document of the first character. */
    readonly start: number,
    /** Offset behind the last character. */
    readonly end: number,
    /** Undefined for one unbroken stretch, which nearly every value is. */
    private readonly pieces: readonly Piece[] | undefined,
  ) {}

  static between(document: string, start: number, end: number): SourceText {
    return new SourceText(document, start, end, undefined);
  }

  /** Pieces in the order of the document, at least one. */
  static of(document: string, pieces: readonly Piece[]): SourceText {
    const start = pieces[0]?.start ?? 0;
    const end = pieces[pieces.length - 1]?.end ?? start;
    return new SourceText(document, start, end, pieces.length > 1 ? pieces : undefined);
  }

  get text(): string {
    return (this.joined ??= this.pieces
      ? this.pieces.map(({ start, end, text }) => text ?? this.document.slice(start, end)).join('')
      : this.document.slice(this.start, this.end));
  }

  /** True when the text is one unbroken stretch of the document. */
  get contiguous(): boolean {
    return this.pieces === undefined;
  }

  /** Offset in the document of the character at `index`; the index behind the last character is legal too. */
  offsetAt(index: number): number {
    if (!this.pieces) return Math.min(this.start + index, this.end);
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
    if (!this.pieces) return offset >= this.start && offset <= this.end ? offset - this.start : undefined;
    let before = 0;
    for (const piece of this.pieces) {
      if (offset >= piece.start && offset <= piece.end) return before + offset - piece.start;
      before += piece.end - piece.start;
    }
    return undefined;
  }

  slice(start: number, end: number): SourceText {
    if (!this.pieces) return SourceText.between(this.document, this.start + start, this.start + end);
    return SourceText.of(this.document, this.piecesBetween(this.pieces, start, end));
  }

  private piecesBetween(pieces: readonly Piece[], start: number, end: number): Piece[] {
    const cut: Piece[] = [];
    let before = 0;
    for (const piece of pieces) {
      const length = piece.end - piece.start;
      const from = Math.max(start - before, 0);
      const to = Math.min(end - before, length);
      if (from < to) cut.push(partOf(piece, from, to));
      before += length;
    }
    if (cut.length > 0) return cut;
    const at = this.offsetAt(start);
    return [{ start: at, end: at }];
  }
}

function partOf({ start, text }: Piece, from: number, to: number): Piece {
  const part = { start: start + from, end: start + to };
  return text === undefined ? part : { ...part, text: text.slice(from, to) };
}
