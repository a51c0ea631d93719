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

/** The words in which Postfix says it. */
export function problemText(problem: ExpansionProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return MALFORMED[problem.node.code](problem.node);
    case 'nesting':
      return `unreasonable macro call nesting: "${problem.text}"`;
    case 'level':
      return `malformed compatibility level syntax: "${problem.text}"`;
    case 'number':
      return `mac_exp_eval: bad conversion: ${problem.text}`;
  }
}

const MALFORMED: Readonly<Record<MalformedCode, (node: MalformedNode) => string>> = {
  'empty-name': ({ behind }) => `empty macro name: "${behind}"`,
  truncated: ({ behind }) => `truncated macro reference: "${behind}"`,
  'unbalanced-braces': ({ behind }) => `unbalanced {} in attribute expression: "${behind}"`,
  'name-syntax': (node) => `attribute name syntax error at: ${quoted(node)}`,
  'unknown-function': (node) => `unknown function "${/^\w*/.exec(node.behind)?.[0] ?? ''}" at${quoted(node)}`,
  'branch-expected': (node) => `"?" or ":" expected at: ${quoted(node)}`,
  'colon-expected': (node) => `":" expected at: ${quoted(node)}`,
  'unexpected-input': (node) => `unexpected input at: ${quoted(node)}`,
  'operator-expected': (node) => `${ANY_OPERATOR} expected at: ${quoted(node)}`,
  'operand-expected': (node) => `"{expression}" expected at: ${quoted(node)}`,
  'bad-operator-suffix': ({ before, behind }) => `bad operator suffix at: "...${before}>>>${behind}"`,
};

/** The place where Postfix stopped. */
function quoted({ before, behind }: MalformedNode): string {
  return `"...${before}>>>${behind.slice(0, QUOTED)}"`;
}
