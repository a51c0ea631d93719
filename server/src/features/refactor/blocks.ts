import type { PostfixFile } from '../../system/files';
import type { LogicalLine } from '../../text/logicalLines';
import type { Span } from '../../text/span';

/** The settings or services of a file that a range touches, as logical lines. */
export function linesTouching(file: PostfixFile, { start, end }: Span): LogicalLine[] {
  const entries = file.kind === 'main' ? file.tree.parameters : file.tree.services;
  return entries.map(({ line }) => line).filter((line) => line.start <= end && start <= line.end);
}

/** Physical lines first..last, both included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The physical lines that a range touches. */
export function physicalLines({ tree: { lines } }: PostfixFile, { start, end }: Span): Lines {
  return { first: lines.indexAt(start), last: lines.indexAt(end) };
}
