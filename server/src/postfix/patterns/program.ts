import type { Assertion, ByteSet, PatternNode } from './pattern';

/** One step of a compiled pattern; the next one follows it unless it says otherwise. */
export type Step =
  | { readonly op: 'byte'; readonly set: ByteSet }
  | { readonly op: 'assertion'; readonly assertion: Assertion }
  | { readonly op: 'save'; readonly slot: number }
  /** Goes on at both, the first one preferred. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'look'; readonly ahead: boolean; readonly negated: boolean; readonly program: Program }
  | { readonly op: 'match' };

export type Program = readonly Step[];

/** More than any sane pattern needs; nested intervals multiply. */
const HIGHEST_LENGTH = 20_000;

/** Turns a pattern into steps; undefined when it would be unreasonably long. */
export function compileProgram(root: PatternNode): Program | undefined {
  const steps: Step[] = [];
  if (!emit(root, steps)) return undefined;
  steps.push({ op: 'match' });
  return steps;
}

function emit(node: PatternNode, steps: Step[]): boolean {
  if (steps.length > HIGHEST_LENGTH) return false;
  switch (node.kind) {
    case 'byte':
      steps.push({ op: 'byte', set: node.set });
      return true;
    case 'assertion':
      steps.push({ op: 'assertion', assertion: node.assertion });
      return true;
    case 'sequence':
      return node.items.every((item) => emit(item, steps));
    case 'group':
      return emitGroup(node.index, node.body, steps);
    case 'choice':
      return emitChoice(node.items, steps);
    case 'repeat':
      return emitRepeat(node, steps);
    case 'look':
      return emitLook(node, steps);
  }
}

function emitGroup(index: number, body: PatternNode, steps: Step[]): boolean {
  steps.push({ op: 'save', slot: index * 2 });
  if (!emit(body, steps)) return false;
  steps.push({ op: 'save', slot: index * 2 + 1 });
  return true;
}

function emitChoice(items: readonly PatternNode[], steps: Step[]): boolean {
  const jumps: { op: 'jump'; to: number }[] = [];
  for (const [index, item] of items.entries()) {
    const last = index === items.length - 1;
    const split = { op: 'split' as const, first: steps.length + 1, second: 0 };
    if (!last) steps.push(split);
    if (!emit(item, steps)) return false;
    if (last) break;
    const jump = { op: 'jump' as const, to: 0 };
    jumps.push(jump);
    steps.push(jump);
    split.second = steps.length;
  }
  for (const jump of jumps) jump.to = steps.length;
  return true;
}

function emitRepeat({ body, min, max, greedy }: PatternNode & { kind: 'repeat' }, steps: Step[]): boolean {
  for (let count = 0; count < min; count++) if (!emit(body, steps)) return false;
  if (max === Infinity) return emitLoop(body, greedy, steps);
  const splits: (Step & { op: 'split' })[] = [];
  for (let count = min; count < max; count++) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    splits.push(split);
    steps.push(split);
    setBranch(split, greedy, steps.length);
    if (!emit(body, steps)) return false;
  }
  for (const split of splits) setBranch(split, !greedy, steps.length);
  return true;
}

function emitLoop(body: PatternNode, greedy: boolean, steps: Step[]): boolean {
  const split = { op: 'split' as const, first: 0, second: 0 };
  const start = steps.length;
  steps.push(split);
  setBranch(split, greedy, steps.length);
  if (!emit(body, steps)) return false;
  steps.push({ op: 'jump', to: start });
  setBranch(split, !greedy, steps.length);
  return true;
}

function setBranch(split: { first: number; second: number }, preferred: boolean, to: number): void {
  if (preferred) split.first = to;
  else split.second = to;
}

function emitLook({ ahead, negated, body }: PatternNode & { kind: 'look' }, steps: Step[]): boolean {
  const program = compileProgram(body);
  if (!program) return false;
  steps.push({ op: 'look', ahead, negated, program });
  return true;
}
