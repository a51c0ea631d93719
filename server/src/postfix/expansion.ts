/**
 * `$name` expansion (postconf(5), "expands", and the relational forms of 2.2 and later). A value is parsed into a
 * template once; offsets are indexes into the value's text. What Postfix finds wrong only when it gets there is a
 * `malformed` node or a node's `problem`, so that an error in a branch which is not taken stays harmless, as in Postfix.
 */
export interface Template extends Located {
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

/** The text may be empty: `${ }` asks for a name of no characters. */
export interface Name extends Located {
  readonly text: string;
}

/** `$name`, `${name}`, `$(name)`. */
export interface ReferenceNode extends Located {
  readonly kind: 'reference';
  readonly name: Name;
  readonly bracketed: boolean;
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

/** `${domain_to_ascii{text}}` of Postfix 3.11; a syntax error before. */
export interface CallNode extends Located {
  readonly kind: 'call';
  readonly name: Name;
  readonly argument?: Template;
  /** What a release without functions finds wrong. */
  readonly refusal: MalformedNode;
  /** What a release with functions finds wrong: no such function, or text behind the call. */
  readonly problem?: MalformedNode;
}

export interface MalformedNode extends Located {
  readonly kind: 'malformed';
  readonly code: MalformedCode;
  /** What Postfix quotes on both sides of the place where it stopped; only `behind` for those that it quotes whole. */
  readonly before: string;
  readonly behind: string;
}

/** The branches come first and are expanded, then the problem is found. */
interface Branches {
  readonly whenTrue?: Template;
  readonly whenFalse?: Template;
  readonly problem?: MalformedNode;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type MalformedCode =
  | 'empty-name' // `$` before something that is no name
  | 'truncated' // a bracket that nothing closes
  | 'name-syntax' // ${a.b}
  | 'unknown-function'
  | 'branch-expected' // text behind a comparison that is neither ? nor :
  | 'colon-expected' // text behind ?{…}
  | 'unexpected-input' // text behind :{…}
  | 'operator-expected'
  | 'operand-expected'
  | 'bad-operator-suffix'
  | 'unbalanced-braces';

/** Every name that a template mentions, in all branches. */
export function referencedNames(template: Template): Name[] {
  return template.nodes.flatMap((node): Name[] => {
    const own = node.kind === 'reference' || node.kind === 'conditional' ? [node.name] : [];
    return [...own, ...childrenOf(node).flatMap(referencedNames)];
  });
}

/** Every malformed piece, in all branches; `calls` says whether the release has functions. */
export function malformedNodes(template: Template, calls = true): MalformedNode[] {
  return template.nodes.flatMap((node): MalformedNode[] => {
    if (node.kind === 'malformed') return [node];
    if (node.kind === 'call' && !calls) return [node.refusal];
    const own = 'problem' in node && node.problem ? [node.problem] : [];
    return [...childrenOf(node).flatMap((child) => malformedNodes(child, calls)), ...own];
  });
}

/** The templates inside a node, in the order of the text. */
export function childrenOf(node: TemplateNode): Template[] {
  switch (node.kind) {
    case 'conditional':
      return present([node.whenTrue, node.whenFalse]);
    case 'comparison':
      return present([node.left, node.right, node.whenTrue, node.whenFalse]);
    case 'call':
      return present([node.argument]);
    case 'text':
    case 'reference':
    case 'malformed':
      return [];
  }
}

function present(templates: readonly (Template | undefined)[]): Template[] {
  return templates.filter((template) => template !== undefined);
}
