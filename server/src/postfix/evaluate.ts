import { compareLevels } from './compatibilityLevel';
import {
  parseTemplate,
  type ComparisonNode,
  type MalformedNode,
  type Template,
  type TemplateNode,
} from './expansion';

/** The raw value of a name, or undefined when it is set nowhere. */
export type NameLookup = (name: string) => string | undefined;

export interface Evaluation {
  readonly text: string;
  /** Names that were asked for and are undefined, in order. */
  readonly undefinedNames: readonly string[];
  readonly failure?: EvaluationFailure;
}

/** Why Postfix would stop with "macro processing error". */
export type EvaluationFailure =
  | {
      readonly kind: 'malformed';
      readonly node: MalformedNode;
      /** Value that holds it. */ readonly value: string;
    }
  | { readonly kind: 'nesting'; readonly name: string };

/** Postfix gives up at this depth ("unreasonable macro call nesting"). */
const MAXIMUM_DEPTH = 100;

/**
 * Expands a value as Postfix does when a program loads it: recursively, undefined names as nothing. Stops at the first
 * failure; the text is then what came before it.
 */
export function evaluate(value: string, lookup: NameLookup): Evaluation {
  const run = new Run(lookup);
  const text = run.value(value, undefined, 0);
  return { text, undefinedNames: run.undefinedNames, ...(run.failure && { failure: run.failure }) };
}

class Run {
  readonly undefinedNames: string[] = [];
  failure: EvaluationFailure | undefined;

  constructor(private readonly lookup: NameLookup) {}

  value(value: string, name: string | undefined, depth: number): string {
    if (!value.includes('$')) return value;
    if (depth > MAXIMUM_DEPTH) {
      this.failure ??= { kind: 'nesting', name: name ?? '' };
      return '';
    }
    return this.template(parseTemplate(value), value, depth);
  }

  private template(template: Template | undefined, value: string, depth: number): string {
    let text = '';
    for (const node of template?.nodes ?? []) {
      if (this.failure) break;
      text += this.node(node, value, depth);
    }
    return text;
  }

  private node(node: TemplateNode, value: string, depth: number): string {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'malformed':
        this.failure ??= { kind: 'malformed', node, value };
        return '';
      case 'reference':
        return this.named(node.name.text, depth);
      case 'conditional': {
        const holds = this.named(node.name.text, depth, true) !== '';
        return this.template(holds ? node.whenTrue : node.whenFalse, value, depth);
      }
      case 'comparison':
        return this.comparison(node, value, depth);
      case 'call':
        return this.template(node.argument, value, depth);
    }
  }

  /** A condition asks only whether the name has a value, so that an undefined one is no mistake. */
  private named(name: string, depth: number, condition = false): string {
    const raw = this.lookup(name);
    if (raw === undefined) {
      if (!condition) this.undefinedNames.push(name);
      return '';
    }
    return condition ? raw : this.value(raw, name, depth + 1);
  }

  private comparison(node: ComparisonNode, value: string, depth: number): string {
    const left = this.template(node.left, value, depth);
    const right = this.template(node.right, value, depth);
    if (this.failure) return '';
    const order = node.level ? compareLevels(left, right) : compareOperands(left, right);
    const holds = HOLDS[node.operator](order);
    if (!node.whenTrue && !node.whenFalse) return holds ? 'true' : '';
    return this.template(holds ? node.whenTrue : node.whenFalse, value, depth);
  }
}

const HOLDS: Readonly<Record<ComparisonNode['operator'], (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Numbers when both sides are all digits, bytes otherwise: `{3.10}` is less than `{3.9}`. */
function compareOperands(left: string, right: string): number {
  if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Math.sign(Number(BigInt(left) - BigInt(right)));
  return left < right ? -1 : left > right ? 1 : 0;
}
