import { nameOf, numberOf, numbersGiven } from '../postfix/nameNumbers';
import type { Reading } from '../postfix/reading';

/** A setting of one place. */
export interface Said {
  readonly name: string;
  /** The number of the name. */
  readonly number: number;
  /** What its value says. */
  readonly reading: Reading;
}

export interface MentionOptions {
  /** The release has functions (`${domain_to_ascii{…}}`). */
  readonly calls: boolean;
  /** False for a name whose value is read as it is. */
  scanned(name: string): boolean;
  /** What the value of a name says that is not set here, where it has one. */
  elsewhere(name: string): Reading | undefined;
}

/**
 * Which settings of one place mention which names (`$name`). This is asked of each name at each keystroke, and
 * therefore worked out with the numbers of names alone, which each value knows.
 */
export class MentionGraph {
  /** By position in `settings`: the names that each value mentions. */
  private readonly mentions: readonly (readonly number[])[];
  /** By number of a name: one more than its position in `settings`; 0 for a name that is not set here. */
  private readonly places: Uint32Array;
  /** By number of a name. */
  private readonly mentioned: Uint8Array;

  /** Each name is set once. */
  constructor(
    private readonly settings: readonly Said[],
    private readonly options: MentionOptions,
  ) {
    // Gives a number to each name that has none, before anything is as long as there are numbers.
    this.mentions = settings.map((setting) =>
      this.isRead(setting) ? setting.reading.mentioned(options.calls) : NONE,
    );
    this.places = new Uint32Array(numbersGiven());
    this.mentioned = new Uint8Array(numbersGiven());
    settings.forEach(({ number }, position) => (this.places[number] = position + 1));
    for (const numbers of this.mentions) for (const number of numbers) this.mentioned[number] = 1;
  }

  /** Some value here mentions the name. */
  isMentioned(name: string): boolean {
    return this.mentioned[numberOf(name)] === 1;
  }

  /** The names that are mentioned here, but not set. */
  get strangers(): string[] {
    const found: string[] = [];
    this.mentioned.forEach((mentioned, number) => {
      if (mentioned === 1 && this.places[number] === 0) found.push(nameOf(number) ?? '');
    });
    return found;
  }

  /** The settings whose values mention one of these names. */
  mentioning(names: Iterable<string>): Said[] {
    const wanted = new Uint8Array(numbersGiven());
    for (const name of names) wanted[numberOf(name)] = 1;
    const isWanted = (number: number): boolean => wanted[number] === 1;
    return this.settings.filter((_, position) => this.mentions[position]?.some(isWanted));
  }

  /** The names that are set here, but not mentioned. */
  get unmentioned(): string[] {
    return this.settings.filter(({ number }) => this.mentioned[number] === 0).map(({ name }) => name);
  }

  /**
   * So many names in a row lead from one to the next, at most; `Infinity` where they come back to themselves. Names
   * that only a condition asks for count too: this tells where nothing can be wrong, not that something is.
   */
  get longestChain(): number {
    const lengths: number[] = new Array<number>(numbersGiven());
    let longest = 0;
    this.settings.forEach(({ number }, position) => {
      if (longest < Infinity && this.mentions[position] !== NONE && lengths[number] === undefined)
        longest = Math.max(longest, this.chainFrom(number, lengths));
    });
    return longest;
  }

  /** Without recursion, for a chain may be as long as the file. */
  private chainFrom(start: number, lengths: number[]): number {
    const path: Step[] = [{ number: start, targets: this.targetsOf(start), next: 0 }];
    lengths[start] = ON_THE_WAY;
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.targets[top.next++];
      if (target === undefined) {
        lengths[top.number] =
          1 + top.targets.reduce((longest, one) => Math.max(longest, lengths[one] ?? 0), 0);
        path.pop();
      } else if (lengths[target] === ON_THE_WAY) {
        return Infinity;
      } else if (lengths[target] === undefined) {
        lengths[target] = ON_THE_WAY;
        path.push({ number: target, targets: this.targetsOf(target), next: 0 });
      }
    }
    return lengths[start] ?? 0;
  }

  /** Where a name leads; one that is not set here by way of its value elsewhere. */
  private targetsOf(number: number): readonly number[] {
    const setting = this.settings[(this.places[number] ?? 0) - 1];
    if (setting) return this.isRead(setting) ? setting.reading.leadsTo(this.options.calls) : NONE;
    return this.options.elsewhere(nameOf(number) ?? '')?.insertedNumbers ?? NONE;
  }

  private isRead({ name, reading }: Said): boolean {
    return reading.mentions && this.options.scanned(name);
  }
}

/** A name on the way of a chain, and which of its targets comes next. */
interface Step {
  readonly number: number;
  readonly targets: readonly number[];
  next: number;
}

const ON_THE_WAY = -1;
const NONE: readonly number[] = [];
