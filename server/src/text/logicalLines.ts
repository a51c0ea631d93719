import { SourceText, type Piece } from './sourceText';

/** One line of the file: what Postfix's line reader makes of it. `end` is before the line end, `next` behind it. */
export interface PhysicalLine {
  readonly kind: 'blank' | 'comment' | 'first' | 'continuation';
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A line with its continuations, comments and blank lines between them left out. */
export interface LogicalLine {
  /** Offset of the first character of the first line; of its first blank when `indented`. */
  readonly start: number;
  /** Offset behind the last character of the last continuation, before its line end. */
  readonly end: number;
  /** Index of the first and last physical line in `LogicalText.lines`. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly source: SourceText;
  /** The line starts with white space although there is nothing to continue: Postfix drops it with a warning. */
  readonly indented: boolean;
}

export interface LogicalText {
  readonly lines: readonly PhysicalLine[];
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
  const lines: PhysicalLine[] = [];
  const logical: LogicalLine[] = [];
  let open: OpenLine | undefined;
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const next = feed < 0 ? end : feed + 1;
    const kind = classify(text, start, end, open !== undefined);
    if (kind === 'first') {
      if (open) logical.push(close(text, open));
      open = { firstLine: lines.length, lastLine: lines.length, pieces: [{ start, end }] };
    } else if (kind === 'continuation' && open) {
      open.pieces.push({ start, end });
      open.lastLine = lines.length;
    }
    lines.push({ kind, start, end, next });
    start = next;
  }
  if (open) logical.push(close(text, open));
  return { lines, logical };
}

interface OpenLine {
  readonly firstLine: number;
  lastLine: number;
  readonly pieces: { start: number; end: number }[];
}

function classify(text: string, start: number, end: number, hasOpenLine: boolean): PhysicalLine['kind'] {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return 'blank';
  if (text.charCodeAt(at) === HASH) return 'comment';
  return at > start && hasOpenLine ? 'continuation' : 'first';
}

function close(text: string, open: OpenLine): LogicalLine {
  const pieces: readonly Piece[] = open.pieces;
  const first = pieces[0] as Piece;
  const last = pieces[pieces.length - 1] as Piece;
  return {
    start: first.start,
    end: last.end,
    firstLine: open.firstLine,
    lastLine: open.lastLine,
    source: SourceText.of(text, pieces),
    indented: isBlank(text.charCodeAt(first.start)),
  };
}

/** Index of the physical line that holds an offset. */
export function lineAt(lines: readonly PhysicalLine[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
