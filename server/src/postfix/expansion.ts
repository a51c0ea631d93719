import { isBlank } from '../text/logicalLines';

/**
 * `$name` expansion (postconf(5), "expands", and the relational forms of 2.2 and later). A value is parsed into a
 * template once; offsets are indexes into the value's text. What Postfix finds wrong only when it gets there is a
 * `malformed` node, so that an error in a branch which is not taken stays harmless, as in Postfix.
 */
export interface Template {
  readonly start: number;
  readonly end: number;
  readonly nodes: readonly TemplateNode[];
}

export type TemplateNode =
  TextNode | ReferenceNode | ConditionalNode | ComparisonNode | CallNode | MalformedNode;

interface Located {
  readonly start: number;
  readonly end: number;
}

/** Literal text; `$$` is one with the text `$`. */
export interface TextNode extends Located {
  readonly kind: 'text';
  readonly text: string;
}

export interface Name extends Located {
  readonly text: string;
}

/** `$name`, `${name}`, `$(name)`. */
export interface ReferenceNode extends Located {
  readonly kind: 'reference';
  readonly name: Name;
}

/** `${name?text}`, `${name:text}`, `${name?{a}:{b}}`. */
export interface ConditionalNode extends Located, Branches {
  readonly kind: 'conditional';
  readonly name: Name;
}

/** `${{left} op {right} ? {a} : {b}}`; without branches the result is `true` or nothing. */
export interface ComparisonNode extends Located, Branches {
  readonly kind: 'comparison';
  readonly left: Template;
  readonly operator: ComparisonOperator;
  /** `level` after the operator: compares compatibility levels, not strings (3.6 and later). */
  readonly level: boolean;
  readonly right: Template;
}

/** `${domain_to_ascii{text}}` of Postfix 3.11. */
export interface CallNode extends Located {
  readonly kind: 'call';
  readonly name: Name;
  readonly argument: Template;
}

export interface MalformedNode extends Located {
  readonly kind: 'malformed';
  readonly code: MalformedCode;
  /** The text that Postfix quotes in its warning. */
  readonly detail: string;
}

interface Branches {
  readonly whenTrue?: Template;
  readonly whenFalse?: Template;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type MalformedCode =
  | 'empty-name'
  | 'truncated'
  | 'name-syntax'
  | 'colon-expected'
  | 'unexpected-input'
  | 'operator-expected'
  | 'bad-operator-suffix'
  | 'unbalanced-braces';

const OPERATORS: readonly ComparisonOperator[] = ['==', '!=', '<=', '>=', '<', '>'];
const FUNCTIONS: ReadonlySet<string> = new Set(['domain_to_ascii', 'domain_to_utf8']);

/** Parses the text in [start, end). Never throws; the nodes cover the range without gaps. */
export function parseTemplate(text: string, start = 0, end = text.length): Template {
  const nodes: TemplateNode[] = [];
  let at = start;
  while (at < end) {
    const dollar = text.indexOf('$', at);
    const stop = dollar < 0 || dollar >= end ? end : dollar;
    if (stop > at) nodes.push({ kind: 'text', start: at, end: stop, text: text.slice(at, stop) });
    if (stop === end) break;
    const node = parseMacro(text, stop, end);
    nodes.push(node);
    at = node.end;
  }
  return { start, end, nodes };
}

/** Every name that a template mentions, in all branches: what `postconf` counts as a use. */
export function referencedNames(template: Template): Name[] {
  return template.nodes.flatMap((node): Name[] => {
    switch (node.kind) {
      case 'text':
      case 'malformed':
        return [];
      case 'reference':
        return [node.name];
      case 'conditional':
        return [node.name, ...namesOf(node.whenTrue), ...namesOf(node.whenFalse)];
      case 'comparison':
        return [node.left, node.right, node.whenTrue, node.whenFalse].flatMap(namesOf);
      case 'call':
        return namesOf(node.argument);
    }
  });
}

/** Every malformed piece, in all branches. */
export function malformedNodes(template: Template): MalformedNode[] {
  return template.nodes.flatMap((node): MalformedNode[] => {
    if (node.kind === 'malformed') return [node];
    return childrenOf(node).flatMap(malformedNodes);
  });
}

function childrenOf(node: TemplateNode): Template[] {
  switch (node.kind) {
    case 'text':
    case 'reference':
    case 'malformed':
      return [];
    case 'conditional':
      return [node.whenTrue, node.whenFalse].filter((branch) => branch !== undefined);
    case 'comparison':
      return [node.left, node.right, node.whenTrue, node.whenFalse].filter((branch) => branch !== undefined);
    case 'call':
      return [node.argument];
  }
}

function namesOf(template: Template | undefined): Name[] {
  return template ? referencedNames(template) : [];
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

function skipName(text: string, at: number, end: number): number {
  while (at < end && isNameCharacter(text.charCodeAt(at))) at++;
  return at;
}

function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function malformed(code: MalformedCode, start: number, end: number, detail: string): MalformedNode {
  return { kind: 'malformed', code, start, end, detail };
}

/** `text[start]` is `$`. */
function parseMacro(text: string, start: number, end: number): TemplateNode {
  const next = start + 1 < end ? text[start + 1] : undefined;
  if (next === '$') return { kind: 'text', start, end: start + 2, text: '$' };
  if (next === '{' || next === '(') {
    const close = matchingBracket(text, start + 1, end);
    if (close < 0) return malformed('truncated', start, end, text.slice(start, end));
    return parseBracketed(text, start, start + 2, close);
  }
  const nameEnd = skipName(text, start + 1, end);
  if (nameEnd === start + 1) return malformed('empty-name', start, end, text.slice(start, end));
  const name = { start: start + 1, end: nameEnd, text: text.slice(start + 1, nameEnd) };
  return { kind: 'reference', start, end: nameEnd, name };
}

/** Index of the bracket that closes the one at `open`, counting only its own kind; -1 when there is none. */
export function matchingBracket(text: string, open: number, end: number): number {
  const opening = text[open];
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (text[at] === opening) depth++;
    else if (text[at] === closing && --depth === 0) return at;
  }
  return -1;
}

/** The inside of `${…}` or `$(…)`: [from, to); the node spans from the `$` to behind the closing bracket. */
function parseBracketed(text: string, start: number, from: number, to: number): TemplateNode {
  const place = { start, end: to + 1 };
  const at = skipBlanks(text, from, to);
  if (text[at] === '{' && at < to) return parseComparison(text, place, at, to);
  const nameEnd = skipName(text, at, to);
  if (nameEnd === at) {
    const code = at === to ? 'empty-name' : 'name-syntax';
    return malformed(code, place.start, place.end, text.slice(start, to + 1));
  }
  const name = { start: at, end: nameEnd, text: text.slice(at, nameEnd) };
  if (text[nameEnd] === '{' && nameEnd < to && FUNCTIONS.has(name.text))
    return parseCall(text, place, name, to);
  const operator = skipBlanks(text, nameEnd, to);
  if (operator === to) return { kind: 'reference', ...place, name };
  const branches = parseBranches(text, operator, to);
  if (branches === undefined)
    return malformed('name-syntax', place.start, place.end, text.slice(nameEnd, to));
  return 'kind' in branches
    ? { ...branches, ...place }
    : { kind: 'conditional', ...place, name, ...branches };
}

function parseCall(text: string, place: Located, name: Name, to: number): TemplateNode {
  const close = matchingBracket(text, name.end, to);
  if (close < 0) return malformed('unbalanced-braces', place.start, place.end, text.slice(name.end, to));
  return { kind: 'call', ...place, name, argument: parseTemplate(text, name.end + 1, close) };
}

/** `?…` and `:…` behind a name or comparison. Undefined when neither stands at `at`. */
function parseBranches(text: string, at: number, to: number): Branches | MalformedNode | undefined {
  if (text[at] === ':') {
    const branch = parseBranch(text, skipBlanks(text, at + 1, to), to);
    if ('code' in branch) return branch;
    return branch.next < to
      ? unexpected('unexpected-input', text, branch.next, to)
      : { whenFalse: branch.template };
  }
  if (text[at] !== '?') return undefined;
  const yes = parseBranch(text, skipBlanks(text, at + 1, to), to);
  if ('code' in yes) return yes;
  if (yes.next === to) return { whenTrue: yes.template };
  if (text[yes.next] !== ':') return unexpected('colon-expected', text, yes.next, to);
  const no = parseBranch(text, skipBlanks(text, yes.next + 1, to), to);
  if ('code' in no) return no;
  if (no.next < to) return unexpected('unexpected-input', text, no.next, to);
  return { whenTrue: yes.template, whenFalse: no.template };
}

interface Branch {
  readonly template: Template;
  /** Index of what follows, behind blanks. */
  readonly next: number;
}

function parseBranch(text: string, at: number, to: number): Branch | MalformedNode {
  if (text[at] !== '{' || at >= to) return { template: parseTemplate(text, at, to), next: to };
  const close = matchingBracket(text, at, to);
  if (close < 0) return unexpected('unbalanced-braces', text, at, to);
  return { template: parseTemplate(text, at + 1, close), next: skipBlanks(text, close + 1, to) };
}

function unexpected(code: MalformedCode, text: string, at: number, to: number): MalformedNode {
  return malformed(code, at, to, text.slice(at, to));
}

/** `{left} op {right}` with `text[at]` the first brace. */
function parseComparison(text: string, place: Located, at: number, to: number): TemplateNode {
  const fail = (code: MalformedCode, from: number): MalformedNode =>
    malformed(code, place.start, place.end, text.slice(from, to));
  const leftClose = matchingBracket(text, at, to);
  if (leftClose < 0) return fail('unbalanced-braces', at);
  const operatorAt = skipBlanks(text, leftClose + 1, to);
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, operatorAt));
  if (operator === undefined) return fail('operator-expected', operatorAt);
  const suffixAt = operatorAt + operator.length;
  const suffixEnd = skipName(text, suffixAt, to);
  const suffix = text.slice(suffixAt, suffixEnd);
  if (suffix !== '' && suffix !== 'level') return fail('bad-operator-suffix', suffixAt);
  const rightAt = skipBlanks(text, suffixEnd, to);
  if (text[rightAt] !== '{' || rightAt >= to) return fail('operator-expected', rightAt);
  const rightClose = matchingBracket(text, rightAt, to);
  if (rightClose < 0) return fail('unbalanced-braces', rightAt);
  const comparison = {
    kind: 'comparison' as const,
    ...place,
    left: parseTemplate(text, at + 1, leftClose),
    operator,
    level: suffix === 'level',
    right: parseTemplate(text, rightAt + 1, rightClose),
  };
  const next = skipBlanks(text, rightClose + 1, to);
  if (next === to) return comparison;
  const branches = parseBranches(text, next, to);
  if (branches === undefined) return fail('operator-expected', next);
  return 'kind' in branches ? { ...branches, ...place } : { ...comparison, ...branches };
}
