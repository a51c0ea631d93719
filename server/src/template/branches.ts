import type { Tag } from './scan';

/** From this offset on, the text stands in these arms of these blocks. */
interface Stretch {
  readonly start: number;
  /** Empty outside of all blocks; equal for two places that always come together. */
  readonly branch: string;
}

/** Which parts of a template may be left out, repeated, or exclude each other. */
export class Branches {
  private constructor(private readonly stretches: readonly Stretch[]) {}

  static of(text: string, tags: readonly Tag[]): Branches {
    const stretches: Stretch[] = [];
    const blocks: { readonly id: number; arm: number }[] = [];
    const mark = (start: number): void => {
      stretches.push({ start, branch: blocks.map(({ id, arm }) => `${id}.${arm}`).join('/') });
    };
    tags.forEach(({ role, start, end }, id) => {
      const last = blocks.at(-1);
      if (role === 'prefix') {
        blocks.push({ id, arm: 0 });
        mark(start);
        blocks.pop();
        mark(lineEnd(text, end));
      } else if (role === 'open') {
        blocks.push({ id, arm: 0 });
        mark(start);
      } else if (role === 'arm' && last) {
        last.arm++;
        mark(start);
      } else if (role === 'close' && last) {
        blocks.pop();
        mark(end);
      }
    });
    return new Branches(stretches);
  }

  /** The branch that a place stands in. */
  at(offset: number): string {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.stretches[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.stretches[low - 1]?.branch ?? '';
  }

  /** True for a place that a template may leave out, or repeat. */
  isConditional(offset: number): boolean {
    return this.at(offset) !== '';
  }
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}
