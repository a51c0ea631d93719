import { memoizeByText } from '../text/memoize';
import { isBlank } from '../text/logicalLines';
import { numberOf } from './nameNumbers';
import { readingOf, type Reading } from './reading';

/** What a `name = value` says by itself, wherever it stands. The numbers are indexes into the text of the logical line. */
export interface Entry {
  readonly name: string;
  /** The number of the name. */
  readonly number: number;
  /** Of the `=`. */
  readonly equals: number;
  /** Of the raw value without the blanks at both ends. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly reading: Reading;
}

/** Why a line is no entry, and how much of it shows that. */
export interface NoEntry {
  readonly problem: 'missing-equals' | 'missing-name';
  readonly end: number;
}

const EQUALS = 61;
/** As many as the entries of a file of 100,000 lines. */
const REMEMBERED = 50_000;

/**
 * One logical line, as split_nameval() of Postfix cuts it; what follows a null byte is lost to it. Lines hardly change
 * from one keystroke to the next, so that only the edited one is cut again.
 */
export const entryOf: (line: string) => Entry | NoEntry = memoizeByText(readEntry, REMEMBERED);

function readEntry(line: string): Entry | NoEntry {
  const cut = line.indexOf('\0');
  const end = cut < 0 ? line.length : cut;
  let nameEnd = 0;
  while (nameEnd < end && !isBlank(line.charCodeAt(nameEnd)) && line.charCodeAt(nameEnd) !== EQUALS)
    nameEnd++;
  if (nameEnd === 0) return { problem: 'missing-name', end: 1 };
  const equals = skipBlanks(line, nameEnd, end);
  if (equals >= end || line.charCodeAt(equals) !== EQUALS) return { problem: 'missing-equals', end: nameEnd };
  const valueStart = skipBlanks(line, equals + 1, end);
  let valueEnd = end;
  while (valueEnd > valueStart && isBlank(line.charCodeAt(valueEnd - 1))) valueEnd--;
  const name = line.slice(0, nameEnd);
  const reading = readingOf(line.slice(valueStart, valueEnd));
  return { name, number: numberOf(name), equals, valueStart, valueEnd, reading };
}

function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}
