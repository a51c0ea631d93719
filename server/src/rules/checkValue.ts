import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import type { ParameterFact, ValueType, WordSet } from '../knowledge/types';
import { parseLevel } from '../postfix/compatibilityLevel';
import { parseBoolean, parseInteger, parseTime } from '../postfix/values';

export type ValueProblemCode =
  | 'empty'
  | 'boolean'
  | 'number'
  | 'size'
  | 'tooSmall'
  | 'tooLarge'
  | 'time'
  | 'misreadTime'
  | 'word'
  | 'tooShort'
  | 'tooLong'
  | 'level'
  | 'host'
  | 'oneWord';

/** What is wrong with a value; `values` fill the message. */
export interface ValueProblem {
  readonly code: ValueProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** Postfix takes the value, though hardly as it is meant. */
  readonly accepted?: true;
}

type Of<Kind extends ValueType['kind']> = Extract<ValueType, { kind: Kind }>;

/**
 * Judges an expanded value as the program does that loads it; undefined for a good one, and for kinds whose values are
 * not a closed set. Words of flags are judged one by one, with `unknownWord`.
 */
export function checkValue(
  type: ValueType,
  fact: ParameterFact | undefined,
  text: string,
): ValueProblem | undefined {
  if (type.kind === 'boolean') return checkEmpty(text) ?? checkBoolean(text);
  if (type.kind === 'integer') return checkEmpty(text) ?? checkInteger(type, text);
  if (type.kind === 'time') return checkEmpty(text) ?? checkTime(type, text);
  if (type.kind === 'name' && type.of === 'compatibility-level') return checkEmpty(text) ?? checkLevel(text);
  const length = checkLength(fact, text);
  if (length || text === '') return length;
  if (type.kind === 'enum') return knowsWord(type, text) ? undefined : { code: 'word', values: {} };
  return type.kind === 'name' ? checkName(fact, text) : undefined;
}

function checkEmpty(text: string): ValueProblem | undefined {
  return text === '' ? { code: 'empty', values: {} } : undefined;
}

function checkBoolean(text: string): ValueProblem | undefined {
  return parseBoolean(text) === undefined ? { code: 'boolean', values: {} } : undefined;
}

/** Postfix counts bytes. */
function checkLength(fact: ParameterFact | undefined, text: string): ValueProblem | undefined {
  const { minLength = 0, maxLength = 0 } = fact ?? {};
  if (minLength === 0 && maxLength === 0) return undefined;
  const length = utf8Length(text);
  if (length < minLength)
    return length === 0 ? checkEmpty(text) : { code: 'tooShort', values: { limit: minLength } };
  return maxLength > 0 && length > maxLength ? { code: 'tooLong', values: { limit: maxLength } } : undefined;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const INT_MAX = 2_147_483_647;

function checkInteger(type: Of<'integer'>, text: string): ValueProblem | undefined {
  const value = parseInteger(text);
  if (value === undefined) return { code: type.unit === 'bytes' ? 'size' : 'number', values: {} };
  return checkRange(value, type, type.wide ? Number.MAX_SAFE_INTEGER : INT_MAX);
}

/** No limit means no check, so that a negative number passes. */
function checkRange(
  value: number,
  { min, max }: { readonly min?: number; readonly max?: number },
  fits: number,
  unit = '',
): ValueProblem | undefined {
  const largest = Math.min(max ?? fits, fits);
  if (value > largest) return { code: 'tooLarge', values: { limit: `${largest}${unit}` } };
  const smallest = min ?? -fits - 1;
  return value < smallest ? { code: 'tooSmall', values: { limit: `${smallest}${unit}` } } : undefined;
}

/** What may follow a number without changing what its first letter says. */
const UNIT_WORDS = /^(s(ec(ond)?s?)?|m(in(ute)?s?)?|h(r|our)?s?|d(ay)?s?|w(eek)?s?)?$/;

function checkTime(type: Of<'time'>, text: string): ValueProblem | undefined {
  const seconds = parseTime(text, type.unit);
  if (seconds === undefined) return { code: 'time', values: {} };
  const range = checkRange(seconds, type, INT_MAX, 's');
  if (range) return range;
  const [, number = '', letters = ''] = /^(\d+)(.*)$/s.exec(text) ?? [];
  if (UNIT_WORDS.test(letters)) return undefined;
  return { code: 'misreadTime', values: { read: number + (letters[0] ?? '') }, accepted: true };
}

export function knowsWord(type: WordSet, word: string): boolean {
  const { values, accepted = [], ignoreCase } = type;
  const wanted = ignoreCase ? word.toLowerCase() : word;
  return [...values, ...accepted].some((known) => (ignoreCase ? known.toLowerCase() : known) === wanted);
}

/** True for a word that a flags parameter does not have; some of them take numbers too. */
export function isUnknownFlag(type: Of<'flags'>, word: string): boolean {
  return !knowsWord(type, word) && !(type.numeric && /^(0x[\da-f]+|\d+)$/i.test(word));
}

/** The words of a set that a release has. */
export function wordsOfRelease(type: WordSet, release: PostfixRelease): readonly string[] {
  const { values, valuesSince } = type;
  return valuesSince ? values.filter((word) => release.isAtLeast(valuesSince[word] ?? '0')) : values;
}

function checkLevel(text: string): ValueProblem | undefined {
  return parseLevel(text) === undefined ? { code: 'level', values: {} } : undefined;
}

/** Names that every program checks at its start (src/global/mail_params.c); others are taken as they are. */
const HOST_NAMES: ReadonlySet<string> = new Set(['myhostname', 'mydomain']);

function checkName(fact: ParameterFact | undefined, text: string): ValueProblem | undefined {
  if (HOST_NAMES.has(fact?.name ?? '')) return isHostName(text) ? undefined : { code: 'host', values: {} };
  return fact?.name === 'myorigin' && /[\s,]/.test(text) ? { code: 'oneWord', values: {} } : undefined;
}

const LABEL = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** What valid_hostname(3) takes: no empty label, no dash at a label's end, not digits and dots alone. */
function isHostName(text: string): boolean {
  return text.length <= 255 && HOST_NAME.test(text) && /[^\d.]/.test(text);
}
