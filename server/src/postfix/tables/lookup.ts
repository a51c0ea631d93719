import { inNetwork, parseInetAddress } from '../inetAddress';
import { UNDECODABLE } from '../patterns/pattern';
import type { AliasEntry, AliasTable } from './aliases';
import type { CidrRule, CidrTable } from './cidr';
import { reachedRules } from './conditions';
import { foldKey } from './foldKey';
import type { InlineEntry } from './inline';
import type { KeyedEntry, KeyedTable } from './keyed';
import type { Pattern, PatternRule, PatternTable } from './regexp';
import type { Table, UnavailableReason, UnknownReason } from './table';

/** The line of a table that answers. */
export type TableEntry = KeyedEntry | AliasEntry | InlineEntry | PatternRule | CidrRule;

export type LookupResult =
  /** `entry` is absent where no single line answers: static tables, unions. */
  | { readonly kind: 'found'; readonly value: string; readonly entry?: TableEntry }
  | { readonly kind: 'absent' }
  | { readonly kind: 'error'; readonly reason: UnavailableReason | 'empty-value' }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason | 'random' | 'pattern' };

export interface LookupOptions {
  /** `smtputf8_enable`: keys of all scripts ignore case. */
  readonly utf8: boolean;
  /** The program folds neither what it asks for nor the keys that it reads itself (no DICT_FLAG_FOLD_FIX). */
  readonly unfolded?: boolean;
}

const ABSENT: LookupResult = { kind: 'absent' };
const UNKNOWN_PATTERN: LookupResult = { kind: 'unknown', reason: 'pattern' };

/** What a look-up of one key in one table gives, as `postmap -q` and `postalias -q` tell it. */
export function lookup(table: Table, key: string, options: LookupOptions): LookupResult {
  switch (table.kind) {
    case 'keyed':
      return found(keyedIndex(table, options).get(asked(key, options)), ({ value }) => value.text);
    case 'aliases':
      return lookupAlias(table, key, options);
    case 'inline':
      return lookupInline(table.entries, key, options);
    case 'pattern':
      return lookupPattern(table, key);
    case 'cidr':
      return lookupCidr(table, key);
    case 'static':
      return { kind: 'found', value: table.value.text };
    case 'random':
      return lookupRandom(table.values.map(({ text }) => text));
    case 'union':
      return lookupUnion(table.members, key, options);
    case 'pipe':
      return lookupPipe(table.members, key, options);
    case 'unavailable':
      return { kind: 'error', reason: table.reason };
    case 'unknown':
      return { kind: 'unknown', reason: table.reason };
  }
}

/** Whether Postfix asks a table for parts of a name or address too, or for the whole only (access(5)). */
export function takesPartialKeys(table: Table): boolean | 'unknown' {
  switch (table.kind) {
    case 'keyed':
    case 'aliases':
    case 'inline':
    case 'static':
      return true;
    case 'union':
    case 'pipe':
      return table.members[0] ? takesPartialKeys(table.members[0]) : true;
    case 'unknown':
      return (
        table.type === 'environ' || (table.reason === 'file-not-read' ? 'unknown' : remoteTakes(table.type))
      );
    case 'pattern':
    case 'cidr':
    case 'random':
    case 'unavailable':
      return false;
  }
}

/** Of a database it depends on its query; sockets get the whole only. */
function remoteTakes(type: string): boolean | 'unknown' {
  if (type === 'socketmap' || type === 'tcp') return false;
  return type === 'nis' || type === 'nisplus' || type === 'unix' ? true : 'unknown';
}

function found<T extends TableEntry>(entry: T | undefined, valueOf: (entry: T) => string): LookupResult {
  return entry ? { kind: 'found', value: valueOf(entry), entry } : ABSENT;
}

function asked(key: string, { utf8, unfolded }: LookupOptions): string {
  return unfolded ? key : foldKey(key, utf8);
}

type Index<T> = ReadonlyMap<string, T>;
type Folding = 'none' | 'ascii' | 'utf8';

const indexes = new WeakMap<readonly object[], Map<Folding, Index<KeyedEntry | AliasEntry>>>();

/** How the keys of a table were folded, by who built it or by the program that reads it. */
function foldingOf(table: KeyedTable | AliasTable, { utf8, unfolded }: LookupOptions): Folding {
  if (unfolded && table.kind === 'keyed' && table.unbuilt) return 'none';
  return utf8 ? 'utf8' : 'ascii';
}

/** The first line of each key, found once for each table. */
function indexOf<T extends KeyedEntry | AliasEntry>(
  table: (KeyedTable | AliasTable) & { readonly entries: readonly T[] },
  options: LookupOptions,
): Index<T> {
  const folding = foldingOf(table, options);
  let byFolding = indexes.get(table.entries);
  if (!byFolding)
    indexes.set(table.entries, (byFolding = new Map<Folding, Index<KeyedEntry | AliasEntry>>()));
  let index = byFolding.get(folding) as Map<string, T> | undefined;
  if (!index) {
    index = new Map();
    for (const entry of table.entries) {
      const key = folding === 'none' ? entry.key : foldKey(entry.key, folding === 'utf8');
      if (!index.has(key)) index.set(key, entry);
    }
    byFolding.set(folding, index);
  }
  return index;
}

const keyedIndex = (table: KeyedTable, options: LookupOptions): Index<KeyedEntry> =>
  indexOf<KeyedEntry>(table, options);

/** postalias(1) marks a complete table with an entry of its own, as Sendmail does. */
const SIGNATURE = '@';

function lookupAlias(table: AliasTable, key: string, options: LookupOptions): LookupResult {
  const entry = indexOf<AliasEntry>(table, options).get(asked(key, options));
  if (!entry && key === SIGNATURE) return { kind: 'found', value: SIGNATURE };
  return found(entry, ({ stored }) => stored);
}

/** Of two entries with one key the later one rules. */
function lookupInline(entries: readonly InlineEntry[], key: string, options: LookupOptions): LookupResult {
  const wanted = asked(key, options);
  const entry = entries.filter((candidate) => asked(candidate.key, options) === wanted).pop();
  return found(entry, ({ value }) => value.text);
}

function lookupPattern(table: PatternTable, key: string): LookupResult {
  const rules = reachedRules(table.rules, ({ pattern }) => (pattern ? applies(pattern, key) : false));
  for (;;) {
    const next = rules.next();
    if (next.done) return next.value === 'unknown' ? UNKNOWN_PATTERN : ABSENT;
    const result = tryRule(next.value, key);
    if (result) return result;
  }
}

function tryRule(rule: PatternRule, key: string): LookupResult | undefined {
  const { pattern, second, replacement } = rule;
  if (!pattern || replacement?.kind !== 'replacement') return undefined;
  const first = applies(pattern, key);
  const other = second ? applies(second, key) : true;
  if (first === false || other === false) return undefined;
  if (first === 'unknown' || other === 'unknown') return UNKNOWN_PATTERN;
  const value = expand(rule, key);
  return value === undefined ? UNKNOWN_PATTERN : { kind: 'found', value, entry: rule };
}

function applies({ compiled, negated }: Pattern, key: string): boolean | 'unknown' {
  if (compiled.kind !== 'compiled') return 'unknown';
  const result = compiled.run(key);
  return result === 'unknown' ? result : (result === 'no match') === negated;
}

/** The right-hand side with its groups filled in; undefined when a group's text cannot be told. */
function expand({ pattern, replacement }: PatternRule, key: string): string | undefined {
  if (replacement?.kind !== 'replacement') return undefined;
  const compiled = pattern?.compiled;
  let value = '';
  for (const part of replacement.parts) {
    if (part.kind === 'text') value += part.text;
    else {
      const groups = compiled?.kind === 'compiled' ? compiled.run(key) : 'unknown';
      if (typeof groups === 'string' || compiled?.kind !== 'compiled') return undefined;
      if (compiled.uncertainGroups.has(part.index)) return undefined;
      value += groups[part.index] ?? '';
    }
  }
  // A group that cuts a letter of several bytes in two is no text.
  return value.includes(UNDECODABLE) ? undefined : value;
}

/** An address matches only networks of its own family, `!` ones too. */
function lookupCidr(table: CidrTable, key: string): LookupResult {
  const address = parseInetAddress(key);
  if (!address) return ABSENT;
  const matches = ({ network, negated }: CidrRule): boolean =>
    network?.address.length === address.length &&
    inNetwork(address, network.address, network.prefix) !== negated;
  const rules = reachedRules(table.rules, matches);
  for (const rule of rules) if (matches(rule)) return found(rule, ({ value }) => value?.text ?? '');
  return ABSENT;
}

function lookupRandom(values: readonly string[]): LookupResult {
  const [first, ...others] = values;
  if (first !== undefined && others.every((value) => value === first)) return { kind: 'found', value: first };
  return { kind: 'unknown', reason: 'random' };
}

/** All answers, joined with commas. */
function lookupUnion(members: readonly Table[], key: string, options: LookupOptions): LookupResult {
  let value = '';
  for (const member of members) {
    const result = lookup(member, key, options);
    if (result.kind === 'error' || result.kind === 'unknown') return result;
    if (result.kind === 'found') value += (value === '' ? '' : ',') + result.value;
  }
  return value === '' ? ABSENT : { kind: 'found', value };
}

/** The answer of one table is the key of the next. */
function lookupPipe(members: readonly Table[], key: string, options: LookupOptions): LookupResult {
  let result: LookupResult = { kind: 'found', value: key };
  for (const member of members) {
    if (result.kind !== 'found') return result;
    result = lookup(member, result.value, options);
  }
  return result;
}
