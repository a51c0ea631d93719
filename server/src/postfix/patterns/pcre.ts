import {
  byteNode,
  choiceOf,
  EMPTY,
  giveUp,
  otherCase,
  parsePattern,
  refuse,
  sequenceOf,
  toBytes,
  type ParsedPattern,
  type PatternNode,
} from './pattern';
import { ESCAPED_ASSERTIONS, ESCAPED_SETS, readBrackets, readByteEscape } from './pcreItems';

/** The flags of pcre_table(5) as they stand for one pattern. */
export interface PcreOptions {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
  readonly anchored: boolean;
  /** `$` matches only at the very end. */
  readonly dollarEndOnly: boolean;
  readonly ungreedy: boolean;
}

/** Reads a Perl-compatible expression as pcre2_compile(3) does without UTF. What is rare or new is unsupported. */
export function parsePcre(source: string, options: PcreOptions): ParsedPattern {
  return parsePattern(() => new PcreParser(toBytes(source), options).parse());
}

const LINE_FEED = 10;
const HIGHEST_REPEAT = 65535;
const INTERVAL = /^\{(\d+)(,?)(\d*)\}/;
/** Newer libraries read these as intervals, older ones as text. */
const DISPUTED_INTERVAL = /^\{\s*\d*\s*,?\s*\d*\s*\}/;
const REPEATS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '*': [0, Infinity],
  '+': [1, Infinity],
  '?': [0, 1],
};
const LOOKS: readonly (readonly [opening: string, ahead: boolean, negated: boolean])[] = [
  ['?=', true, false],
  ['?!', true, true],
  ['?<=', false, false],
  ['?<!', false, true],
];
const NAMED = /^\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/;
const INLINE_FLAGS = /^\?([imsx]*)(?:-([imsx]+))?([:)])/;
const FLAGS: Readonly<Record<string, keyof PcreOptions>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'extended',
};

class PcreParser {
  private at = 0;
  private groups = 0;
  private depth = 0;
  private readonly names = new Set<string>();

  constructor(
    private readonly text: string,
    private options: PcreOptions,
  ) {}

  parse(): ParsedPattern {
    if (this.text.startsWith('(*')) giveUp();
    const body = this.choice();
    if (this.at < this.text.length) refuse('unmatched-parenthesis');
    const start: PatternNode = { kind: 'assertion', assertion: 'text-start' };
    const root = this.options.anchored ? sequenceOf([start, body]) : body;
    return { kind: 'pattern', root, groups: this.groups };
  }

  /** Flags set inside of a group end with it. */
  private choice(): PatternNode {
    const outer = this.options;
    const items = [this.branch()];
    while (this.text[this.at] === '|') {
      this.at++;
      items.push(this.branch());
    }
    this.options = outer;
    return choiceOf(items);
  }

  private branch(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      this.skipExtended();
      const character = this.text[this.at];
      if (character === undefined || character === '|' || character === ')') return sequenceOf(items);
      const item = this.item(character);
      if (item) items.push(item);
    }
  }

  private skipExtended(): void {
    if (!this.options.extended) return;
    const skipped = /^(?:[\t-\r ]|#[^\n]*(?:\n|$))+/.exec(this.text.slice(this.at));
    this.at += skipped?.[0].length ?? 0;
  }

  private item(character: string): PatternNode | undefined {
    const anchor = this.anchor(character);
    if (anchor) {
      this.skipExtended();
      if (this.repetition()) giveUp();
      return anchor;
    }
    if (this.text.startsWith('\\Q', this.at)) return this.quoted();
    const node = this.atom(character);
    if (!node) return undefined;
    if (node.kind === 'look') {
      if (this.repetition()) giveUp();
      return node;
    }
    return this.repeated(node);
  }

  private repeated(node: PatternNode): PatternNode {
    this.skipExtended();
    const range = this.repetition();
    if (!range) return node;
    const behind = this.text[this.at];
    if (behind === '+') giveUp();
    const lazy = behind === '?';
    if (lazy) this.at++;
    this.skipExtended();
    if (this.repetition()) giveUp();
    return {
      kind: 'repeat',
      body: node,
      min: range[0],
      max: range[1],
      greedy: lazy === this.options.ungreedy,
    };
  }

  private anchor(character: string): PatternNode | undefined {
    const { multiline, dollarEndOnly } = this.options;
    if (character === '^') {
      this.at++;
      return { kind: 'assertion', assertion: multiline ? 'line-start' : 'text-start' };
    }
    if (character === '$') {
      this.at++;
      const end = dollarEndOnly ? 'text-end' : 'text-end-or-before-last-feed';
      return { kind: 'assertion', assertion: multiline ? 'line-end' : end };
    }
    const assertion = character === '\\' ? ESCAPED_ASSERTIONS[this.text[this.at + 1] ?? ''] : undefined;
    if (!assertion) return undefined;
    this.at += 2;
    return { kind: 'assertion', assertion };
  }

  private atom(character: string): PatternNode | undefined {
    if (character in REPEATS) refuse('nothing-to-repeat');
    if (character === '{' && DISPUTED_INTERVAL.test(this.text.slice(this.at))) giveUp();
    if (character === '\\') return this.escaped();
    this.at++;
    if (character === '(') return this.group();
    if (character === '[') return this.brackets();
    if (character === '.') {
      const { dotAll } = this.options;
      return byteNode((byte) => dotAll || byte !== LINE_FEED);
    }
    return this.literal(character.charCodeAt(0));
  }

  private brackets(): PatternNode {
    const { set, end } = readBrackets(this.text, this.at, this.options.ignoreCase);
    this.at = end;
    return { kind: 'byte', set };
  }

  private literal(code: number): PatternNode {
    const { ignoreCase } = this.options;
    return byteNode((byte) => byte === code || (ignoreCase && otherCase(byte) === code));
  }

  private escaped(): PatternNode {
    const set = ESCAPED_SETS[this.text[this.at + 1] ?? ''];
    if (set) {
      this.at += 2;
      return byteNode(set);
    }
    const { code, end } = readByteEscape(this.text, this.at);
    this.at = end;
    return this.literal(code);
  }

  /** `\Q…\E`: all of it stands for itself; a repetition behind it counts for its last character. */
  private quoted(): PatternNode {
    const close = this.text.indexOf('\\E', this.at);
    const end = close < 0 ? this.text.length : close;
    const items = [...this.text.slice(this.at + 2, end)].map((character) =>
      this.literal(character.charCodeAt(0)),
    );
    this.at = close < 0 ? end : close + 2;
    if (this.repetition()) giveUp();
    return sequenceOf(items);
  }

  private group(): PatternNode | undefined {
    const rest = this.text.slice(this.at);
    if (!rest.startsWith('?')) return rest.startsWith('*') ? giveUp() : this.capture(0);
    if (rest.startsWith('?:')) return this.enclosed(2);
    const look = LOOKS.find(([opening]) => rest.startsWith(opening));
    if (look) return this.look(look);
    const named = NAMED.exec(rest);
    if (named) return this.named(named[1] ?? named[2] ?? '', named[0].length);
    return rest.startsWith('?#') ? this.comment() : this.inlineFlags(rest);
  }

  private look([opening, ahead, negated]: (typeof LOOKS)[number]): PatternNode {
    const body = this.enclosed(opening.length);
    const choices = body.kind === 'choice' ? body.items : [body];
    // Which other ones a library takes depends on its version.
    if (!ahead && choices.some((choice) => lengthOf(choice) === undefined)) giveUp();
    return { kind: 'look', ahead, negated, body };
  }

  private named(name: string, opening: number): PatternNode {
    if (this.names.has(name)) giveUp();
    this.names.add(name);
    return this.capture(opening);
  }

  private capture(opening: number): PatternNode {
    const index = ++this.groups;
    return { kind: 'group', index, body: this.enclosed(opening) };
  }

  private enclosed(opening: number): PatternNode {
    this.at += opening;
    if (++this.depth > 200) giveUp();
    const body = this.choice();
    if (this.text[this.at] !== ')') refuse('unmatched-parenthesis');
    this.at++;
    this.depth--;
    return body;
  }

  private comment(): undefined {
    const close = this.text.indexOf(')', this.at);
    if (close < 0) refuse('unmatched-parenthesis');
    this.at = close + 1;
    if (this.repetition()) giveUp();
    return undefined;
  }

  private inlineFlags(rest: string): PatternNode | undefined {
    const match = INLINE_FLAGS.exec(rest);
    if (!match) return giveUp();
    const outer = this.options;
    const set = (letters: string, value: boolean): void => {
      for (const letter of letters) {
        const name = FLAGS[letter];
        if (name) this.options = { ...this.options, [name]: value };
      }
    };
    if ((match[1] ?? '').includes('xx')) giveUp();
    set(match[1] ?? '', true);
    set(match[2] ?? '', false);
    if (match[3] === ')') {
      this.at += match[0].length;
      if (this.repetition()) giveUp();
      return EMPTY;
    }
    const body = this.enclosed(match[0].length);
    this.options = outer;
    return body;
  }

  private repetition(): readonly [number, number] | undefined {
    const character = this.text[this.at] ?? '';
    const simple = REPEATS[character];
    if (simple) {
      this.at++;
      return simple;
    }
    if (character !== '{') return undefined;
    const rest = this.text.slice(this.at);
    const match = INTERVAL.exec(rest);
    if (!match) return DISPUTED_INTERVAL.test(rest) ? giveUp() : undefined;
    const [whole, low, comma, high] = match;
    const min = Number(low);
    const max = comma === '' ? min : high === '' ? Infinity : Number(high);
    if (min > max || (max === Infinity ? min : max) > HIGHEST_REPEAT) refuse('bad-interval');
    this.at += whole.length;
    return [min, max];
  }
}

/** How many bytes a node matches, when it is always the same number. */
function lengthOf(node: PatternNode): number | undefined {
  switch (node.kind) {
    case 'byte':
      return 1;
    case 'assertion':
    case 'look':
      return 0;
    case 'group':
      return lengthOf(node.body);
    case 'repeat': {
      const once = lengthOf(node.body);
      return node.min === node.max && once !== undefined ? once * node.min : undefined;
    }
    case 'sequence':
      return node.items.reduce<number | undefined>((sum, item) => {
        const length = lengthOf(item);
        return sum === undefined || length === undefined ? undefined : sum + length;
      }, 0);
    case 'choice': {
      const lengths = new Set(node.items.map(lengthOf));
      return lengths.size === 1 ? [...lengths][0] : undefined;
    }
  }
}
