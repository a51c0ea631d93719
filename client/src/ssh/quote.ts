const BARE = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** What even stands for itself inside the quotes of some login shells (csh, fish), and so gets a backslash outside. */
const SPECIAL = /(['\\!])/;

/**
 * One word of a command line, for whatever shell gets it: sh and its kin, csh, fish. Only csh still reads a line
 * break in a word as the end of the command (see loginLine).
 */
export function quoteWord(word: string): string {
  if (word.includes('\0')) throw new RangeError('no word of a command line can hold a null byte');
  if (BARE.test(word)) return word;
  if (word === '') return "''";
  const parts = word.split(SPECIAL).filter((part) => part !== '');
  return parts.map((part) => (SPECIAL.test(part) ? `\\${part}` : `'${part}'`)).join('');
}

/** The one way in which words become a command line. */
export function quoteCommand(argv: readonly string[]): string {
  return argv.map(quoteWord).join(' ');
}
