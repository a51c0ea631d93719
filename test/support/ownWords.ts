/** How many words in a row, names and values left out, make a sentence somebody else's. */
const RUN = 8;

/** A word of a language, not a name or a value: letters, with hyphens and apostrophes between them. */
const WORD = /^[a-z]+(?:['-][a-z]+)*$/;

const BLANKS = /[\s—–…]+|\/(?=[a-z])/i;

/** The words of a text, small, without punctuation, and without what is a name or a value. */
function words(text: string, names: ReadonlySet<string>): string[] {
  return text
    .replace(/’/g, "'")
    .split(BLANKS)
    .map((token) => token.toLowerCase().replace(/^[("'`[]+|[)"'`\].,;:!?]+$/g, ''))
    .filter((token) => WORD.test(token) && !names.has(token));
}

function runs(list: readonly string[]): string[] {
  return list.slice(RUN - 1).map((_, start) => list.slice(start, start + RUN).join(' '));
}

/** Knows manuals, and finds in other texts what is taken from them. */
export class OwnWords {
  private readonly manual = new Set<string>();

  /** `names` are no words of the language, though they look like some. */
  constructor(
    manuals: readonly string[],
    private readonly names: ReadonlySet<string>,
  ) {
    for (const text of manuals) for (const run of runs(words(text, names))) this.manual.add(run);
  }

  /** How many different runs of words the manuals hold. */
  get size(): number {
    return this.manual.size;
  }

  /** Runs of a text that stand in a manual too. A run never goes on from one sentence to the next. */
  taken(text: string): string[] {
    const sentences = text.split(/(?<=[.!?]["')]?)\s+(?=["'(]?[A-Z0-9])/);
    return sentences
      .flatMap((sentence) => runs(words(sentence, this.names)))
      .filter((run) => this.manual.has(run));
  }
}
