import { memoizeByText } from '../text/memoize';
import type {
  ComparisonNode,
  ComparisonOperator,
  MalformedCode,
  MalformedNode,
  Name,
  Template,
  TemplateNode,
} from './expansion';

const OPERATORS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
/** Characters that Postfix takes for an operator before it looks whether there is such a one. */
const OPERATOR_CHARACTERS = '<>!=?+-*/~&|%';
const FUNCTIONS: ReadonlySet<string> = new Set(['domain_to_ascii', 'domain_to_utf8']);
/** Deeper text is left as it is: Postfix gives up at about 100 levels, and a parser must not run out of stack. */
const MAXIMUM_DEPTH = 250;
const REMEMBERED = 20_000;

/** The template of a value; parsed once for each distinct text. */
export const templateOf: (value: string) => Template = memoizeByText(
  (value) => parseTemplate(value),
  REMEMBERED,
);

/** Parses a value. Never throws; the nodes cover the text without gaps. */
export function parseTemplate(text: string): Template {
  return parsePart(text, 0, text.length, 0);
}

function parsePart(text: string, start: number, end: number, depth: number): Template {
  const nodes: TemplateNode[] = [];
  let at = start;
  while (at < end) {
    const dollar = depth > MAXIMUM_DEPTH ? -1 : text.indexOf('$', at);
    const stop = dollar < 0 || dollar >= end ? end : dollar;
    if (stop > at) nodes.push({ kind: 'text', start: at, end: stop, text: text.slice(at, stop) });
    if (stop === end) break;
    const node = parseMacro(text, start, stop, end, depth);
    nodes.push(node);
    at = node.end;
  }
  return { start, end, nodes };
}

/** `text[dollar]` is `$`; [start, end) is the part that Postfix quotes when it finds it wanting. */
function parseMacro(text: string, start: number, dollar: number, end: number, depth: number): TemplateNode {
  const whole = (code: MalformedCode): MalformedNode =>
    malformed(code, dollar, end, '', text.slice(start, end));
  const next = dollar + 1 < end ? text[dollar + 1] : undefined;
  if (next === '$') return { kind: 'text', start: dollar, end: dollar + 2, text: '$' };
  if (next === '{' || next === '(') {
    const close = matchingBracket(text, dollar + 1, end);
    if (close < 0) return whole('truncated');
    if (close === dollar + 2) return whole('empty-name');
    return new Inside(text, dollar, close, depth).parse();
  }
  const nameEnd = skipName(text, dollar + 1, end);
  if (nameEnd === dollar + 1) return whole('empty-name');
  const name = { start: dollar + 1, end: nameEnd, text: text.slice(dollar + 1, nameEnd) };
  return { kind: 'reference', start: dollar, end: nameEnd, name, bracketed: false };
}

type Branches = Pick<ComparisonNode, 'whenTrue' | 'whenFalse' | 'problem'>;

interface Branch {
  readonly template: Template;
  /** Index of what follows, behind blanks. */
  readonly next: number;
}

/** The inside of `${…}` or `$(…)`: [from, to), in a node that spans from the `$` to behind the closing bracket. */
class Inside {
  private readonly from: number;
  private readonly place: { readonly start: number; readonly end: number };

  constructor(
    private readonly text: string,
    dollar: number,
    private readonly to: number,
    private readonly depth: number,
  ) {
    this.from = dollar + 2;
    this.place = { start: dollar, end: to + 1 };
  }

  parse(): TemplateNode {
    const at = this.skipBlanks(this.from);
    if (this.has('{', at)) return this.comparison(at);
    const nameEnd = skipName(this.text, at, this.to);
    const name = { start: at, end: nameEnd, text: this.text.slice(at, nameEnd) };
    const next = this.skipBlanks(nameEnd);
    if (next === this.to) return { kind: 'reference', ...this.place, name, bracketed: true };
    if (this.has('?', next) || this.has(':', next)) {
      return { kind: 'conditional', ...this.place, name, ...this.branches(next) };
    }
    const refusal = this.whole('name-syntax', this.from, nameEnd);
    return nameEnd > at && this.has('{', next) ? this.call(name, next, refusal) : refusal;
  }

  private call(name: Name, open: number, refusal: MalformedNode): TemplateNode {
    const node = { kind: 'call' as const, ...this.place, name, refusal };
    if (!FUNCTIONS.has(name.text)) {
      return { ...node, problem: this.whole('unknown-function', this.from, name.start) };
    }
    const argument = this.branch(open);
    if ('code' in argument) return { ...node, problem: argument };
    const call = { ...node, argument: argument.template };
    return argument.next === this.to
      ? call
      : { ...call, problem: this.garbage('unexpected-input', argument) };
  }

  /** `{left} op {right}` with the first brace at `open`. */
  private comparison(open: number): TemplateNode {
    const left = this.branch(open);
    if ('code' in left) return { ...left, ...this.place };
    const leftText = this.text.slice(left.template.start, left.template.end);
    let operatorEnd = left.next;
    while (operatorEnd < this.to && OPERATOR_CHARACTERS.includes(this.text[operatorEnd] ?? '')) operatorEnd++;
    const operator = this.text.slice(left.next, operatorEnd);
    if (!isOperator(operator)) return this.fail('operator-expected', `${leftText}}`, left.next);
    const suffixEnd = skipAlphanumeric(this.text, operatorEnd, this.to);
    const suffix = this.text.slice(operatorEnd, suffixEnd);
    if (suffix !== '' && suffix !== 'level') {
      return malformed('bad-operator-suffix', operatorEnd, suffixEnd, operator, suffix, this.place);
    }
    const rightAt = this.skipBlanks(suffixEnd);
    if (!this.has('{', rightAt)) {
      return this.fail('operand-expected', `{${leftText}} ${operator}`, suffixEnd);
    }
    const right = this.branch(rightAt);
    if ('code' in right) return { ...right, ...this.place };
    const comparison = {
      kind: 'comparison' as const,
      ...this.place,
      left: left.template,
      operator,
      level: suffix === 'level',
      right: right.template,
    };
    if (right.next === this.to) return comparison;
    if (this.has('?', right.next) || this.has(':', right.next)) {
      return { ...comparison, ...this.branches(right.next) };
    }
    return { ...comparison, problem: this.at('branch-expected', '}', right.next) };
  }

  /** `?…`, `:…` or both, with the first of the two signs at `sign`. */
  private branches(sign: number): Branches {
    if (this.has(':', sign)) return this.whenFalse(sign);
    const yes = this.operand(sign + 1);
    if ('code' in yes) return { problem: yes };
    const whenTrue = yes.template;
    if (yes.next === this.to) return { whenTrue };
    if (!this.has(':', yes.next)) return { whenTrue, problem: this.garbage('colon-expected', yes) };
    return { whenTrue, ...this.whenFalse(yes.next) };
  }

  private whenFalse(colon: number): Branches {
    const no = this.operand(colon + 1);
    if ('code' in no) return { problem: no };
    const whenFalse = no.template;
    return no.next === this.to ? { whenFalse } : { whenFalse, problem: this.garbage('unexpected-input', no) };
  }

  /** `{…}` with blanks around it, or everything up to the closing bracket, its blanks included. */
  private operand(at: number): Branch | MalformedNode {
    const open = this.skipBlanks(at);
    if (this.has('{', open)) return this.branch(open);
    return { template: parsePart(this.text, at, this.to, this.depth + 1), next: this.to };
  }

  private branch(open: number): Branch | MalformedNode {
    const close = matchingBracket(this.text, open, this.to);
    if (close < 0) return this.at('unbalanced-braces', '', open);
    const template = parsePart(this.text, open + 1, close, this.depth + 1);
    return { template, next: this.skipBlanks(close + 1) };
  }

  /** The whole macro is wrong: Postfix stopped at `at`, which it quotes with what stands before it in the brackets. */
  private whole(code: MalformedCode, from: number, at: number): MalformedNode {
    return this.fail(code, this.text.slice(from, at), at);
  }

  private fail(code: MalformedCode, before: string, at: number): MalformedNode {
    return { ...this.at(code, before, at), ...this.place };
  }

  private garbage(code: MalformedCode, branch: Branch): MalformedNode {
    const { start, end } = branch.template;
    return this.at(code, `${this.text.slice(start, end)}}`, branch.next);
  }

  /** Something is wrong from `at` on. */
  private at(code: MalformedCode, before: string, at: number): MalformedNode {
    return malformed(code, at, this.to, before, this.text.slice(at, this.to));
  }

  private has(character: string, at: number): boolean {
    return at < this.to && this.text[at] === character;
  }

  private skipBlanks(at: number): number {
    while (at < this.to && isMacroBlank(this.text.charCodeAt(at))) at++;
    return at;
  }
}

function malformed(
  code: MalformedCode,
  start: number,
  end: number,
  before: string,
  behind: string,
  place?: { readonly start: number; readonly end: number },
): MalformedNode {
  return { kind: 'malformed', code, start, end, before, behind, ...place };
}

function isOperator(text: string): text is ComparisonOperator {
  return OPERATORS.has(text);
}

/** Index of the bracket that closes the one at `open`, counting only its own kind; -1 when there is none. */
function matchingBracket(text: string, open: number, end: number): number {
  const opening = text.charCodeAt(open);
  const closing = opening === 40 ? 41 : 125;
  let depth = 0;
  for (let at = open; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === opening) depth++;
    else if (code === closing && --depth === 0) return at;
  }
  return -1;
}

/** Blank, tab, CR and LF; unlike elsewhere, vertical tab and form feed are none. */
function isMacroBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function skipAlphanumeric(text: string, at: number, end: number): number {
  while (at < end && isAlphanumeric(text.charCodeAt(at))) at++;
  return at;
}

function skipName(text: string, at: number, end: number): number {
  while (at < end && (isAlphanumeric(text.charCodeAt(at)) || text.charCodeAt(at) === 95)) at++;
  return at;
}
