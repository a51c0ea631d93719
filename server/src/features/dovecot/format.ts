import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import type { Block, DovecotConf, Entry, Word } from '../../dovecot/nodes';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import type { TextChange } from '../../text/edits';
import type { Span } from '../../text/span';
import { blankLineChanges, contentEnd, contentStart, replaceBlanks, trimEnd } from '../format/layout';
import { toRange, type Target } from '../target';
import { entriesOf } from './entries';

/**
 * White space only: indentation by the blocks around, one blank around `=` and before `{`. What doveconf reads stays
 * the same; lines that it refuses are left as they are, but for their margins.
 */
export function formatFile(
  { document, file }: Target<DovecotFile | DovecotDriverFile>,
  { insertSpaces, tabSize }: FormattingOptions,
  within?: Span,
): TextEdit[] {
  const unit = insertSpaces ? ' '.repeat(Math.max(1, tabSize)) : '\t';
  return formatChanges(file, unit)
    .filter(({ span }) => !within || (span.start <= within.end && span.end >= within.start))
    .map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

/** Characters that 2.3 takes for text at the end of a line, and 2.4 for blanks. */
const UNSURE = /[\v\f]|\r(?!\n)/;

/** The changes, in the order of the text. */
function formatChanges(file: DovecotFile | DovecotDriverFile, unit: string): TextChange[] {
  const { tree } = file;
  if (UNSURE.test(tree.text)) return [];
  const broken = new Set(tree.problems.map(({ line }) => line));
  const inLines = entriesOf(file)
    .filter(({ line }) => !broken.has(line))
    .flatMap((entry) => lineChanges(tree, entry));
  // A blank line behind a last `\\` drops what was continued: such lines have to stay.
  const blankLines = tree.lost.length > 0 ? [] : blankLineChanges(tree);
  return [...marginChanges(tree, unit), ...inLines, ...blankLines].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

/** The margins of every line that holds something. */
function marginChanges(tree: DovecotConf, unit: string): TextChange[] {
  const changes: TextChange[] = [];
  const depths = depthsOf(tree);
  let depth = 0;
  for (let line = 0; line < tree.lines.length; line++) {
    const kind = tree.lines.kindOf(line);
    if (kind === 'blank') continue;
    const own = depths.get(line);
    const indented = kind === 'continuation' ? depth + 1 : (own?.own ?? depth);
    depth = own?.next ?? depth;
    changes.push(
      ...replaceBlanks(tree, tree.lines.startOf(line), contentStart(tree, line), unit.repeat(indented)),
      ...trimEnd(tree, line),
    );
  }
  return changes;
}

interface Depth {
  /** Of the line itself, and of what follows it. */
  readonly own: number;
  readonly next: number;
}

/** Depth at the first line of each block and at its end; a `}` too many stays at the margin. */
function depthsOf({ entries }: DovecotConf): ReadonlyMap<number, Depth> {
  const depths = new Map<number, Depth>();
  const waiting: { readonly entry: Entry; readonly depth: number }[] = [];
  const push = (inner: readonly Entry[], depth: number): void => {
    for (const entry of inner) waiting.push({ entry, depth });
  };
  push(entries, 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { entry, depth } = next;
    if (entry.kind === 'close') depths.set(entry.line.firstLine, { own: 0, next: 0 });
    if (entry.kind !== 'block') continue;
    const closesItself = entry.close?.line === entry.line;
    depths.set(entry.line.firstLine, { own: depth, next: closesItself ? depth : depth + 1 });
    if (entry.close && !closesItself) depths.set(entry.close.line.firstLine, { own: depth, next: depth });
    push(entry.entries, depth + 1);
  }
  return depths;
}

function lineChanges(tree: DovecotConf, entry: Entry): TextChange[] {
  if (entry.line.firstLine !== entry.line.lastLine && !isOnOneLine(tree, entry)) return [];
  if (entry.kind === 'block') return openingChanges(tree, entry);
  if (entry.kind === 'include')
    return entry.pattern.text === '' ? [] : replaceBlanks(tree, entry.key.span.end, entry.pattern.start, ' ');
  if (entry.kind !== 'setting') return [];
  const { key, equals, source } = entry;
  return [
    ...replaceBlanks(tree, key.span.end, equals, key.text === '' ? '' : ' '),
    ...(source.text === '' ? [] : replaceBlanks(tree, equals + 1, source.start, ' ')),
  ];
}

/** The part up to the value stands on the first line. */
function isOnOneLine(tree: DovecotConf, entry: Entry): boolean {
  const end = contentEnd(tree, entry.line.firstLine);
  if (entry.kind === 'setting') return entry.source.start < end;
  return entry.kind === 'block' && entry.brace < end;
}

function openingChanges(tree: DovecotConf, { type, label, groupName, brace }: Block): TextChange[] {
  const words = [type, label, groupName].filter((word): word is Word => word !== undefined);
  return words.flatMap(({ span }, index) =>
    replaceBlanks(tree, span.end, words[index + 1]?.span.start ?? brace, ' '),
  );
}
