import type { LineTable, PhysicalLine } from '../../text/lineTable';
import { isBlank } from '../../text/logicalLines';
import type { Span } from '../../text/span';

/** The logical line up to the caret, put together as Postfix would, however half-typed it is. */
export interface TypedLine {
  readonly text: string;
  /** The caret stands on a line that continues another one. */
  readonly continued: boolean;
}

interface LinedFile {
  readonly tree: { readonly text: string; readonly lines: LineTable };
}

/** What is typed before the caret, or undefined inside a comment. */
export function typedLine(file: LinedFile, offset: number): TypedLine | undefined {
  const { text, lines } = file.tree;
  const at = lines.indexAt(offset);
  const current = lines.at(at);
  const start = current && offset >= current.start && offset <= current.end ? current.start : offset;
  const own = text.slice(start, offset);
  if (/^\s*#/.test(own)) return undefined;
  const continues = own !== '' && isBlank(own.charCodeAt(0));
  const earlier = continues ? piecesBefore(lines, start === current?.start ? at - 1 : at) : [];
  const joined = [...earlier.map((line) => text.slice(line.start, line.end)), own].join('');
  return { text: earlier.length > 0 ? joined : own.trimStart(), continued: earlier.length > 0 };
}

/** Physical lines of the logical line that ends at `last`, comments and blank lines skipped. */
function piecesBefore(lines: LineTable, last: number): PhysicalLine[] {
  const pieces: PhysicalLine[] = [];
  for (let index = last; index >= 0; index--) {
    const line = lines.at(index);
    if (!line || line.kind === 'comment' || line.kind === 'blank') continue;
    pieces.unshift(line);
    if (line.kind === 'first') break;
  }
  return pieces;
}

/** Characters of one word of a value: names, paths, addresses, `$name`. */
const WORD = /[^\s,{}()=]/;

/** The word around the caret: what a completion replaces. `name` words also end at `=`. */
export function wordAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && WORD.test(text[start - 1] ?? ' ')) start--;
  let end = offset;
  while (end < text.length && WORD.test(text[end] ?? ' ')) end++;
  return { start, end };
}
