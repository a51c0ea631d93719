/** Which bytes an item matches; index is the byte. */
export type ByteSet = Uint8Array;

export type Assertion =
  | 'text-start'
  | 'text-end'
  /** At the end, or before a line feed that ends the text. */
  | 'text-end-or-before-last-feed'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge'
  | 'word-start'
  | 'word-end';

/** A regular expression of any dialect; letter case is settled in its byte sets. */
export type PatternNode =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negated: boolean; readonly body: PatternNode };

export type PatternError =
  | 'unmatched-parenthesis'
  | 'unmatched-bracket'
  | 'nothing-to-repeat'
  | 'bad-interval'
  | 'bad-range'
  | 'bad-class-name'
  | 'trailing-backslash'
  | 'bad-back-reference';

/** What became of a pattern: `unsupported` is one that the real library may well take. */
export type ParsedPattern =
  | { readonly kind: 'pattern'; readonly root: PatternNode; readonly groups: number }
  | { readonly kind: 'error'; readonly error: PatternError }
  | { readonly kind: 'unsupported' };

/** Ends the parsing of a pattern from any depth; never leaves the module that throws it. */
export class PatternStop extends Error {
  constructor(readonly result: Exclude<ParsedPattern, { kind: 'pattern' }>) {
    super();
  }
}

export function refuse(error: PatternError): never {
  throw new PatternStop({ kind: 'error', error });
}

export function giveUp(): never {
  throw new PatternStop({ kind: 'unsupported' });
}

/** Runs a parser that stops by `refuse` and `giveUp`. */
export function parsePattern(parse: () => ParsedPattern): ParsedPattern {
  try {
    return parse();
  } catch (stop) {
    if (stop instanceof PatternStop) return stop.result;
    throw stop;
  }
}

export const EMPTY: PatternNode = { kind: 'sequence', items: [] };

export function setOf(test: (byte: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (test(byte) ? 1 : 0));
}

export function byteNode(test: (byte: number) => boolean): PatternNode {
  return { kind: 'byte', set: setOf(test) };
}

const between = (low: number, high: number) => (byte: number) => byte >= low && byte <= high;
const isUpper = between(65, 90);
const isLower = between(97, 122);
const isDigit = between(48, 57);
const isAlpha = (byte: number): boolean => isUpper(byte) || isLower(byte);
const isAlnum = (byte: number): boolean => isAlpha(byte) || isDigit(byte);
const isGraph = between(33, 126);
export const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/** Character classes of the C locale, in which Postfix runs. */
export const CLASSES: Readonly<Record<string, (byte: number) => boolean>> = {
  alpha: isAlpha,
  digit: isDigit,
  alnum: isAlnum,
  upper: isUpper,
  lower: isLower,
  space: isSpace,
  blank: (byte) => byte === 32 || byte === 9,
  punct: (byte) => isGraph(byte) && !isAlnum(byte),
  print: between(32, 126),
  graph: isGraph,
  cntrl: (byte) => byte < 32 || byte === 127,
  xdigit: (byte) => isDigit(byte) || between(65, 70)(byte) || between(97, 102)(byte),
};

export const isWord = (byte: number): boolean => isAlnum(byte) || byte === 95;

export function upperCase(byte: number): number {
  return isLower(byte) ? byte - 32 : byte;
}

export function otherCase(byte: number): number {
  return isLower(byte) ? byte - 32 : isUpper(byte) ? byte + 32 : byte;
}

/** The bytes of a text in UTF-8, a character each, as Postfix and its libraries see them. */
export function toBytes(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  const wellFormed = text.replace(/\p{Surrogate}/gu, UNDECODABLE);
  return encodeURIComponent(wellFormed).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** Stands for bytes that are no UTF-8. */
export const UNDECODABLE = '\ufffd';

export function fromBytes(bytes: string): string {
  if (!/[^\0-\x7f]/.test(bytes)) return bytes;
  try {
    return decodeURIComponent(
      bytes.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  } catch {
    return UNDECODABLE;
  }
}

export function sequenceOf(items: readonly PatternNode[]): PatternNode {
  return items.length === 1 && items[0] ? items[0] : { kind: 'sequence', items };
}

export function choiceOf(items: readonly PatternNode[]): PatternNode {
  return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items };
}
