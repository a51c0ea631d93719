import { isWord, type Assertion } from './pattern';
import type { Program, Step } from './program';

/** Start and end of each group, two numbers a group from group 0 on; -1 for one that took no part. */
export type Captures = readonly number[];

export type MatchResult = Captures | 'no match' | 'too costly';

export interface MatchOptions {
  /** Of all matches at the leftmost place take the longest (POSIX), not the first one found (Perl). */
  readonly longest: boolean;
  readonly groups: number;
}

/** Steps that one search may take: some tens of milliseconds. */
const HIGHEST_COST = 2_000_000;

/**
 * Searches a text of bytes. No step is taken twice at one place, so that no pattern can make it take longer than its
 * length times that of the text.
 */
export function matchProgram(program: Program, text: string, options: MatchOptions): MatchResult {
  const budget = { left: HIGHEST_COST };
  if (program.length * (text.length + 1) > HIGHEST_COST) return 'too costly';
  const visited = new Uint8Array(program.length * (text.length + 1));
  try {
    for (let start = 0; start <= text.length; start++) {
      const found = explore(program, text, start, { ...options, visited, budget });
      if (!found || !options.longest) {
        if (found) return found;
        continue;
      }
      visited.fill(0);
      return explore(program, text, start, { ...options, visited, budget, end: found[1] ?? -1 }) ?? found;
    }
    return 'no match';
  } catch (error) {
    if (error instanceof TooCostly) return 'too costly';
    throw error;
  }
}

class TooCostly extends Error {}

interface Exploration extends MatchOptions {
  readonly visited: Uint8Array;
  readonly budget: { left: number };
  /** Only a match that ends here counts, and the first such is taken. */
  readonly end?: number;
}

interface Thread {
  readonly at: number;
  readonly position: number;
  readonly captures: Captures;
}

function explore(program: Program, text: string, start: number, how: Exploration): Captures | undefined {
  const stack: Thread[] = [
    { at: 0, position: start, captures: new Array<number>((how.groups + 1) * 2).fill(-1) },
  ];
  let best: Captures | undefined;
  for (let thread = stack.pop(); thread; thread = stack.pop()) {
    const found = follow(program, text, thread, how, stack);
    if (found === undefined) continue;
    const captures = [start, found.position, ...found.captures.slice(2)];
    if (how.end !== undefined || !how.longest) return captures;
    if (!best || found.position > (best[1] ?? -1)) best = captures;
  }
  return best;
}

/** Runs one thread until it fails or matches; what it might do instead is left on the stack. */
function follow(
  program: Program,
  text: string,
  thread: Thread,
  how: Exploration,
  stack: Thread[],
): Thread | undefined {
  let { at, position, captures } = thread;
  for (;;) {
    const cell = at * (text.length + 1) + position;
    if (how.visited[cell] || --how.budget.left < 0) return cost(how);
    how.visited[cell] = 1;
    const step = program[at];
    if (!step) return undefined;
    if (step.op === 'match') {
      if (how.end === undefined || how.end === position) return { at, position, captures };
      return undefined;
    }
    if (step.op === 'split') {
      stack.push({ at: step.second, position, captures });
      at = step.first;
    } else if (step.op === 'jump') {
      at = step.to;
    } else if (step.op === 'save') {
      captures = captures.with(step.slot, position);
      at++;
    } else {
      if (!holds(step, text, position, how)) return undefined;
      if (step.op === 'byte') position++;
      at++;
    }
  }
}

function cost({ budget }: Exploration): undefined {
  if (budget.left < 0) throw new TooCostly();
}

function holds(
  step: Exclude<Step, { op: 'match' | 'split' | 'jump' | 'save' }>,
  text: string,
  position: number,
  how: Exploration,
): boolean {
  if (step.op === 'byte') return position < text.length && step.set[text.charCodeAt(position)] === 1;
  if (step.op === 'assertion') return ASSERTIONS[step.assertion](text, position);
  return looks(step, text, position, how) !== step.negated;
}

function looks(
  { ahead, program }: Step & { op: 'look' },
  text: string,
  position: number,
  { budget, groups }: Exploration,
): boolean {
  const search = (start: number, end?: number): boolean => {
    const visited = new Uint8Array(program.length * (text.length + 1));
    budget.left -= visited.length >> 4;
    const how = { longest: false, groups, visited, budget, ...(end !== undefined && { end }) };
    return explore(program, text, start, how) !== undefined;
  };
  if (ahead) return search(position);
  for (let start = position; start >= 0; start--) if (search(start, position)) return true;
  return false;
}

const LINE_FEED = '\n';

function wordAt(text: string, position: number): boolean {
  return position >= 0 && position < text.length && isWord(text.charCodeAt(position));
}

const ASSERTIONS: Readonly<Record<Assertion, (text: string, position: number) => boolean>> = {
  'text-start': (_, position) => position === 0,
  'text-end': (text, position) => position === text.length,
  'text-end-or-before-last-feed': (text, position) =>
    position === text.length || (position === text.length - 1 && text[position] === LINE_FEED),
  'line-start': (text, position) => position === 0 || text[position - 1] === LINE_FEED,
  'line-end': (text, position) => position === text.length || text[position] === LINE_FEED,
  'word-edge': (text, position) => wordAt(text, position - 1) !== wordAt(text, position),
  'no-word-edge': (text, position) => wordAt(text, position - 1) === wordAt(text, position),
  'word-start': (text, position) => !wordAt(text, position - 1) && wordAt(text, position),
  'word-end': (text, position) => wordAt(text, position - 1) && !wordAt(text, position),
};
