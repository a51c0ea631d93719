export interface Loop {
  /** The names that lead to each other; none when the name only stands on too long a chain. */
  readonly members: ReadonlySet<string>;
}

/** Names with a longer chain below them are handed out too. */
export const LONG_CHAIN = 40;
const NO_MEMBERS: ReadonlySet<string> = new Set();

interface Visit {
  readonly name: string;
  readonly index: number;
  readonly uses: readonly string[];
  next: number;
  low: number;
  depth: number;
  /** Its component is not yet closed. */
  open: boolean;
}

/**
 * The names that lead back to themselves, or stand on a long chain (the strongly connected components, by Tarjan).
 * Without recursion, for a chain may be as long as the file.
 */
export function findLoops(
  starts: readonly string[],
  usesOf: (name: string) => readonly string[],
): ReadonlyMap<string, Loop> {
  const search = new Search(usesOf);
  for (const start of starts) search.from(start);
  return search.loops;
}

class Search {
  readonly loops = new Map<string, Loop>();
  private readonly visits = new Map<string, Visit>();
  /** Visited names whose component is not yet closed. */
  private readonly open: Visit[] = [];

  constructor(private readonly usesOf: (name: string) => readonly string[]) {}

  from(start: string): void {
    if (this.visits.has(start)) return;
    const path = [this.visit(start)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const use = top.uses[top.next++];
      if (use === undefined) {
        path.pop();
        this.leave(top, path.at(-1));
        continue;
      }
      const known = this.visits.get(use);
      if (!known) path.push(this.visit(use));
      else if (known.open) top.low = Math.min(top.low, known.index);
      else top.depth = Math.max(top.depth, known.depth + 1);
    }
  }

  private visit(name: string): Visit {
    const index = this.visits.size;
    const visit = { name, index, uses: this.usesOf(name), next: 0, low: index, depth: 0, open: true };
    this.visits.set(name, visit);
    this.open.push(visit);
    return visit;
  }

  private leave(visit: Visit, above: Visit | undefined): void {
    if (above) {
      above.low = Math.min(above.low, visit.low);
      above.depth = Math.max(above.depth, visit.depth + 1);
    }
    if (visit.low !== visit.index) return;
    const component = this.open.splice(this.open.lastIndexOf(visit));
    for (const closed of component) closed.open = false;
    const loops = component.length > 1 || visit.uses.includes(visit.name);
    const members = loops ? new Set(component.map(({ name }) => name)) : NO_MEMBERS;
    if (!loops && visit.depth <= LONG_CHAIN) return;
    for (const { name } of component) this.loops.set(name, { members });
  }
}
