import type { LogicalLine, LogicalText } from '../../text/logicalLines';
import { warning, type Report } from './report';

/** One logical line as the reader of Postfix hands it on: 1-based number of its first line, text up to a null byte. */
export interface ReadLine {
  readonly line: LogicalLine;
  readonly number: number;
  readonly text: string;
}

export interface Reading {
  readonly reports: readonly Report[];
  /** Undefined for a line that is dropped. */
  readonly read?: ReadLine;
}

export interface ReadOptions {
  /** Path of the file in messages. */
  readonly path: string;
  /** 3.9 and later say where a null byte hides text. */
  readonly nullBytes: boolean;
}

type Scanned = LogicalText & { readonly text: string };

/** Hands on the logical lines of a file, each with what the reader says of it and of the comments that belong to it. */
export function readLines(file: Scanned, options: ReadOptions): Reading[] {
  const readings: Reading[] = [];
  const starts = [...file.lines].flatMap(({ kind }, index) => (kind === 'first' ? [index] : []));
  const groups = starts.length > 0 ? starts : file.lines.length > 0 ? [file.lines.length - 1] : [];
  groups.forEach((first, index) => {
    const from = index === 0 ? 0 : first;
    const to = groups[index + 1] ?? file.lines.length;
    const line = file.logical[index];
    const reports = nullByteReports(file, { from, first, to }, options);
    if (!line) return void readings.push({ reports });
    const text = line.source.text;
    const cut = text.split('\0', 1)[0] ?? '';
    if (line.indented) readings.push({ reports: [...reports, indentedReport(cut, text.length, options)] });
    else readings.push({ reports, read: { line, number: first + 1, text: cut } });
  });
  return readings;
}

interface Group {
  readonly from: number;
  readonly first: number;
  readonly to: number;
}

/** One call of the reader takes the comments and blank lines behind a logical line, and those at the start of a file. */
function nullByteReports(file: Scanned, { from, first, to }: Group, options: ReadOptions): Report[] {
  const span = { start: file.lines.startOf(from), end: file.lines.endOf(to - 1) };
  if (!options.nullBytes || !file.text.slice(span.start, span.end).includes('\0')) return [];
  const numbers = to === first + 1 ? `${to}` : `${first + 1}-${to}`;
  return [warning(`${options.path}, line ${numbers}: text after null byte may be ignored`)];
}

const QUOTED = 30;

function indentedReport(text: string, length: number, { path }: ReadOptions): Report {
  const quoted = `${text.slice(0, QUOTED)}${length > QUOTED ? '...' : ''}`;
  return warning(`${path}: logical line must not start with whitespace: "${quoted}"`);
}
