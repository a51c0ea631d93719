import type { FoldingRange } from 'vscode-languageserver-types';
import type { EntryFile } from '../../rules/lookupTables';
import { foldLines } from '../folding';
import { tableLines } from './tableLine';

/** Comments, sections, entries over several lines, and what a condition holds. */
export function foldingRanges(file: EntryFile): FoldingRange[] {
  const { tree } = file;
  const open: number[] = [];
  const lines = tableLines(file).flatMap(({ source, entry }) => {
    const own = { firstLine: tree.lines.indexAt(source.start), lastLine: tree.lines.indexAt(source.end) };
    if (!('op' in entry)) return [own];
    if (entry.op === 'if') open.push(own.firstLine);
    const start = entry.op === 'endif' ? open.pop() : undefined;
    return start === undefined ? [own] : [own, { firstLine: start, lastLine: own.lastLine }];
  });
  return foldLines(tree, lines);
}
