import type { LineTable } from '../text/lineTable';
import type { Span } from '../text/span';
import type { FileEdit } from './rule';

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

/** Puts `#` before each physical line of a logical line. */
export function commentOut(
  file: { readonly uri: string; readonly tree: Lines },
  line: { readonly firstLine: number; readonly lastLine: number },
): FileEdit[] {
  const edits: FileEdit[] = [];
  for (let index = line.firstLine; index <= line.lastLine; index++) {
    const kind = file.tree.lines.kindOf(index);
    if (kind !== 'first' && kind !== 'continuation') continue;
    const start = file.tree.lines.startOf(index);
    edits.push({ uri: file.uri, span: { start, end: start }, text: '# ' });
  }
  return edits;
}
