import type { SourceText } from '../../text/sourceText';
import type { AliasTable } from './aliases';
import { cidrTable, type CidrTable } from './cidr';
import {
  inlineEntries,
  inlineRules,
  memberWords,
  sourceOf,
  staticValue,
  type InlineEntry,
  type InlineError,
  type InlineProblem,
} from './inline';
import type { KeyedTable } from './keyed';
import { patternTable, type PatternTable } from './regexp';
import type { Release } from './release';

/** A table as Postfix opens it, ready for look-ups. */
export type Table =
  | FileTable
  | { readonly kind: 'inline'; readonly entries: readonly InlineEntry[] }
  | { readonly kind: 'static'; readonly value: SourceText }
  | { readonly kind: 'random'; readonly values: readonly SourceText[] }
  | { readonly kind: 'union' | 'pipe'; readonly members: readonly Table[] }
  /** Postfix answers each look-up with an error. */
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason }
  /** What it answers cannot be told from files. */
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly type: string };

/** A table that is read from a file. */
export type FileTable = KeyedTable | AliasTable | PatternTable | CidrTable;

export type UnavailableReason = InlineError | 'missing-file' | 'no-table' | 'unknown-type' | 'always-fails';

export type UnknownReason =
  | 'remote' // a database, a socket, or the system
  | 'environment'
  | 'file-not-read'; // the file lies where it cannot be seen

/** How a file is read: as the source of fixed keys, or as patterns. */
export type FileForm = 'keyed' | 'posix' | 'pcre' | 'cidr';

/** Where tables that lie in files come from. */
export interface TableFiles {
  /** The parsed file of a table; `missing` when it is not there, undefined when that cannot be known. */
  open(form: FileForm, path: string): FileTable | 'missing' | undefined;
}

/** Types whose files are built from, or read as, `key value` lines. */
const KEYED: ReadonlySet<string> = new Set(['hash', 'btree', 'lmdb', 'cdb', 'dbm', 'sdbm', 'texthash']);
const PATTERNS: Readonly<Record<string, FileForm>> = { regexp: 'posix', pcre: 'pcre', cidr: 'cidr' };
const REMOTE: ReadonlySet<string> = new Set([
  'ldap',
  'mysql',
  'pgsql',
  'sqlite',
  'memcache',
  'mongodb',
  'socketmap',
  'tcp',
  'nis',
  'nisplus',
  'netinfo',
  'unix',
]);
/** Nested deeper, a table is not looked into. */
const MAXIMUM_DEPTH = 50;

/** How the file of a type is read; undefined for a type without files of that kind. */
export function formOf(type: string): FileForm | undefined {
  return KEYED.has(type) ? 'keyed' : PATTERNS[type];
}

/** Opens `type:name`. `inlinePatterns` is false for versions before 3.7, which take the braces for a file name. */
export function openTable(
  spec: string | SourceText,
  files: TableFiles,
  release: Release = { inlinePatterns: true },
  depth = 0,
): Table {
  const source = typeof spec === 'string' ? sourceOf(spec) : spec;
  const colon = source.text.indexOf(':');
  if (colon < 0 || colon === source.text.length - 1 || depth > MAXIMUM_DEPTH)
    return { kind: 'unavailable', reason: 'no-table' };
  const type = source.text.slice(0, colon);
  const name = source.slice(colon + 1, source.text.length);
  const form = formOf(type);
  if (form !== undefined) return openFile(type, form, name, files, release);
  const opener = OPENERS[type];
  if (opener) return opener(name, { files, release, depth: depth + 1 });
  if (REMOTE.has(type)) return { kind: 'unknown', reason: 'remote', type };
  return { kind: 'unavailable', reason: 'unknown-type' };
}

function openFile(
  type: string,
  form: FileForm,
  name: SourceText,
  files: TableFiles,
  release: Release,
): Table {
  if (form !== 'keyed' && release.inlinePatterns && name.text.startsWith('{')) return openRules(form, name);
  const table = files.open(form, name.text);
  if (table === 'missing') return { kind: 'unavailable', reason: 'missing-file' };
  if (table?.kind === 'keyed' && type === 'texthash') return { ...table, unbuilt: true };
  return table ?? { kind: 'unknown', reason: 'file-not-read', type };
}

function openRules(form: FileForm, name: SourceText): Table {
  const rules = inlineRules(name);
  if (rules.kind === 'error') return unavailable(rules);
  if (form === 'cidr') return cidrTable(rules.parts);
  return patternTable(rules.parts, form === 'pcre' ? 'pcre' : 'posix');
}

interface Opening {
  readonly files: TableFiles;
  readonly release: Release;
  readonly depth: number;
}

type Opener = (name: SourceText, opening: Opening) => Table;

const OPENERS: Readonly<Record<string, Opener | undefined>> = {
  inline: (name) => {
    const entries = inlineEntries(name);
    return entries.kind === 'error' ? unavailable(entries) : { kind: 'inline', entries: entries.parts };
  },
  static: (name) => {
    const value = staticValue(name);
    return 'error' in value ? unavailable(value) : { kind: 'static', value };
  },
  randmap: (name) => {
    const words = memberWords(name);
    if (words.kind === 'error') return unavailable(words);
    if (words.parts.length === 0) return { kind: 'unavailable', reason: 'need-braces' };
    return { kind: 'random', values: words.parts };
  },
  unionmap: (name, opening) => openMembers('union', name, opening),
  pipemap: (name, opening) => openMembers('pipe', name, opening),
  // proxymap(8) opens the table and hands its answers on.
  proxy: (name, { files, release, depth }) => openTable(name, files, release, depth),
  fail: () => ({ kind: 'unavailable', reason: 'always-fails' }),
  environ: () => ({ kind: 'unknown', reason: 'environment', type: 'environ' }),
  internal: () => ({ kind: 'union', members: [] }),
};

function openMembers(kind: 'union' | 'pipe', name: SourceText, { files, release, depth }: Opening): Table {
  const words = memberWords(name);
  if (words.kind === 'error') return unavailable(words);
  if (words.parts.length === 0) return { kind: 'unavailable', reason: 'need-braces' };
  if (words.parts.some(({ text }) => !text.includes(':')))
    return { kind: 'unavailable', reason: 'need-table' };
  return { kind, members: words.parts.map((part) => openTable(part, files, release, depth)) };
}

function unavailable({ error }: InlineProblem): Table {
  return { kind: 'unavailable', reason: error };
}
