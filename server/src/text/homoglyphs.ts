/** Cyrillic letters that a font draws like Latin ones, in both cases. */
const CYRILLIC = 'аеорсухіѕјԁһԛԝАВЕКМНОРСТХІЅЈ';
const LATIN = 'aeopcyxisjdhqwABEKMHOPCTXISJ';

const PAIRS: ReadonlyMap<string, string> = new Map(
  [...CYRILLIC].map((letter, index) => [letter, LATIN.charAt(index)]),
);

/** The ASCII letter that a letter of another script looks like; undefined when there is none. */
export function homoglyphOf(character: string): string | undefined {
  return PAIRS.get(character);
}
