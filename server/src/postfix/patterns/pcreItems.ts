import {
  CLASSES,
  giveUp,
  isSpace,
  isWord,
  otherCase,
  refuse,
  setOf,
  type Assertion,
  type ByteSet,
} from './pattern';

type ByteTest = (byte: number) => boolean;

const isDigit: ByteTest = (byte) => byte >= 48 && byte <= 57;
const isHorizontal: ByteTest = (byte) => byte === 9 || byte === 32 || byte === 0xa0;
const isVertical: ByteTest = (byte) => (byte >= 10 && byte <= 13) || byte === 0x85;
const not =
  (test: ByteTest): ByteTest =>
  (byte) =>
    !test(byte);

export const ESCAPED_SETS: Readonly<Record<string, ByteTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
  h: isHorizontal,
  H: not(isHorizontal),
  v: isVertical,
  V: not(isVertical),
  N: (byte) => byte !== 10,
};

export const ESCAPED_ASSERTIONS: Readonly<Record<string, Assertion>> = {
  b: 'word-edge',
  B: 'no-word-edge',
  A: 'text-start',
  z: 'text-end',
  Z: 'text-end-or-before-last-feed',
};

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** An escape that stands for one byte, with the index behind it. `at` is at the backslash. */
export function readByteEscape(text: string, at: number): { readonly code: number; readonly end: number } {
  const character = text[at + 1];
  if (character === undefined) return refuse('trailing-backslash');
  const control = CONTROLS[character];
  if (control !== undefined) return { code: control, end: at + 2 };
  const octal = /^0[0-7]{0,2}/.exec(text.slice(at + 1));
  if (octal) return { code: parseInt(octal[0], 8), end: at + 1 + octal[0].length };
  const hex = /^x(?:\{([0-9a-fA-F]{1,2})\}|([0-9a-fA-F]{1,2}))/.exec(text.slice(at + 1));
  if (hex) return { code: parseInt(hex[1] ?? hex[2] ?? '', 16), end: at + 1 + hex[0].length };
  // Back references, properties and whatever a newer library may know.
  if (/[A-Za-z0-9]/.test(character)) return giveUp();
  return { code: character.charCodeAt(0), end: at + 2 };
}

/** A class in brackets; `at` is behind the opening one. */
export function readBrackets(
  text: string,
  at: number,
  ignoreCase: boolean,
): { readonly set: ByteSet; readonly end: number } {
  const negated = text[at] === '^';
  let next = negated ? at + 1 : at;
  const tests: ByteTest[] = [];
  for (let first = true; first || text[next] !== ']'; first = false) {
    if (next >= text.length) refuse('unmatched-bracket');
    const item = readItem(text, next, ignoreCase);
    tests.push(item.test);
    next = item.end;
  }
  const inside: ByteTest = (byte) => tests.some((test) => test(byte));
  return { set: setOf((byte) => inside(byte) !== negated), end: next + 1 };
}

interface Item {
  readonly test: ByteTest;
  readonly end: number;
  /** The byte, when it is one that may begin a range. */
  readonly code?: number;
}

function readItem(text: string, at: number, ignoreCase: boolean): Item {
  const low = readSingle(text, at, ignoreCase);
  if (text[low.end] !== '-' || text[low.end + 1] === ']') return low;
  if (low.end + 1 >= text.length) refuse('unmatched-bracket');
  const high = readSingle(text, low.end + 1, ignoreCase);
  // A class at either end of a hyphen is refused by some libraries and read as text by others.
  if (low.code === undefined || high.code === undefined) return giveUp();
  const [first, last] = [low.code, high.code];
  if (first > last) refuse('bad-range');
  const between: ByteTest = (byte) => byte >= first && byte <= last;
  return {
    test: ignoreCase ? (byte) => between(byte) || between(otherCase(byte)) : between,
    end: high.end,
  };
}

function readSingle(text: string, at: number, ignoreCase: boolean): Item {
  const single = (code: number, end: number): Item => ({
    test: ignoreCase ? (byte) => byte === code || otherCase(byte) === code : (byte) => byte === code,
    end,
    code,
  });
  if (text[at] === '[' && /[:.=]/.test(text[at + 1] ?? '')) return readNamedClass(text, at, ignoreCase);
  if (text[at] !== '\\') return single(text.charCodeAt(at), at + 1);
  const letter = text[at + 1] ?? '';
  if (letter === 'b') return single(8, at + 2);
  if (/[QENRX]/.test(letter)) giveUp();
  const set = ESCAPED_SETS[letter];
  if (set) return { test: set, end: at + 2 };
  const { code, end } = readByteEscape(text, at);
  return single(code, end);
}

function readNamedClass(text: string, at: number, ignoreCase: boolean): Item {
  const match = /^\[:(\^?)([a-z]+):\]/.exec(text.slice(at));
  // Without an end it is text; which texts count as an end differs.
  if (!match) return giveUp();
  const name = match[2] ?? '';
  const either = ignoreCase && (name === 'upper' || name === 'lower');
  const test = name === 'word' ? isWord : CLASSES[either ? 'alpha' : name];
  if (!test) return refuse('bad-class-name');
  return { test: match[1] === '^' ? not(test) : test, end: at + match[0].length };
}
