import type { LineTable } from '../../text/lineTable';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { externalForm, internalForm, scanTokens, type Token } from './addressTokens';
import { foldKey } from './foldKey';
import { notUtf8, readTableLines } from './tableLines';
import type { TableProblem } from './tableProblem';

/** `name: value, value`: one line of aliases(5). */
export interface AliasEntry {
  readonly kind: 'alias';
  readonly source: SourceText;
  /** Without its quotes, as it is looked up. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SourceText;
  /** The value as postalias(1) stores it. */
  readonly stored: string;
}

/** One address, `/file`, `|command` or `:include:/path` of a value. */
export interface AliasTarget {
  /** Without quotes. */
  readonly text: string;
  readonly span: Span;
}

export interface AliasTable {
  readonly kind: 'aliases';
  readonly text: string;
  readonly lines: LineTable;
  readonly entries: readonly AliasEntry[];
  readonly problems: readonly TableProblem[];
}

/** Reads a table of aliases as postalias(1) does. Never throws. */
export function parseAliases(text: string): AliasTable {
  const { lines, sources, problems: first } = readTableLines(text, 'kept');
  const problems = [...first];
  const entries: AliasEntry[] = [];
  const seen = new Set<string>();
  for (const source of sources) {
    const entry = parseEntry(source);
    if ('code' in entry) {
      problems.push(entry);
      continue;
    }
    entries.push(entry);
    const folded = foldKey(entry.key, true);
    if (seen.has(folded)) problems.push({ code: 'duplicate-key', span: entry.keySpan, skipped: true });
    seen.add(folded);
  }
  return { kind: 'aliases', text, lines, entries, problems };
}

function parseEntry(source: SourceText): AliasEntry | TableProblem {
  const foreign = notUtf8(source);
  if (foreign) return foreign;
  const tokens = scanTokens(source.text);
  const colon = tokens.findIndex(({ type }) => type === ':');
  const name = tokens.slice(0, Math.max(colon, 0));
  const value = colon < 0 ? [] : tokens.slice(colon + 1);
  const last = value[value.length - 1];
  if (!last || !value[0] || name.length === 0 || name.some(({ type }) => type === ',')) {
    return { code: 'alias-pair', span: source.spanOf(0, source.text.length), skipped: true };
  }
  const end = name[name.length - 1]?.end ?? 0;
  const keySpan = source.spanOf(0, end);
  if (name.some(({ type }) => type === '@' || type === '%')) {
    return { code: 'alias-not-local', span: keySpan, skipped: true };
  }
  return {
    kind: 'alias',
    source,
    key: internalForm(name),
    keySpan,
    value: source.slice(value[0].start, last.end),
    stored: externalForm(value),
  };
}

/** What a value sends mail to, one by one. */
export function aliasTargets({ value }: AliasEntry): AliasTarget[] {
  return membersOf(value.text).map(({ text, start, end }) => ({ text, span: value.spanOf(start, end) }));
}

/** A member of a list such as an alias or an `:include:` file has, with its place in the list. */
export interface Member {
  /** Without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `"|command"`, `/file`, `:include:/path`, addresses: separated by commas, comments left out. */
export function membersOf(list: string): Member[] {
  const members: Member[] = [];
  let group: Token[] = [];
  const finish = (): void => {
    const [first] = group;
    const last = group[group.length - 1];
    if (first && last) members.push({ text: internalForm(group), start: first.start, end: last.end });
    group = [];
  };
  for (const token of scanTokens(list)) {
    if (token.type === ',') finish();
    else if (token.type !== 'comment') group.push(token);
  }
  finish();
  return members;
}
