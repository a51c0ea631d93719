import type { TableEntry } from '../../postfix/tables/lookup';
import type { EntryFile } from '../../rules/lookupTables';
import type { SourceText } from '../../text/sourceText';
import { findAt, type Span } from '../../text/span';

/** A line of a table: what is looked up, and what the answer is. */
export interface TableLine {
  readonly entry: TableEntry;
  readonly source: SourceText;
  /** The key, the pattern with its delimiters, or the network, as written; absent for `endif`. */
  readonly keySpan?: Span;
  /** Absent for conditions. */
  readonly value?: SourceText;
}

const lines = new WeakMap<EntryFile['tree'], readonly TableLine[]>();

/** The lines of a table in their order; the same list for each call with one tree. */
export function tableLines({ tree }: EntryFile): readonly TableLine[] {
  let known = lines.get(tree);
  if (!known) lines.set(tree, (known = linesOf(tree)));
  return known;
}

function linesOf(tree: EntryFile['tree']): TableLine[] {
  switch (tree.kind) {
    case 'keyed':
    case 'aliases':
      return tree.entries.map((entry) => ({
        entry,
        source: entry.source,
        keySpan: entry.keySpan,
        value: entry.value,
      }));
    case 'cidr':
      return tree.rules.map(({ rule: entry }) => ({
        entry,
        source: entry.source,
        ...(entry.networkSpan && { keySpan: entry.networkSpan }),
        ...(entry.value && { value: entry.value }),
      }));
    case 'pattern':
      return tree.rules.map(({ rule: entry }) => {
        const { source, pattern, second, value } = entry;
        const last = second ?? pattern;
        return {
          entry,
          source,
          ...(last && { keySpan: { start: source.start, end: last.flagsSpan.end } }),
          ...(value && { value }),
        };
      });
  }
}

/** The line that an offset stands in. */
export function tableLineAt(file: EntryFile, offset: number): TableLine | undefined {
  return findAt(tableLines(file), offset, ({ source }) => source);
}
