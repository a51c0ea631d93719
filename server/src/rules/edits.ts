import type { LineTable } from '../text/lineTable';
import type { Span } from '../text/span';

interface Lines {
  readonly text: string;
  readonly lines: LineTable;
}

/**
 * The whole physical lines of a logical line, its line end included, so that removing them leaves no empty line.
 * Comments and blank lines between its continuations go with it.
 */
export function wholeLines(
  file: Lines,
  line: { readonly firstLine: number; readonly lastLine: number },
): Span {
  return { start: file.lines.startOf(line.firstLine), end: file.lines.startOf(line.lastLine + 1) };
}
