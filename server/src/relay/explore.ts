import type { Oracle } from './session';
import type { Dependency, Outcome, Verdict } from './verdict';

/** One question that a run asked. */
interface Asked {
  readonly dependency: Dependency;
  readonly options: number;
  readonly taken: number;
}

/** Runs with the answers of a path, then with the first option of every further question. */
function runAlong(
  run: (oracle: Oracle) => Outcome,
  path: readonly number[],
): { readonly outcome: Outcome; readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  const answers = new Map<string, string>();
  const outcome = run({
    ask(dependency, question, options) {
      const id = `${dependency.kind} ${dependency.name} ${question}`;
      const known = options.find((option) => option === answers.get(id));
      if (known !== undefined) return known;
      const taken = path[asked.length] ?? 0;
      asked.push({ dependency, options: options.length, taken });
      const answer = options[taken] ?? options[0];
      answers.set(id, answer);
      return answer;
    },
  });
  return { outcome, asked };
}

/** More runs than this one configuration is not worth; what is left open then counts as deciding. */
const MAXIMUM_RUNS = 300;

/** Tries every answer to what the files do not tell, and joins how the runs end. */
export function explore(run: (oracle: Oracle) => Outcome): Verdict {
  const explorer = new Explorer(run);
  const { outcome, ends } = explorer.visit([]);
  return join(outcome, [...ends.values()], explorer.relevant());
}

type Ends = ReadonlyMap<string, Outcome>;

class Explorer {
  private runs = 0;
  private readonly deciding = new Map<string, Dependency>();

  constructor(private readonly run: (oracle: Oracle) => Outcome) {}

  relevant(): readonly Dependency[] {
    return [...this.deciding.values()];
  }

  /** How the runs end that begin with the answers of a path. */
  visit(path: readonly number[]): { readonly outcome: Outcome; readonly ends: Ends } {
    this.runs++;
    const { outcome, asked } = runAlong(this.run, path);
    let ends: Ends = new Map([[keyOf(outcome), outcome]]);
    for (let index = asked.length - 1; index >= path.length; index--) {
      const question = asked[index];
      if (!question) continue;
      const before = asked.slice(0, index).map(({ taken }) => taken);
      for (let option = 1; option < question.options; option++) {
        const other = this.runs < MAXIMUM_RUNS ? this.visit([...before, option]).ends : undefined;
        const joined = new Map([...ends, ...(other ?? [])]);
        if (!other || joined.size > 1) this.note(question.dependency, joined);
        ends = joined;
      }
    }
    return { outcome, ends };
  }

  /** Only what makes the difference between yes and no decides. */
  private note(dependency: Dependency, ends: Ends): void {
    const kinds = new Set([...ends.values()].map(({ kind }) => kind === 'permit'));
    if (kinds.size > 1) this.deciding.set(`${dependency.kind} ${dependency.name}`, dependency);
  }
}

const keyOf = ({ kind, code }: Outcome): string => `${kind} ${code}`;

/** Mail that is refused in every case is refused as in the usual one. */
function join(usual: Outcome, ends: readonly Outcome[], deciding: readonly Dependency[]): Verdict {
  const permits = ends.filter(({ kind }) => kind === 'permit').length;
  const codes = [...new Set(ends.map(({ code }) => code))].sort((a, b) => a - b);
  const kind = permits > 0 && permits < ends.length ? 'depends' : usual.kind;
  return { ...usual, kind, dependsOn: kind === 'depends' ? deciding : [], usual: usual.kind, codes };
}
