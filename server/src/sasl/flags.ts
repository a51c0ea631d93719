import type { SaslauthdDefaults } from './saslauthdDefaults';
import { saslWords, type SaslWord } from './words';

/** Options of saslauthd that take an argument, and those that do not (getopt string of saslauthd-main.c). */
const WITH_ARGUMENT = 'aOHmnst';
const ALONE = 'cdhlrvVT';

/** Settings whose words saslauthd gets as its arguments. */
export const FLAG_SETTINGS: ReadonlySet<string> = new Set(['OPTIONS', 'FLAGS', 'MECH_OPTIONS']);

/** One option of saslauthd as it stands in a defaults file. */
export interface SaslauthdFlag {
  /** With its dash. */
  readonly name: string;
  readonly word: SaslWord;
  readonly argument: SaslWord | undefined;
  readonly problem: 'unknown' | 'no-argument' | undefined;
}

/** Reads words as getopt(3) does: letters may stand together, an argument in the same word or in the next. */
export function readFlags(words: readonly SaslWord[]): SaslauthdFlag[] {
  const flags: SaslauthdFlag[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word.text === '--') break;
    if (!/^-./.test(word.text)) continue;
    for (let index = 1; index < word.text.length; index++) {
      const letter = word.text.charAt(index);
      if (!WITH_ARGUMENT.includes(letter)) {
        const problem = ALONE.includes(letter) ? undefined : 'unknown';
        flags.push({ name: `-${letter}`, word, argument: undefined, problem });
        continue;
      }
      const argument = index + 1 < word.text.length ? restOf(word, index + 1) : words[++at];
      flags.push({ name: `-${letter}`, word, argument, problem: argument ? undefined : 'no-argument' });
      break;
    }
  }
  return flags;
}

function restOf({ text, span }: SaslWord, index: number): SaslWord {
  return { text: text.slice(index), span: { start: span.start + index, end: span.end } };
}

/** The options that the settings of a file give to saslauthd; Debian's MECH_OPTIONS is the argument of `-O` itself. */
export function flagsOf({ settings }: SaslauthdDefaults): SaslauthdFlag[] {
  return settings
    .filter(({ name }) => name === 'OPTIONS' || name === 'FLAGS')
    .flatMap(({ value, valueSpan }) => readFlags(saslWords(value, valueSpan)));
}
