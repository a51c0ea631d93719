import type { LogicalLine } from '../text/logicalLines';
import { scanDovecotLines } from './lines';
import type { Block, Close, DovecotConf, Entry, SyntaxProblem } from './nodes';
import { readStatement } from './statement';

/** A block whose entries are still being read. */
type OpenBlock = Omit<Block, 'entries' | 'close'> & { readonly entries: Entry[]; close: Close | undefined };

/**
 * Reads dovecot.conf or a file that it includes: of 2.3, of 2.4, or the `key = value` files of drivers, whose grammar is
 * a part of it. Never throws; what stands behind a mistake is read as its author meant it.
 */
export function parseDovecotConf(text: string): DovecotConf {
  const { lines, logical, lost, ambiguousHashes } = scanDovecotLines(text);
  const entries: Entry[] = [];
  const problems: SyntaxProblem[] = [];
  const open: OpenBlock[] = [];
  const into = (): Entry[] => open.at(-1)?.entries ?? entries;
  for (const line of logical) {
    const statement = readStatement(line);
    if (statement.problem) problems.push(statement.problem);
    if (statement.opens) {
      const block: OpenBlock = { ...statement.opens, entries: [], close: undefined };
      into().push(block);
      if (statement.closesItself) block.close = { kind: 'close', line };
      else open.push(block);
    } else if (statement.entry.kind === 'close') closeBlock(line, open.pop(), into);
    else into().push(statement.entry);
  }
  return { text, lines, entries, problems, lost, ambiguousHashes };
}

function closeBlock(line: LogicalLine, block: OpenBlock | undefined, into: () => Entry[]): void {
  const close: Close = { kind: 'close', line };
  if (block) block.close = close;
  else into().push(close);
}
