import type { PhysicalLine } from '../text/logicalLines';
import type { Span } from '../text/span';

interface Lines {
  readonly text: string;
  readonly lines: readonly PhysicalLine[];
}

/**
 * The whole physical lines of a logical line, its line end included, so that removing them leaves no empty line.
 * Comments and blank lines between its continuations go with it.
 */
export function wholeLines(
  file: Lines,
  line: { readonly firstLine: number; readonly lastLine: number },
): Span {
  const first = file.lines[line.firstLine];
  const last = file.lines[line.lastLine];
  return { start: first?.start ?? 0, end: last?.next ?? file.text.length };
}
