import { LineTableBuilder, type LineKind, type LineTable } from '../text/lineTable';
import { isBlank, LogicalLine } from '../text/logicalLines';
import type { Piece } from '../text/sourceText';
import type { Span } from '../text/span';

export interface DovecotLines {
  readonly lines: LineTable;
  readonly logical: readonly LogicalLine[];
  /** Beginnings of lines that a comment or a blank line cut off from their continuation: Dovecot forgets them. */
  readonly lost: readonly Span[];
  /** Each `#` without a blank before it; Dovecot warns, and cuts there all the same. */
  readonly ambiguousHashes: readonly number[];
}

const HASH = 35;
const BACKSLASH = 92;
const QUOTES = new Set([34, 39]);

/**
 * Splits a Dovecot file into logical lines, as the reader of doveconf does: comments and blanks at both ends go first,
 * then a last `\` joins the next line. A comment or a blank line ends what was being continued, and drops it.
 */
export function scanDovecotLines(text: string): DovecotLines {
  return new Scanner(text).scan();
}

class Scanner {
  private readonly lines: LineTableBuilder;
  private readonly logical: LogicalLine[] = [];
  private readonly lost: Span[] = [];
  private readonly ambiguousHashes: number[] = [];
  /** Pieces of the line that is being continued, and where it began; none when empty. */
  private pieces: Piece[] = [];
  private firstLine = 0;

  constructor(private readonly text: string) {
    this.lines = new LineTableBuilder(text);
  }

  scan(): DovecotLines {
    const { text } = this;
    let start = 0;
    while (start < text.length) {
      const feed = text.indexOf('\n', start);
      const end = feed < 0 ? text.length : feed;
      this.lines.add(start, end, this.read(start, end));
      start = feed < 0 ? end : feed + 1;
    }
    this.drop();
    return {
      lines: this.lines.build(),
      logical: this.logical,
      lost: this.lost,
      ambiguousHashes: this.ambiguousHashes,
    };
  }

  private read(start: number, end: number): LineKind {
    const from = this.skipBlanks(start, end);
    if (from === end || this.text.charCodeAt(from) === HASH) {
      this.drop();
      return from === end ? 'blank' : 'comment';
    }
    const kind = this.pieces.length > 0 ? 'continuation' : 'first';
    const to = this.withoutBlanks(from, this.contentEnd(from, end));
    if (this.text.charCodeAt(to - 1) === BACKSLASH) this.continueWith(from, to - 1);
    else this.complete({ start: from, end: to });
    return kind;
  }

  /** Keeps a stretch before a `\`, which itself stands for the one blank that joins the two lines. */
  private continueWith(from: number, backslash: number): void {
    if (this.pieces.length === 0) this.firstLine = this.lines.length;
    const end = this.withoutBlanks(from, backslash);
    if (end > from) this.pieces.push({ start: from, end });
    const blank = { start: backslash, end: backslash + 1, text: end > from ? ' ' : '' };
    this.pieces.push(blank);
  }

  private complete(last: Piece): void {
    const { pieces, text } = this;
    const index = this.lines.length;
    if (pieces.length === 0) {
      this.logical.push(new LogicalLine(text, last.start, last.end, index, index, undefined));
      return;
    }
    const all = [...pieces, last].filter((piece) => piece.text !== '');
    const start = all[0]?.start ?? last.start;
    this.logical.push(new LogicalLine(text, start, last.end, this.firstLine, index, all));
    this.pieces = [];
  }

  private drop(): void {
    const [first] = this.pieces;
    const last = this.pieces.at(-1);
    if (first && last) this.lost.push({ start: first.start, end: last.end });
    this.pieces = [];
  }

  /** Offset of the comment, or of the line's end. Quotes hide a `#`, an apostrophe in plain text does so too. */
  private contentEnd(from: number, end: number): number {
    const { text } = this;
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at);
      if (QUOTES.has(code)) at = this.quoteEnd(at, end);
      else if (code === HASH) {
        if (!isBlank(text.charCodeAt(at - 1))) this.ambiguousHashes.push(at);
        return at;
      }
    }
    return end;
  }

  private quoteEnd(open: number, end: number): number {
    const quote = this.text.charCodeAt(open);
    let at = open + 1;
    while (at < end && this.text.charCodeAt(at) !== quote)
      at += this.text.charCodeAt(at) === BACKSLASH && at + 1 < end ? 2 : 1;
    return at;
  }

  private skipBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  private withoutBlanks(from: number, end: number): number {
    let at = end;
    while (at > from && isBlank(this.text.charCodeAt(at - 1))) at--;
    return at;
  }
}
