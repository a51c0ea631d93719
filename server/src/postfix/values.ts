/** A word of a list, with its place in the value's text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const COMMA = 44;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Splits at blanks and commas; what stands in `{…}` stays together (postconf(5), lists). A brace that is never closed
 * takes the rest.
 */
export function splitList(text: string): Word[] {
  return splitWords(text, (code) => isSeparator(code) || code === COMMA);
}

/** Splits at blanks only, with `{…}` kept together: arguments in master.cf. */
export function splitArguments(text: string, from = 0): Word[] {
  return splitWords(text, isSeparator, from);
}

/** Blank, tab, CR and LF separate words; unlike between lines, vertical tab and form feed do not. */
export function isSeparator(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

function splitWords(text: string, separates: (code: number) => boolean, from = 0): Word[] {
  const words: Word[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && separates(text.charCodeAt(at))) at++;
    if (at >= text.length) return words;
    const start = at;
    let depth = 0;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE) depth = Math.max(0, depth - 1);
      else if (depth === 0 && separates(code)) break;
    }
    words.push({ text: text.slice(start, at), start, end: at });
  }
}

/** Index of the brace that closes the one at the start of a text, or -1. */
export function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && --depth === 0) return at;
  }
  return -1;
}

/** `yes` or `no` in any case; everything else is refused by Postfix ("bad boolean configuration"). */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'yes' ? true : word === 'no' ? false : undefined;
}

/** Decimal with an optional sign, nothing behind it ("bad numerical configuration" otherwise). */
export function parseInteger(text: string): number | undefined {
  return /^[ \t]*[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** Seconds of a time such as `4h`; a bare number takes `unit`. Undefined is "bad time value or unit". */
export function parseTime(text: string, unit: string): number | undefined {
  const match = /^(\d+)([a-z])?/.exec(text);
  if (!match || (match[2] === undefined && match[0].length < text.length)) return undefined;
  const factor = SECONDS[match[2] ?? unit];
  return factor === undefined ? undefined : Number(match[1]) * factor;
}
