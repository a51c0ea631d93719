import type { LineTable } from '../../text/lineTable';
import { isBlank } from '../../text/logicalLines';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { foldKey } from './foldKey';
import { notUtf8, readTableLines, skipBlanks } from './tableLines';
import type { TableProblem } from './tableProblem';

/** `key value`: one line of a postmap(1) source. */
export interface KeyedEntry {
  readonly kind: 'keyed';
  readonly source: SourceText;
  /** As written, quotes and backslashes included: Postfix keeps them. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SourceText;
}

/** Source of hash, btree, lmdb, cdb and other indexed files, and of texthash. */
export interface KeyedTable {
  readonly kind: 'keyed';
  readonly text: string;
  readonly lines: LineTable;
  /** In the order of the file, duplicates included: the first one rules. */
  readonly entries: readonly KeyedEntry[];
  readonly problems: readonly TableProblem[];
  /** `texthash:` is read by the program that asks; all other types are built before, with keys in small letters. */
  readonly unbuilt?: true;
}

/** Reads a table of fixed keys as postmap(1) and texthash do. Never throws. */
export function parseKeyed(text: string): KeyedTable {
  const { lines, sources, problems: first } = readTableLines(text);
  const problems = [...first];
  const entries: KeyedEntry[] = [];
  const seen = new Set<string>();
  for (const source of sources) {
    const entry = parseEntry(source);
    if ('code' in entry) {
      problems.push(entry);
      continue;
    }
    entries.push(entry);
    if (entry.key.endsWith(':')) {
      problems.push({ code: 'alias-format', span: entry.keySpan, skipped: false });
    }
    const folded = foldKey(entry.key, true);
    if (seen.has(folded)) problems.push({ code: 'duplicate-key', span: entry.keySpan, skipped: true });
    seen.add(folded);
  }
  return { kind: 'keyed', text, lines, entries, problems };
}

function parseEntry(source: SourceText): KeyedEntry | TableProblem {
  const { text } = source;
  const foreign = notUtf8(source);
  if (foreign) return foreign;
  const { end, open } = keyEnd(text, (code) => isBlank(code));
  if (open !== undefined) {
    return { code: 'unbalanced-quote', span: source.spanOf(open, text.length), skipped: true };
  }
  const valueStart = skipBlanks(text, end);
  if (valueStart === text.length) {
    return { code: 'missing-value', span: source.spanOf(0, text.length), skipped: true };
  }
  return {
    kind: 'keyed',
    source,
    key: text.slice(0, end),
    keySpan: source.spanOf(0, end),
    value: source.slice(valueStart, text.length),
  };
}

const BACKSLASH = 92;
const QUOTE = 34;

/** Where a key ends: at the first separator outside of quotes. `open` is the place of a quote that nothing closes. */
export function keyEnd(
  text: string,
  separates: (code: number) => boolean,
): { readonly end: number; readonly open: number | undefined } {
  let open: number | undefined;
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) open = open === undefined ? at : undefined;
    else if (open === undefined && separates(code)) break;
  }
  return { end: Math.min(at, text.length), open };
}
