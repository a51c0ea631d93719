import type { Reading } from '../postfix/reading';

/** A setting of one place: its name, and what its value says. */
export type Said = readonly [name: string, reading: Reading];

export interface MentionOptions {
  /** The release has functions (`${domain_to_ascii{…}}`). */
  readonly calls: boolean;
  /** False for a name whose value is read as it is. */
  scanned(name: string): boolean;
  /** What the value of a name says that is not set here, where it has one. */
  elsewhere(name: string): Reading | undefined;
}

/**
 * Which settings of one place mention which names (`$name`). This is asked of each name at each keystroke: every
 * mention is looked up once, and what follows from it is worked out with numbers, for a name is its index.
 */
export class MentionGraph {
  private readonly indexes = new Map<string, number>();
  /** By index. Names that are set here come first. */
  private readonly names: string[] = [];
  private readonly count: number;
  private readonly mentioned: boolean[] = [];
  /** By index: the names that its value mentions. */
  private readonly targets: (readonly number[] | undefined)[] = [];

  /** Each name is set once. */
  constructor(
    settings: Iterable<Said>,
    private readonly options: MentionOptions,
  ) {
    const readings: Reading[] = [];
    for (const [name, reading] of settings) {
      this.indexes.set(name, this.names.push(name) - 1);
      readings.push(reading);
    }
    this.count = readings.length;
    readings.forEach((reading, index) => {
      const targets = this.read(this.names[index]!, reading);
      if (targets.length > 0) this.targets[index] = targets;
    });
  }

  /** Some value here mentions the name. */
  isMentioned(name: string): boolean {
    const index = this.indexes.get(name);
    return index !== undefined && this.mentioned[index] === true;
  }

  /** The names that are mentioned here, but not set. */
  get strangers(): string[] {
    return this.names.filter((_, index) => index >= this.count && this.mentioned[index]);
  }

  /**
   * So many names in a row lead from one to the next, at most; `Infinity` where they come back to themselves. Names
   * that only a condition asks for count too: this tells where nothing can be wrong, not that something is.
   */
  get longestChain(): number {
    const lengths: number[] = [];
    let longest = 0;
    for (let start = 0; start < this.count && longest < Infinity; start++) {
      if (this.targets[start] && lengths[start] === undefined)
        longest = Math.max(longest, this.chainFrom(start, lengths));
    }
    return longest;
  }

  /** Without recursion, for a chain may be as long as the file. */
  private chainFrom(start: number, lengths: number[]): number {
    const path = [start];
    const next = [0];
    lengths[start] = ON_THE_WAY;
    while (path.length > 0) {
      const top = path.length - 1;
      const targets = this.targetsOf(path[top]!);
      const target = targets[next[top]!++];
      if (target === undefined) {
        lengths[path[top]!] = 1 + targets.reduce((longest, one) => Math.max(longest, lengths[one]!), 0);
        path.pop();
        next.pop();
      } else if (lengths[target] === ON_THE_WAY) {
        return Infinity;
      } else if (lengths[target] === undefined) {
        lengths[target] = ON_THE_WAY;
        path.push(target);
        next.push(0);
      }
    }
    return lengths[start];
  }

  /** Those of a name that is not set here are read when a chain gets there. */
  private targetsOf(index: number): readonly number[] {
    let targets = this.targets[index];
    if (!targets) {
      const reading = index < this.count ? undefined : this.options.elsewhere(this.names[index]!);
      this.targets[index] = targets = reading ? this.inserted(reading) : NONE;
    }
    return targets;
  }

  private read(name: string, reading: Reading): readonly number[] {
    if (!reading.mentions || !this.options.scanned(name)) return NONE;
    const { names, problems } = reading.scan(this.options.calls);
    const targets = names.map((used) => this.indexOf(used));
    for (const target of targets) this.mentioned[target] = true;
    // Behind a problem `postconf` looks no further, but programs may.
    return problems.length === 0 ? targets : [...targets, ...this.inserted(reading)];
  }

  private inserted(reading: Reading): readonly number[] {
    return reading.mentions ? reading.inserted.map(({ name }) => this.indexOf(name.text)) : NONE;
  }

  private indexOf(name: string): number {
    let index = this.indexes.get(name);
    if (index === undefined) this.indexes.set(name, (index = this.names.push(name) - 1));
    return index;
  }
}

const ON_THE_WAY = -1;
const NONE: readonly number[] = [];
