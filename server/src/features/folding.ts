import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { PostfixFile } from '../system/files';
import type { LineTable } from '../text/lineTable';
import { sectionsOf } from './sections';

interface Tree {
  readonly text: string;
  readonly lines: LineTable;
}

/** Indexes of physical lines. */
interface LineSpan {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Comment blocks, values and services over several lines, sections, and `# region` … `# endregion`. */
export function foldingRanges({ tree }: PostfixFile): FoldingRange[] {
  return foldLines(
    tree,
    ('services' in tree ? tree.services : tree.parameters).map(({ line }) => line),
  );
}

/** Folds a text whose logical lines are these. */
export function foldLines(tree: Tree, logical: readonly LineSpan[]): FoldingRange[] {
  const ranges = [
    ...sectionsOf(tree).map(({ first, last }) => range(first, last, FoldingRangeKind.Region)),
    ...regions(tree),
    ...logical.map(({ firstLine, lastLine }) => range(firstLine, lastLine)),
    ...commentBlocks(tree.lines),
  ];
  return onePerLine(ranges.filter(({ startLine, endLine }) => endLine > startLine));
}

function range(startLine: number, endLine: number, kind?: FoldingRangeKind): FoldingRange {
  return { startLine, endLine, ...(kind && { kind }) };
}

function commentBlocks(lines: LineTable): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  for (let first = 0; first < lines.length; first++) {
    if (lines.kindOf(first) !== 'comment') continue;
    let last = first;
    while (lines.kindOf(last + 1) === 'comment') last++;
    ranges.push(range(first, last, FoldingRangeKind.Comment));
    first = last;
  }
  return ranges;
}

const REGION = /^\s*#\s*(end)?region\b/;

function regions({ text, lines }: Tree): FoldingRange[] {
  if (!text.includes('region')) return [];
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  for (let line = 0; line < lines.length; line++) {
    if (lines.kindOf(line) !== 'comment') continue;
    const match = REGION.exec(text.slice(lines.startOf(line), lines.endOf(line)));
    if (!match) continue;
    const start = match[1] ? open.pop() : undefined;
    if (!match[1]) open.push(line);
    else if (start !== undefined) ranges.push(range(start, line, FoldingRangeKind.Region));
  }
  return ranges;
}

/** Editors fold one range a line: the longest, so that a section is not hidden behind its heading. */
function onePerLine(ranges: readonly FoldingRange[]): FoldingRange[] {
  const byStart = new Map<number, FoldingRange>();
  for (const candidate of ranges) {
    const known = byStart.get(candidate.startLine);
    if (!known || known.endLine < candidate.endLine) byStart.set(candidate.startLine, candidate);
  }
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine);
}
