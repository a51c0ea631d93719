import type { SelectionRange } from 'vscode-languageserver-types';
import { blocksAround, spanOfEntry, type Entry } from '../../dovecot/nodes';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import { findAt, touches, type Span } from '../../text/span';
import { growing, nest } from '../selectionRanges';
import type { Target } from '../target';
import { entriesOf } from './entries';
import { wordsOfValue } from '../../dovecot/valueWords';

/** More levels than anybody expands a selection by. */
const MOST_BLOCKS = 50;

/** From the word at each place to the value, the line, the blocks around it, and the file. */
export function selectionRanges(
  target: Target<DovecotFile | DovecotDriverFile>,
  offsets: readonly number[],
): SelectionRange[] {
  return offsets.map((offset) => nest(target.document, growing(spansAt(target.file, offset), offset)));
}

function spansAt(file: DovecotFile | DovecotDriverFile, offset: number): (Span | undefined)[] {
  const { tree } = file;
  const entry = findAt(entriesOf(file), offset, ({ line }) => line);
  const line = tree.lines.at(tree.lines.indexAt(offset));
  const blocks = blocksAround(tree, offset).slice(-MOST_BLOCKS).reverse();
  return [
    { start: offset, end: offset },
    ...(entry ? partsOf(entry, offset) : []),
    entry?.line,
    line?.kind === 'comment' ? line : undefined,
    ...blocks.flatMap((block) => [
      { start: block.brace + 1, end: block.close?.line.start ?? spanOfEntry(block).end },
      spanOfEntry(block),
    ]),
    entry?.kind === 'block' ? spanOfEntry(entry) : undefined,
    { start: 0, end: tree.text.length },
  ];
}

function partsOf(entry: Entry, offset: number): Span[] {
  if (entry.kind === 'block')
    return [entry.type, entry.label, entry.groupName]
      .flatMap((word) => word?.span ?? [])
      .filter((span) => touches(span, offset));
  if (entry.kind === 'include') return [entry.pattern];
  if (entry.kind !== 'setting') return [];
  const { source, key } = entry;
  if (touches(key.span, offset)) return [key.span];
  const index = source.indexOf(offset) ?? -1;
  const word = wordsOfValue(source.text).find(({ start, end }) => start <= index && index <= end);
  return [...(word ? [source.spanOf(word.start, word.end)] : []), source];
}
