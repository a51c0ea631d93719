import ipaddr from 'ipaddr.js';
import type { LineTable } from '../../text/lineTable';
import { isBlank } from '../../text/logicalLines';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { maskAddress, parseInetAddress, type AddressBytes } from '../inetAddress';
import { joinConditions, keywordOf, type Conditional, type Keyword } from './conditions';
import { readTableLines, skipBlanks } from './tableLines';
import type { TableProblem, TableProblemCode } from './tableProblem';

export interface CidrNetwork {
  readonly address: AddressBytes;
  readonly prefix: number;
}

export interface CidrRule {
  readonly kind: 'cidr';
  readonly op: 'match' | Keyword;
  readonly source: SourceText;
  /** Absent for `endif`, as are the next three. */
  readonly network?: CidrNetwork;
  /** The network as written. */
  readonly networkSpan?: Span;
  readonly negated?: boolean;
  /** Absent for `if` too. */
  readonly value?: SourceText;
}

export interface CidrTable {
  readonly kind: 'cidr';
  readonly rules: readonly Conditional<CidrRule>[];
  readonly problems: readonly TableProblem[];
}

/** A cidr_table(5) in a file of its own. */
export interface CidrFile extends CidrTable {
  readonly text: string;
  readonly lines: LineTable;
}

/** Reads a cidr_table(5). Never throws. */
export function parseCidr(text: string): CidrFile {
  const { lines, sources, problems } = readTableLines(text);
  const table = cidrTable(sources);
  return { ...table, text, lines, problems: [...problems, ...table.problems] };
}

/** Reads rules that stand in lines, or in the braces of `cidr:{ {…}, {…} }`. */
export function cidrTable(sources: readonly SourceText[]): CidrTable {
  const problems: TableProblem[] = [];
  const rules = joinConditions(sources, problems, (source, depth) => {
    const rule = readRule(source, depth);
    if (!('code' in rule)) return rule;
    problems.push(rule);
    return undefined;
  });
  return { kind: 'cidr', rules, problems };
}

function readRule(source: SourceText, depth: number): CidrRule | TableProblem {
  const { text } = source;
  const keyword = keywordOf(text);
  if (keyword === 'endif') return readEnd(source, depth);
  const { negated, at } = readNegation(text, keyword ? keyword.length : 0);
  if (at === text.length) return problem('missing-pattern', source, 0, text.length);
  let end = at;
  if (keyword === 'if') end = text.length;
  else while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
  const network = readNetwork(source, at, end);
  if ('code' in network) return network;
  const rule = { kind: 'cidr', source, network, networkSpan: source.spanOf(at, end), negated } as const;
  if (keyword === 'if') return { ...rule, op: 'if' };
  const start = skipBlanks(text, end);
  if (start === text.length) return problem('missing-result', source, 0, text.length);
  return { ...rule, op: 'match', value: source.slice(start, text.length) };
}

function readEnd(source: SourceText, depth: number): CidrRule | TableProblem {
  const { text } = source;
  const behind = skipBlanks(text, 'endif'.length);
  if (behind < text.length) return problem('text-after-endif', source, behind, text.length);
  if (depth === 0) return problem('endif-without-if', source, 0, text.length);
  return { kind: 'cidr', op: 'endif', source };
}

function readNegation(text: string, from: number): { readonly negated: boolean; readonly at: number } {
  let negated = false;
  let at = from;
  for (; at < text.length; at++) {
    if (text[at] === '!') negated = !negated;
    else if (!isBlank(text.charCodeAt(at))) break;
  }
  return { negated, at };
}

/** Reads `net`, `net/len`, `[net]`, `[net]/len` or `[net/len]`. */
function readNetwork(source: SourceText, start: number, end: number): CidrNetwork | TableProblem {
  const word = source.text.slice(start, end);
  const bare = stripBrackets(word);
  if (bare === undefined) return problem('bad-brackets', source, start, end);
  const slash = bare.indexOf('/');
  const text = slash < 0 ? bare : bare.slice(0, slash);
  const bits = text.includes(':') ? 128 : 32;
  const mask = slash < 0 ? String(bits) : bare.slice(slash + 1);
  if (!/^\d+$/.test(mask) || Number(mask) > bits) return problem('bad-mask', source, start, end);
  const address = parseInetAddress(text);
  if (!address) return problem('bad-address', source, start, end);
  const prefix = Number(mask);
  const masked = maskAddress(address, prefix);
  if (address.every((byte, index) => byte === masked[index])) return { address, prefix };
  const network = `${ipaddr.fromByteArray([...masked]).toString()}/${prefix}`;
  return problem('host-bits', source, start, end, { network });
}

function stripBrackets(word: string): string | undefined {
  if (!word.startsWith('[')) return word;
  const close = word.indexOf(']');
  const behind = word.slice(close + 1);
  if (close < 0 || (behind !== '' && !behind.startsWith('/'))) return undefined;
  return word.slice(1, close) + behind;
}

function problem(
  code: TableProblemCode,
  source: SourceText,
  start: number,
  end: number,
  data?: Record<string, string>,
): TableProblem {
  return { code, span: source.spanOf(start, end), skipped: true, ...(data && { data }) };
}
