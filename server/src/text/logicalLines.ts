import { LineTableBuilder, type LineKind, type LineTable } from './lineTable';
import { isNothing } from './maskedText';
import { SourceText, type Piece } from './sourceText';

/** A line with its continuations, comments and blank lines between them left out. */
export class LogicalLine {
  private joined: SourceText | undefined;

  constructor(
    private readonly document: string,
    /** Offset of the first character of the first line; of its first blank when `indented`. */
    readonly start: number,
    /** Offset behind the last character of the last continuation, before its line end. */
    readonly end: number,
    /** Index of the first and of the last physical line. */
    readonly firstLine: number,
    readonly lastLine: number,
    /** Undefined for a line without continuations. */
    private readonly pieces: readonly Piece[] | undefined,
  ) {}

  /** True for a line that is one unbroken stretch of the document. */
  get contiguous(): boolean {
    return this.pieces === undefined;
  }

  get source(): SourceText {
    return (this.joined ??= this.pieces
      ? SourceText.of(this.document, this.pieces)
      : SourceText.between(this.document, this.start, this.end));
  }

  get text(): string {
    return this.pieces ? this.source.text : this.document.slice(this.start, this.end);
  }

  /** Part of the joined text, by indexes into it. */
  slice(from: number, to: number): SourceText {
    if (this.pieces) return this.source.slice(from, to);
    return SourceText.between(this.document, this.start + from, this.start + to);
  }

  /** The line starts with white space although there is nothing to continue: Postfix drops it with a warning. */
  get indented(): boolean {
    return isBlank(this.document.charCodeAt(this.start));
  }
}

export interface LogicalText {
  readonly lines: LineTable;
  readonly logical: readonly LogicalLine[];
}

const HASH = 35;

/** Blanks of the C locale, as isspace(3) knows them; U+00A0, U+3000 and the byte order mark are not among them. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/**
 * Splits text as Postfix's line reader does: comments and blank lines are dropped wherever they stand, a line that
 * begins with white space continues the one before (postconf(5), "the general format of the main.cf file").
 */
export function scanLogicalLines(text: string): LogicalText {
  const lines = new LineTableBuilder(text);
  const logical: LogicalLine[] = [];
  /** First and last physical line of the logical line that is being read; none when negative. */
  let first = -1;
  let last = -1;
  /** Where the first one begins, behind template code that leaves nothing. */
  let head = 0;
  let pieces: Piece[] | undefined;
  const close = (): void => {
    if (first >= 0) logical.push(new LogicalLine(text, head, lines.endOf(last), first, last, pieces));
  };
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const from = skipNothing(text, start, end);
    const kind = classify(text, from, end, first >= 0);
    if (kind === 'first') {
      close();
      first = last = lines.length;
      head = from;
      pieces = undefined;
    } else if (kind === 'continuation') {
      (pieces ??= [{ start: head, end: lines.endOf(first) }]).push({ start: from, end });
      last = lines.length;
    }
    lines.add(start, end, kind);
    start = feed < 0 ? end : feed + 1;
  }
  close();
  return { lines: lines.build(), logical };
}

function skipNothing(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isNothing(text.charCodeAt(at))) at++;
  return at;
}

function classify(text: string, start: number, end: number, hasOpenLine: boolean): LineKind {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return 'blank';
  if (text.charCodeAt(at) === HASH) return 'comment';
  return at > start && hasOpenLine ? 'continuation' : 'first';
}
