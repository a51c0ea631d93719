import type { ParameterFact, TimeUnit, ValueType } from '../knowledge/types';
import { nearest } from '../text/nearest';
import { checkValue } from './checkValue';

/**
 * What was meant by a value that a program refuses; undefined when nobody can tell. The result is a value that the
 * program takes.
 */
export function suggestValue(
  type: ValueType,
  fact: ParameterFact | undefined,
  text: string,
): string | undefined {
  for (const candidate of candidates(type, text)) {
    if (candidate !== text && candidate !== '' && !checkValue(type, fact, candidate)) return candidate;
  }
  return undefined;
}

function* candidates(type: ValueType, text: string): Generator<string> {
  const bare = text.replace(/^["']|["']$/g, '').replace(/[;,.]+$/, '');
  yield bare;
  if (type.kind === 'boolean') yield* booleans(bare);
  else if (type.kind === 'integer') yield* integers(type, bare);
  else if (type.kind === 'time') yield* times(type, bare);
  else if (type.kind === 'enum') yield* words(type.values, bare);
}

const YES: ReadonlySet<string> = new Set([
  'true',
  'on',
  '1',
  'y',
  't',
  'enable',
  'enabled',
  'ja',
  'oui',
  '是',
]);
const NO: ReadonlySet<string> = new Set(['false', 'off', '0', 'n', 'f', 'disable', 'disabled', 'none', '否']);

function* booleans(text: string): Generator<string> {
  const word = text.toLowerCase();
  if (YES.has(word)) yield 'yes';
  if (NO.has(word)) yield 'no';
  const near = nearest(word, ['yes', 'no']);
  if (near) yield near;
}

/** Words for "no limit", which Postfix writes as 0. */
const UNLIMITED = /^(unlimited|infinite|none|no|never|-1)$/i;
const POWERS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

type Integer = Extract<ValueType, { kind: 'integer' }>;

function* integers(type: Integer, text: string): Generator<string> {
  if (type.wide && type.min === undefined && UNLIMITED.test(text)) yield '0';
  const [, number = '', letter = ''] = /^([\d.]+)\s*([kmgt]?)(?:i?b|bytes?)?$/i.exec(text) ?? [];
  const power = POWERS[letter.toLowerCase()] ?? 0;
  if (number !== '' && type.unit === 'bytes') yield String(Math.round(Number(number) * 1024 ** power));
  if (/^\d{1,3}([,_' ]\d{3})+$/.test(text)) yield text.replace(/\D/g, '');
  yield text.replace(/\s+/g, '');
  yield* limits(type, Number(text), String);
}

/** The limit that a number went beyond. */
function* limits(
  { min, max }: { readonly min?: number; readonly max?: number },
  value: number,
  write: (limit: number) => string,
): Generator<string> {
  if (min !== undefined && value < min) yield write(min);
  if (max !== undefined && value > max) yield write(max);
}

type Time = Extract<ValueType, { kind: 'time' }>;

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  y: 31_536_000,
};
const MONTH = 2_592_000;

function* times(type: Time, text: string): Generator<string> {
  const seconds = secondsOf(text.toLowerCase(), type.unit);
  if (seconds === undefined) return;
  yield writeTime(seconds);
  yield* limits(type, seconds, writeTime);
}

/** Adds up what people write: `5 min`, `1.5h`, `1h30m`, `2 weeks`, `1 year`. */
function secondsOf(text: string, unit: TimeUnit): number | undefined {
  if (!/^(\d+(\.\d+)?\s*[a-z]*\s*)+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, number = '', word = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/g)) {
    const factor = word.startsWith('mo') ? MONTH : word === 'ms' ? 0.001 : SECONDS[word[0] ?? unit];
    if (factor === undefined) return undefined;
    seconds += Number(number) * factor;
  }
  return Math.round(seconds);
}

/** In the largest unit that gives a whole number. */
function writeTime(seconds: number): string {
  const unit =
    ['w', 'd', 'h', 'm'].find((letter) => seconds > 0 && seconds % (SECONDS[letter] ?? 1) === 0) ?? 's';
  return `${seconds / (SECONDS[unit] ?? 1)}${unit}`;
}

/** Words of other programs, and of common sense, with those of Postfix that they may stand for. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  yes: ['may', 'enabled', 'always', 'enforce', 'normalize'],
  no: ['none', 'disabled', 'never', 'ignore'],
  opportunistic: ['may'],
  optional: ['may'],
  required: ['encrypt'],
  require: ['encrypt'],
  mandatory: ['encrypt'],
  any: ['all', 'any'],
  both: ['all', 'any'],
  inet: ['ipv4'],
  inet4: ['ipv4'],
  4: ['ipv4'],
  inet6: ['ipv6'],
  6: ['ipv6'],
  temp: ['tempfail'],
  reject: ['enforce'],
};

/** The word of a closed set that another one most likely stands for. */
export function suggestWord(values: readonly string[], text: string): string | undefined {
  for (const candidate of words(values, text)) if (values.includes(candidate)) return candidate;
  return undefined;
}

function* words(values: readonly string[], text: string): Generator<string> {
  const word = text.toLowerCase();
  const sameButCase = values.find((value) => value.toLowerCase() === word);
  if (sameButCase) yield sameButCase;
  const key = YES.has(word) ? 'yes' : NO.has(word) ? 'no' : word;
  yield* SYNONYMS[key] ?? [];
  const near = nearest(word, values);
  if (near) yield near;
}
