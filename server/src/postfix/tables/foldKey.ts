/** Folded to itself, although its capital is that of another letter. */
const DOTLESS_I = '\u0131';

/**
 * A key as tables with fixed keys compare it: in small letters, with `smtputf8_enable` those of all scripts (full case
 * folding of Unicode), else those of ASCII.
 */
export function foldKey(key: string, utf8: boolean): string {
  if (!/[^\0-\x7f]/.test(key)) return key.toLowerCase();
  if (!utf8) return key.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return [...key]
    .map((letter) => (letter === DOTLESS_I ? letter : letter.toLowerCase().toUpperCase().toLowerCase()))
    .join('');
}
