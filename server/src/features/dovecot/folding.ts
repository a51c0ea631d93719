import type { FoldingRange } from 'vscode-languageserver-types';
import { lastLineOf, walk } from '../../dovecot/nodes';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import { foldLines } from '../folding';

/** Blocks up to the line before their `}`, continued lines, comment blocks, and `# region` … `# endregion`. */
export function foldingRanges({ tree }: DovecotFile | DovecotDriverFile): FoldingRange[] {
  const entries = [...walk(tree.entries)].map((entry) => {
    const last = lastLineOf(entry).lastLine;
    const isClosed = entry.kind === 'block' && entry.close !== undefined;
    return { firstLine: entry.line.firstLine, lastLine: isClosed ? last - 1 : last };
  });
  return foldLines(tree, folds.reverse());
}
