import type { FoldingRange } from 'vscode-languageserver-types';
import { walk, type Entry } from '../../dovecot/nodes';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import { foldLines } from '../folding';

/** Blocks up to the line before their `}`, continued lines, comment blocks, and `# region` … `# endregion`. */
export function foldingRanges({ tree }: DovecotFile | DovecotDriverFile): FoldingRange[] {
  const entries = [...walk(tree.entries)];
  const ends = new Map<Entry, number>();
  // What a block holds comes behind it, so that from the end on each last line is known when it is asked for.
  const folds = entries.reverse().map((entry) => {
    const end = endOf(entry, ends);
    ends.set(entry, end);
    const isClosed = entry.kind === 'block' && entry.close !== undefined;
    return { firstLine: entry.line.firstLine, lastLine: isClosed ? end - 1 : end };
  });
  return foldLines(tree, folds.reverse());
}

/** The last line of an entry: where its block is closed, or the end of the last thing that the block holds. */
function endOf(entry: Entry, ends: ReadonlyMap<Entry, number>): number {
  if (entry.kind !== 'block') return entry.line.lastLine;
  if (entry.close) return entry.close.line.lastLine;
  const inner = entry.entries.at(-1);
  return (inner && ends.get(inner)) ?? entry.line.lastLine;
}
