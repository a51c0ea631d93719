import type { MalformedCode, MalformedNode } from './expansion';

/** Why an expansion fails ("macro processing error"). */
export type ExpansionProblem =
  | {
      readonly kind: 'malformed';
      readonly node: MalformedNode;
      /** The value that holds it. */
      readonly value: string;
    }
  /** Too many levels, as with a value that mentions itself; `text` is the macro or text that was one too deep. */
  | { readonly kind: 'nesting'; readonly text: string }
  /** An operand of a comparison of levels that is no level. */
  | { readonly kind: 'level'; readonly text: string }
  /** A number that does not fit; Postfix stops at once. */
  | { readonly kind: 'number'; readonly text: string };

const QUOTED = 20;
const ANY_OPERATOR = '"==" or "!=" or "<" or "<=" or ">=" or ">"';

/** What comes before the quoted place in the warning of each code. */
const EXPECTED: Readonly<Partial<Record<MalformedCode, string>>> = {
  'name-syntax': 'attribute name syntax error at:',
  'branch-expected': '"?" or ":" expected at:',
  'colon-expected': '":" expected at:',
  'unexpected-input': 'unexpected input at:',
  'operator-expected': `${ANY_OPERATOR} expected at:`,
  'operand-expected': '"{expression}" expected at:',
  'bad-operator-suffix': 'bad operator suffix at:',
};

/** The words in which Postfix says it. */
export function problemText(problem: ExpansionProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return malformedText(problem.node);
    case 'nesting':
      return `unreasonable macro call nesting: "${problem.text}"`;
    case 'level':
      return `malformed compatibility level syntax: "${problem.text}"`;
    case 'number':
      return `mac_exp_eval: bad conversion: ${problem.text}`;
  }
}

function malformedText({ code, before, behind }: MalformedNode): string {
  switch (code) {
    case 'empty-name':
      return `empty macro name: "${behind}"`;
    case 'truncated':
      return `truncated macro reference: "${behind}"`;
    case 'unbalanced-braces':
      return `unbalanced {} in attribute expression: "${behind}"`;
    case 'unknown-function': {
      const name = /^\w*/.exec(behind)?.[0] ?? '';
      return `unknown function "${name}" at"...${before}>>>${behind.slice(0, QUOTED)}"`;
    }
    case 'bad-operator-suffix':
      return `${EXPECTED[code]} "...${before}>>>${behind}"`;
    default:
      return `${EXPECTED[code]} "...${before}>>>${behind.slice(0, QUOTED)}"`;
  }
}
