import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import type { EntryFile } from '../../rules/lookupTables';
import type { TextChange } from '../../text/edits';
import type { Span } from '../../text/span';
import {
  blankLineChanges,
  contentEnd,
  commentChanges,
  replaceBlanks,
  trimEnd,
  type Tree,
} from '../format/layout';
import { toRange, type Target } from '../target';
import { tableLines } from './tableLine';

/** Longer keys do not push the values of their neighbours to the right. */
const WIDEST_KEY = 40;

/** A line whose value begins where its key ends, with nothing but blanks (and a colon) between them. */
interface Gap {
  readonly line: number;
  /** Offset where the line begins. */
  readonly start: number;
  readonly span: Span;
  readonly colon: string;
}

/**
 * Tidies a table, or the lines that a range touches: one blank between key and value, or values that stand below each
 * other. What a continuation line begins with is a part of the value, and stays.
 */
export function formatFile(
  { file, document }: Target<EntryFile>,
  { tableLayout }: FormattingOptions,
  within?: Span,
): TextEdit[] {
  const { tree } = file;
  return [
    ...gapChanges(file, tableLayout === 'plain' ? () => 0 : widthsOf(gapsOf(file))),
    ...endChanges(file),
    ...commentChanges(tree),
    ...blankLineChanges(tree),
  ]
    .filter(({ span }) => !within || (span.start <= within.end && span.end >= within.start))
    .sort((a: TextChange, b: TextChange) => a.span.start - b.span.start)
    .map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

function gapsOf(file: EntryFile): Gap[] {
  const { tree } = file;
  return tableLines(file).flatMap(({ keySpan, value }): Gap[] => {
    if (!keySpan || !value) return [];
    const between = tree.text.slice(keySpan.end, value.start);
    const colon = /^[ \t]*(:?)[ \t]*$/.exec(between)?.[1];
    if (colon === undefined || between === '' || (colon === ':') !== (file.kind === 'alias-table')) return [];
    const line = tree.lines.indexAt(keySpan.start);
    const span = { start: keySpan.end, end: value.start };
    return [{ line, start: tree.lines.startOf(line), span, colon }];
  });
}

function keyWidth({ start, span, colon }: Gap): number {
  return span.start - start + colon.length;
}

/** For each line, where the values of its group begin: lines without a blank line between them. */
function widthsOf(gaps: readonly Gap[]): (gap: Gap) => number {
  const widths = new Map<number, number>();
  let group: Gap[] = [];
  const finish = (): void => {
    const keys = group.map(keyWidth).filter((width) => width <= WIDEST_KEY);
    for (const { line } of group) widths.set(line, Math.max(0, ...keys));
    group = [];
  };
  for (const gap of gaps) {
    const last = group[group.length - 1];
    if (last && gap.line > last.line + 1) finish();
    group.push(gap);
  }
  finish();
  return ({ line }) => widths.get(line) ?? 0;
}

function gapChanges(file: EntryFile, widthOf: (gap: Gap) => number): TextChange[] {
  return gapsOf(file).flatMap((gap) => {
    const blanks = ' '.repeat(Math.max(1, widthOf(gap) - keyWidth(gap) + 1));
    return replaceBlanks(file.tree, gap.span.start, gap.span.end, gap.colon + blanks);
  });
}

/** Blanks at the end of an entry mean nothing; at the end of a line that goes on, they do. */
function endChanges(file: EntryFile): TextChange[] {
  const { tree } = file;
  return tableLines(file).flatMap(({ source }) => {
    const line = tree.lines.indexAt(source.end);
    return isLast(tree, line) && source.end <= contentEnd(tree, line) ? trimEnd(tree, line) : [];
  });
}

/** No line below continues it. */
function isLast({ lines }: Tree, line: number): boolean {
  let next = line + 1;
  while (lines.kindOf(next) === 'comment' || lines.kindOf(next) === 'blank') next++;
  return lines.kindOf(next) !== 'continuation';
}
