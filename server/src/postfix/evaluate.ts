import { compareLevels, parseLevel } from './compatibilityLevel';
import type {
  CallNode,
  ComparisonNode,
  ConditionalNode,
  MalformedNode,
  Name,
  Template,
  TemplateNode,
} from './expansion';
import type { ExpansionProblem } from './expansionProblem';
import { templateOf } from './parseTemplate';

/** The raw value of a name, or undefined when it is set nowhere. */
export type NameLookup = (name: string) => string | undefined;

export interface ExpansionOptions {
  /** The release has functions such as `${domain_to_ascii{…}}` (3.11 and later); without, they are malformed. */
  readonly calls?: boolean;
}

export interface Evaluation {
  readonly text: string;
  /** Names that were asked for and are undefined, in order. */
  readonly undefinedNames: readonly string[];
  /** In the order in which Postfix warns of them. */
  readonly problems: readonly ExpansionProblem[];
  /** The first problem: Postfix stops with "macro processing error". */
  readonly failure?: ExpansionProblem;
}

/**
 * Expands a value as Postfix does when a program loads it: recursively, undefined names as nothing. The text means
 * nothing when there is a failure.
 */
export function evaluate(value: string, lookup: NameLookup, options: ExpansionOptions = {}): Evaluation {
  if (!value.includes('$')) return { text: value, undefinedNames: [], problems: [] };
  const undefinedNames: string[] = [];
  const asked = (name: string, condition: boolean): string | undefined => {
    const found = lookup(name);
    if (found === undefined && !condition) undefinedNames.push(name);
    return found;
  };
  const walk = new Walk(asked, { calls: options.calls ?? true, scan: false });
  const text = walk.run(value);
  const [failure] = walk.problems;
  return { text, undefinedNames, problems: walk.problems, ...(failure && { failure }) };
}

export interface Scan {
  /** Every name, in all branches and as often as it stands there, up to a problem. */
  readonly names: readonly string[];
  readonly problems: readonly ExpansionProblem[];
}

/** Looks through a value as `postconf` does for the names that it uses, without expanding them. */
export function scan(value: string, options: ExpansionOptions = {}): Scan {
  const names: string[] = [];
  const note = (name: string): undefined => void names.push(name);
  const walk = new Walk(note, { calls: options.calls ?? true, scan: true });
  walk.run(value);
  return { names, problems: walk.problems };
}

/** Postfix gives up behind this level ("unreasonable macro call nesting"). */
const MAXIMUM_LEVEL = 100;
/** Postfix has no such limits: it runs out of stack, or never ends. */
const MAXIMUM_OPERAND_DEPTH = 60;
const MAXIMUM_STEPS = 300_000;

type Asked = (name: string, condition: boolean) => string | undefined;

interface Mode {
  readonly calls: boolean;
  /** Visit all branches and expand no name. */
  readonly scan: boolean;
}

/** One expansion within another: an operand of a comparison begins a new one. */
interface Context {
  level: number;
  failed: boolean;
  text: string;
  readonly operandDepth: number;
}

/** A number that does not fit ends everything. */
class Stop extends Error {}

class Walk {
  readonly problems: ExpansionProblem[] = [];
  private steps = 0;

  constructor(
    private readonly asked: Asked,
    private readonly mode: Mode,
  ) {}

  run(value: string): string {
    const context: Context = { level: 0, failed: false, text: '', operandDepth: 0 };
    try {
      this.template(templateOf(value), value, context);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return context.text;
  }

  /**
   * Walks the pieces as mac_parse() does: after a failure it goes on, so that what it finds wrong by itself is told
   * even then, and only a bracket ends it.
   */
  private template({ nodes }: Template, value: string, context: Context): boolean {
    let failed = false;
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index]!;
      if (node.kind === 'text') {
        const literal = this.literalFrom(nodes, index);
        index += literal.count - 1;
        const last = index === nodes.length - 1;
        if (!(failed && last))
          failed = this.step(literal.text, context, () => this.append(literal.text, context)) || failed;
        continue;
      }
      const bracketed = value[node.start + 1] === '{' || value[node.start + 1] === '(';
      if (isMisparsed(node)) {
        if (!(failed && bracketed && node.code === 'empty-name')) this.malformed(node, value);
        return true;
      }
      if (failed && bracketed) return true;
      const text = bracketed
        ? value.slice(node.start + 2, node.end - 1)
        : value.slice(node.start + 1, node.end);
      failed = this.step(text, context, () => this.node(node, value, context)) || failed;
    }
    return failed;
  }

  private literalFrom(nodes: readonly TemplateNode[], from: number): { text: string; count: number } {
    let text = '';
    let count = 0;
    for (let node = nodes[from]; node?.kind === 'text'; node = nodes[from + ++count]) text += node.text;
    return { text, count };
  }

  /** One piece, as mac_expand_callback() counts levels: they are not counted back when it returns early. */
  private step(text: string, context: Context, run: () => boolean): boolean {
    if (++this.steps > MAXIMUM_STEPS) this.stop({ kind: 'nesting', text });
    if (context.level++ > MAXIMUM_LEVEL) this.fail({ kind: 'nesting', text }, context);
    if (context.failed) return true;
    const early = run();
    if (!early) context.level--;
    return context.failed;
  }

  private append(text: string, context: Context): boolean {
    if (!this.mode.scan) context.text += text;
    return false;
  }

  /** True when Postfix returns early: it found something wrong in this very node. */
  private node(node: TemplateNode, value: string, context: Context): boolean {
    switch (node.kind) {
      case 'text':
        return false;
      case 'malformed':
        return this.fail({ kind: 'malformed', node, value }, context);
      case 'reference':
        return this.reference(node.name, context);
      case 'conditional':
        return this.branches(node, !!this.asked(node.name.text, true), value, context);
      case 'comparison':
        return this.comparison(node, value, context);
      case 'call':
        return this.call(node, value, context);
    }
  }

  private reference(name: Name, context: Context): boolean {
    const found = this.asked(name.text, false);
    if (found) this.inner(templateOf(found), found, context);
    return false;
  }

  private branches(
    node: ConditionalNode | ComparisonNode,
    holds: boolean,
    value: string,
    context: Context,
  ): boolean {
    const { scan } = this.mode;
    if (node.whenTrue && (holds || scan)) this.inner(node.whenTrue, value, context);
    if (node.whenFalse && (!holds || scan)) this.inner(node.whenFalse, value, context);
    return node.problem !== undefined && this.fail({ kind: 'malformed', node: node.problem, value }, context);
  }

  private comparison(node: ComparisonNode, value: string, context: Context): boolean {
    const left = this.operand(node.left, value, context);
    const right = this.operand(node.right, value, context);
    const holds = !this.mode.scan && this.holds(node, left, right, context);
    if (context.failed) return true;
    if (node.whenTrue || node.whenFalse || node.problem) return this.branches(node, holds, value, context);
    if (holds) this.step('true', context, () => this.append('true', context));
    return false;
  }

  private operand(template: Template, value: string, outer: Context): string {
    const context: Context = { level: 0, failed: false, text: '', operandDepth: outer.operandDepth + 1 };
    if (context.operandDepth > MAXIMUM_OPERAND_DEPTH) {
      this.stop({ kind: 'nesting', text: value.slice(template.start, template.end) });
    }
    if (this.template(template, value, context)) outer.failed = true;
    return context.text;
  }

  private holds(node: ComparisonNode, left: string, right: string, context: Context): boolean {
    if (!node.level) return HOLDS[node.operator](this.order(left, right));
    const wrong = [left, right].find((operand) => parseLevel(operand) === undefined);
    if (wrong !== undefined) this.fail({ kind: 'level', text: wrong }, context);
    return HOLDS[node.operator](compareLevels(left, right));
  }

  /** Numbers when both sides are all digits, bytes otherwise: `{3.10}` is less than `{3.9}`. */
  private order(left: string, right: string): number {
    if (!/^\d+$/.test(left) || !/^\d+$/.test(right)) return left < right ? -1 : left > right ? 1 : 0;
    for (const text of [left, right]) if (BigInt(text) > MAXIMUM_LONG) this.stop({ kind: 'number', text });
    const difference = BigInt(left) - BigInt(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Functions are known, not imitated: the argument stays as it is. */
  private call(node: CallNode, value: string, context: Context): boolean {
    if (!this.mode.calls) return this.fail({ kind: 'malformed', node: node.refusal, value }, context);
    if (node.argument) this.inner(node.argument, value, context);
    return node.problem !== undefined && this.fail({ kind: 'malformed', node: node.problem, value }, context);
  }

  private inner(template: Template, value: string, context: Context): void {
    if (this.template(template, value, context)) context.failed = true;
  }

  private malformed(node: MalformedNode, value: string): void {
    this.problems.push({ kind: 'malformed', node, value });
  }

  private fail(problem: ExpansionProblem, context: Context): true {
    this.problems.push(problem);
    context.failed = true;
    return true;
  }

  private stop(problem: ExpansionProblem): never {
    this.problems.push(problem);
    throw new Stop();
  }
}

const MAXIMUM_LONG = 2n ** 63n - 1n;

/** What mac_parse() finds by itself, before anything is expanded. */
function isMisparsed(node: TemplateNode): node is MalformedNode {
  return node.kind === 'malformed' && (node.code === 'empty-name' || node.code === 'truncated');
}

const HOLDS: Readonly<Record<ComparisonNode['operator'], (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
