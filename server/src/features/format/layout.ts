import type { TextChange } from '../../text/edits';
import type { LineTable } from '../../text/lineTable';
import { isBlank } from '../../text/logicalLines';

/** What of a parsed file the layout is about. */
export interface Tree {
  readonly text: string;
  readonly lines: LineTable;
}

export interface FormatStyle {
  /** What stands before a continuation line of main.cf. */
  readonly indentation: string;
}

const CARRIAGE_RETURN = 13;
const MOST_BLANK_LINES = 2;

/** Offset behind the last character of a line; a carriage return is a part of the line end. */
export function contentEnd({ text, lines }: Tree, line: number): number {
  const end = lines.endOf(line);
  const hasFeed = end < text.length;
  return hasFeed && end > lines.startOf(line) && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
}

/** Offset of the first character of a line that is not blank; the end of a blank line. */
export function contentStart(tree: Tree, line: number): number {
  const end = contentEnd(tree, line);
  let at = tree.lines.startOf(line);
  while (at < end && isBlank(tree.text.charCodeAt(at))) at++;
  return at;
}

/** Puts `text` in the place of a stretch of blanks; nothing when it is there already. */
export function replaceBlanks(tree: Tree, start: number, end: number, text: string): TextChange[] {
  return tree.text.slice(start, end) === text ? [] : [{ span: { start, end }, text }];
}

/** Removes the blanks at the end of a line. */
export function trimEnd(tree: Tree, line: number): TextChange[] {
  const end = contentEnd(tree, line);
  let start = end;
  while (start > tree.lines.startOf(line) && isBlank(tree.text.charCodeAt(start - 1))) start--;
  return replaceBlanks(tree, start, end, '');
}

/** Removes the blanks at the ends of comments. */
export function commentChanges(tree: Tree): TextChange[] {
  const changes: TextChange[] = [];
  for (let line = 0; line < tree.lines.length; line++) {
    if (tree.lines.kindOf(line) === 'comment') changes.push(...trimEnd(tree, line));
  }
  return changes;
}

/** Lines that hold nothing: emptied, at most two in a row, none at the end of the file; and a final line end. */
export function blankLineChanges(tree: Tree): TextChange[] {
  const { lines } = tree;
  const changes: TextChange[] = [];
  let last = lines.length - 1;
  while (last >= 0 && lines.kindOf(last) === 'blank') last--;
  let run = 0;
  for (let line = 0; line <= last; line++) {
    run = lines.kindOf(line) === 'blank' ? run + 1 : 0;
    const span = { start: lines.startOf(line), end: lines.startOf(line + 1) };
    if (run > MOST_BLANK_LINES) changes.push({ span, text: '' });
    else if (run > 0) changes.push(...trimEnd(tree, line));
  }
  return [...changes, ...endChange(tree, last)];
}

/**
 * What follows the last line that holds something becomes one line end: a line feed, since a carriage return would become
 * text where a brace is left open. Editors write it in the way of the document.
 */
function endChange(tree: Tree, last: number): TextChange[] {
  const { text, lines } = tree;
  const start = last < 0 ? 0 : contentEnd(tree, last);
  const next = lines.startOf(last + 1);
  if (last >= 0 && next === start) return [{ span: { start, end: text.length }, text: '\n' }];
  return replaceBlanks(tree, next, text.length, '');
}
