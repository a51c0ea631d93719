import type { LineTable } from '../../text/lineTable';
import { isBlank, scanLogicalLines } from '../../text/logicalLines';
import type { SourceText } from '../../text/sourceText';
import { span } from '../../text/span';
import type { TableProblem } from './tableProblem';

export interface TableLines {
  readonly lines: LineTable;
  /** The logical lines that the reader of a table sees. */
  readonly sources: readonly SourceText[];
  readonly problems: readonly TableProblem[];
}

/** Splits the text of a table into its logical lines, with or without the blanks at their ends. */
export function readTableLines(text: string, ends: 'trimmed' | 'kept' = 'trimmed'): TableLines {
  const { lines, logical } = scanLogicalLines(text);
  const problems: TableProblem[] = [];
  const sources: SourceText[] = [];
  const hasNull = text.includes('\0');
  for (const line of logical) {
    if (line.indented) {
      problems.push({ code: 'leading-whitespace', span: span(line.start, line.end), skipped: true });
      continue;
    }
    const cut = hasNull ? line.source.text.indexOf('\0') : -1;
    if (cut >= 0) {
      problems.push({ code: 'null-byte', span: line.source.spanOf(cut, cut + 1), skipped: false });
    }
    const whole = cut < 0 ? line.source : line.source.slice(0, cut);
    const source = ends === 'trimmed' ? trimEnd(whole) : whole;
    if (source.end > source.start) sources.push(source);
  }
  return { lines, sources, problems };
}

function trimEnd(source: SourceText): SourceText {
  const { text } = source;
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return end === text.length ? source : source.slice(0, end);
}

export function skipBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** What the host puts where bytes are no UTF-8. */
const REPLACEMENT = '\ufffd';

/** The line holds bytes that are no UTF-8: it is left out, where Postfix handles UTF-8 at all. */
export function notUtf8(source: SourceText): TableProblem | undefined {
  const at = source.text.indexOf(REPLACEMENT);
  return at < 0 ? undefined : { code: 'not-utf8', span: source.spanOf(at, at + 1), skipped: true };
}
