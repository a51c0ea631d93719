import {
  byteNode,
  choiceOf,
  CLASSES,
  EMPTY,
  giveUp,
  isSpace,
  isWord,
  parsePattern,
  refuse,
  sequenceOf,
  toBytes,
  upperCase,
  type Assertion,
  type ParsedPattern,
  type PatternNode,
} from './pattern';

export interface PosixOptions {
  readonly ignoreCase: boolean;
  /** REG_NEWLINE: `^` and `$` stand at lines too, `.` and `[^…]` match no line feed. */
  readonly lines: boolean;
  /** Extended syntax; the basic one is read only where both mean the same. */
  readonly extended: boolean;
}

/** Characters and escapes that mean the same in basic and in extended expressions. */
const SAME_IN_BOTH = /^\^?(?:[^\\^$*+?(){}|[\]]|\\[.^$*[\]/]|\.)*\$?$/;

/** Reads a regular expression as regcomp(3) of the GNU C library does in the C locale. */
export function parsePosix(source: string, options: PosixOptions): ParsedPattern {
  if (!options.extended && !SAME_IN_BOTH.test(source)) return { kind: 'unsupported' };
  return parsePattern(() => new PosixParser(toBytes(source), options).parse());
}

const INTERVAL = /^\{(\d*)(,?)(\d*)\}/;
const HIGHEST_REPEAT = 0x7fff;
const LINE_FEED = 10;
const REPEATS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
};
const ESCAPED_EDGES: Readonly<Record<string, Assertion>> = {
  '<': 'word-start',
  '>': 'word-end',
  b: 'word-edge',
  '`': 'text-start',
  "'": 'text-end',
};
const ESCAPED_SETS: Readonly<Record<string, (byte: number) => boolean>> = {
  w: isWord,
  W: (byte) => !isWord(byte),
  s: isSpace,
  S: (byte) => !isSpace(byte),
};

class PosixParser {
  private at = 0;
  private groups = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly options: PosixOptions,
  ) {}

  parse(): ParsedPattern {
    const root = this.choice();
    return { kind: 'pattern', root, groups: this.groups };
  }

  private choice(): PatternNode {
    const items = [this.branch()];
    while (this.text[this.at] === '|') {
      this.at++;
      items.push(this.branch());
    }
    return choiceOf(items);
  }

  private branch(): PatternNode {
    const items: PatternNode[] = [];
    while (this.at < this.text.length && this.text[this.at] !== '|') {
      if (this.text[this.at] === ')' && this.depth > 0) break;
      items.push(this.item());
    }
    return sequenceOf(items);
  }

  private item(): PatternNode {
    const anchor = this.anchor();
    // An anchor takes no repetition, so that one behind it has nothing to repeat.
    if (anchor) return anchor;
    let node = this.atom();
    for (;;) {
      const range = this.repetition();
      if (!range) return node;
      node = { kind: 'repeat', body: node, min: range[0], max: range[1], greedy: true };
    }
  }

  private anchor(): PatternNode | undefined {
    const character = this.text[this.at];
    const { lines } = this.options;
    if (character === '^') {
      this.at++;
      return { kind: 'assertion', assertion: lines ? 'line-start' : 'text-start' };
    }
    if (character === '$') {
      this.at++;
      return { kind: 'assertion', assertion: lines ? 'line-end' : 'text-end' };
    }
    const edge = character === '\\' ? ESCAPED_EDGES[this.text[this.at + 1] ?? ''] : undefined;
    if (!edge) return undefined;
    this.at += 2;
    return { kind: 'assertion', assertion: edge };
  }

  private atom(): PatternNode {
    const character = this.text[this.at++] ?? '';
    if (character === '(') return this.group();
    if (character === '[') return this.brackets();
    if (character === '.')
      return byteNode((byte) => byte !== 0 && !(this.options.lines && byte === LINE_FEED));
    if (character === '\\') return this.escaped();
    if (character in REPEATS || character === '{') refuse('nothing-to-repeat');
    return this.literal(character);
  }

  private group(): PatternNode {
    const index = ++this.groups;
    this.depth++;
    const body = this.text[this.at] === ')' ? EMPTY : this.choice();
    if (this.text[this.at] !== ')') refuse('unmatched-parenthesis');
    this.at++;
    this.depth--;
    return { kind: 'group', index, body };
  }

  private escaped(): PatternNode {
    const character = this.text[this.at++];
    if (character === undefined) refuse('trailing-backslash');
    const set = ESCAPED_SETS[character];
    if (set) return byteNode(set);
    // Back references, and the GNU form of "no edge of a word", are too particular to be foretold.
    if (/[1-9B]/.test(character)) giveUp();
    return this.literal(character);
  }

  private literal(character: string): PatternNode {
    const code = character.charCodeAt(0);
    if (!this.options.ignoreCase) return byteNode((byte) => byte === code);
    return byteNode((byte) => upperCase(byte) === upperCase(code));
  }

  private repetition(): readonly [number, number] | undefined {
    const character = this.text[this.at] ?? '';
    const simple = REPEATS[character];
    if (simple) {
      this.at++;
      return simple;
    }
    return character === '{' ? this.interval() : undefined;
  }

  private interval(): readonly [number, number] {
    const match = INTERVAL.exec(this.text.slice(this.at));
    if (!match) return refuse('bad-interval');
    const [whole, low = '', comma, high = ''] = match;
    if (low === '' && comma === '') refuse('bad-interval');
    const min = Number(low);
    const max = comma === '' ? min : high === '' ? Infinity : Number(high);
    if (min > max || (max === Infinity ? min : max) > HIGHEST_REPEAT) refuse('bad-interval');
    this.at += whole.length;
    return [min, max];
  }

  private brackets(): PatternNode {
    const negated = this.text[this.at] === '^';
    if (negated) this.at++;
    const tests: ((byte: number) => boolean)[] = [];
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.at >= this.text.length) refuse('unmatched-bracket');
      tests.push(this.bracketItem(first));
    }
    this.at++;
    const { ignoreCase, lines } = this.options;
    return byteNode((byte) => {
      const folded = ignoreCase ? upperCase(byte) : byte;
      const inside = tests.some((test) => test(folded));
      return negated ? byte !== 0 && !inside && !(lines && byte === LINE_FEED) : inside;
    });
  }

  private bracketItem(first: boolean): (byte: number) => boolean {
    if (this.text.startsWith('[:', this.at)) return this.characterClass();
    // A hyphen that is no range may stand at either end of the brackets only.
    if (!first && this.text[this.at] === '-' && this.text[this.at + 1] !== ']') refuse('bad-range');
    const low = this.bracketCharacter();
    if (this.text[this.at] !== '-' || this.text[this.at + 1] === ']') return (byte) => byte === low;
    if (this.at + 1 >= this.text.length) refuse('unmatched-bracket');
    this.at++;
    if (this.text.startsWith('[:', this.at)) giveUp();
    const high = this.bracketCharacter();
    if (low > high) refuse('bad-range');
    return (byte) => byte >= low && byte <= high;
  }

  /** One character, also as `[.c.]` or `[=c=]`; folded, as the ends of a range are compared in capitals. */
  private bracketCharacter(): number {
    const collating = /^\[([.=])([^]{1,2}?)\1\]/.exec(this.text.slice(this.at));
    if (!collating && /^\[[.=]/.test(this.text.slice(this.at))) giveUp();
    const character = collating?.[2] ?? this.text[this.at] ?? '';
    if (character.length !== 1) giveUp();
    this.at += collating ? collating[0].length : 1;
    const code = character.charCodeAt(0);
    return this.options.ignoreCase ? upperCase(code) : code;
  }

  private characterClass(): (byte: number) => boolean {
    const match = /^\[:([^\]:]*):\]/.exec(this.text.slice(this.at));
    if (!match) return giveUp();
    const name = match[1] ?? '';
    const either = this.options.ignoreCase && (name === 'upper' || name === 'lower');
    const test = CLASSES[either ? 'alpha' : name];
    if (!test) return refuse('bad-class-name');
    this.at += match[0].length;
    return test;
  }
}
