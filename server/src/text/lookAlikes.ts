/** Characters that an input method or a word processor puts where ASCII is meant, with what is meant. */
const PAIRS: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u3000': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\u30fc': '-',
  '\u3001': ',',
  '\u3002': '.',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u3010': '[',
  '\u3011': ']',
  '\u2026': '...',
};

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
/** Distance from a full-width form to its ASCII character. */
const FULL_WIDTH_OFFSET = 0xfee0;

/** The ASCII that a character stands for (perhaps nothing at all); undefined when it is no look-alike. */
export function lookAlikeOf(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code < 128) return undefined;
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST)
    return String.fromCharCode(code - FULL_WIDTH_OFFSET);
  return PAIRS[character];
}

export function hasLookAlike(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) >= 128 && lookAlikeOf(text.charAt(at)) !== undefined) return true;
  }
  return false;
}

/** A text with each look-alike replaced by what it stands for. */
export function asciiOf(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (character) => lookAlikeOf(character) ?? character);
}
