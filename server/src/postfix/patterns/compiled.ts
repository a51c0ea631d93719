import { memoizeByText } from '../../text/memoize';
import { matchProgram } from './match';
import { fromBytes, toBytes, type PatternError, type PatternNode } from './pattern';
import { parsePcre } from './pcre';
import { parsePosix } from './posixRegexp';
import { compileProgram, type Program } from './program';

export type Dialect = 'posix' | 'pcre';

export type Compiled =
  | ({ readonly kind: 'compiled'; readonly groups: number } & Traits & { readonly run: Search })
  | { readonly kind: 'error'; readonly error: PatternError }
  | { readonly kind: 'unsupported' };

/** The texts of the groups (index 0 is the whole match), or why there are none. */
export type Search = (text: string) => readonly string[] | 'no match' | 'unknown';

interface Traits {
  /** Groups whose text depends on particulars of the library. */
  readonly uncertainGroups: ReadonlySet<number>;
}

const REMEMBERED = 5_000;
/** Texts up to this length cannot make a library give up at its own limit. */
const SHORT = 20;

const compileKey = memoizeByText((key): Compiled => {
  const dialect = key.startsWith('pcre') ? 'pcre' : 'posix';
  const [, flags = ''] = key.split(' ', 2);
  const pattern = key.slice(dialect.length + flags.length + 2);
  const parsed =
    dialect === 'posix' ? parsePosix(pattern, posixOptions(flags)) : parsePcre(pattern, pcreOptions(flags));
  if (parsed.kind !== 'pattern') return parsed;
  const program = compileProgram(parsed.root);
  if (!program) return { kind: 'unsupported' };
  const { root, groups } = parsed;
  return {
    kind: 'compiled',
    groups,
    uncertainGroups: uncertainGroups(root, dialect),
    run: searchOf(program, dialect, groups, dialect === 'pcre' && nestsLoops(root, false)),
  };
}, REMEMBERED);

/** Compiles a pattern with the letters behind its closing delimiter; each letter turns its default round. */
export function compilePattern(dialect: Dialect, pattern: string, flags: string): Compiled {
  return compileKey(`${dialect} ${flags} ${pattern}`);
}

function isOdd(flags: string, letter: string): boolean {
  return (flags.split(letter).length - 1) % 2 === 1;
}

function posixOptions(flags: string): Parameters<typeof parsePosix>[1] {
  return { ignoreCase: !isOdd(flags, 'i'), lines: isOdd(flags, 'm'), extended: !isOdd(flags, 'x') };
}

/** What the letters behind a pattern mean to pcre_table(5). */
export function pcreOptions(flags: string): Parameters<typeof parsePcre>[1] {
  return {
    ignoreCase: !isOdd(flags, 'i'),
    multiline: isOdd(flags, 'm'),
    dotAll: !isOdd(flags, 's'),
    extended: isOdd(flags, 'x'),
    anchored: isOdd(flags, 'A'),
    dollarEndOnly: isOdd(flags, 'E'),
    ungreedy: isOdd(flags, 'U'),
  };
}

function searchOf(program: Program, dialect: Dialect, groups: number, mayExplode: boolean): Search {
  const search = memoizeByText((text): { readonly found: readonly string[] | 'no match' | 'unknown' } => {
    const bytes = toBytes(text);
    if (mayExplode && bytes.length > SHORT) return { found: 'unknown' };
    const captures = matchProgram(program, bytes, { longest: dialect === 'posix', groups });
    if (captures === 'no match') return { found: captures };
    if (captures === 'too costly') return { found: 'unknown' };
    const found = Array.from({ length: groups + 1 }, (_, group) => {
      const [start = -1, end = -1] = captures.slice(group * 2, group * 2 + 2);
      return start < 0 || end < start ? '' : fromBytes(bytes.slice(start, end));
    });
    return { found };
  }, 100);
  return (text) => search(text).found;
}

/** An endless repetition inside another one: a backtracking library may reach its limit and report no match. */
function nestsLoops(node: PatternNode, inside: boolean): boolean {
  switch (node.kind) {
    case 'byte':
    case 'assertion':
      return false;
    case 'repeat':
      return node.max === Infinity && inside ? true : nestsLoops(node.body, inside || node.max > 1);
    case 'group':
    case 'look':
      return nestsLoops(node.body, inside);
    case 'sequence':
    case 'choice':
      return node.items.some((item) => nestsLoops(item, inside));
  }
}

/**
 * Groups whose text cannot be foretold: in a repetition that may match nothing, in a look-around, and, with POSIX,
 * deep in a repetition, where implementations differ in what an earlier round leaves behind.
 */
function uncertainGroups(root: PatternNode, dialect: Dialect): ReadonlySet<number> {
  const uncertain = new Set<number>();
  collectUncertain(root, 'sure', dialect, uncertain);
  return uncertain;
}

/** How sure the text of a group at this place is; `repeated` right inside of a repetition. */
type Certainty = 'sure' | 'repeated' | 'unsure';

function collectUncertain(
  node: PatternNode,
  state: Certainty,
  dialect: Dialect,
  uncertain: Set<number>,
): void {
  const deeper = state === 'repeated' && dialect === 'posix' ? 'unsure' : state;
  const visit = (inner: PatternNode, next: Certainty): void =>
    collectUncertain(inner, next, dialect, uncertain);
  if (node.kind === 'group') {
    if (state === 'unsure') uncertain.add(node.index);
    visit(node.body, deeper);
  } else if (node.kind === 'look') {
    visit(node.body, 'unsure');
  } else if (node.kind === 'repeat') {
    visit(node.body, insideRepeat(node, state));
  } else if (node.kind === 'sequence' || node.kind === 'choice') {
    for (const item of node.items) visit(item, deeper);
  }
}

function insideRepeat({ max, body }: PatternNode & { kind: 'repeat' }, state: Certainty): Certainty {
  if (max <= 1) return state;
  return state === 'unsure' || canBeEmpty(body) ? 'unsure' : 'repeated';
}

function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'byte':
      return false;
    case 'assertion':
    case 'look':
      return true;
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body);
    case 'group':
      return canBeEmpty(node.body);
    case 'sequence':
      return node.items.every(canBeEmpty);
    case 'choice':
      return node.items.some(canBeEmpty);
  }
}
