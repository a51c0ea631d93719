import type { DovecotLine } from './version';

/** What a value must be; the other types of a setting take every text. */
export type CheckedType =
  'bool' | 'uint' | 'uintmax' | 'octal' | 'time' | 'time_msecs' | 'size' | 'port' | 'enum';

export type ValueProblem =
  | 'not-a-boolean'
  | 'not-a-number'
  | 'number-too-large'
  | 'not-octal'
  | 'missing-unit'
  | 'not-a-time'
  | 'milliseconds'
  | 'time-too-large'
  | 'not-a-size'
  | 'size-too-large'
  | 'not-a-port'
  | 'not-a-word';

/** A value as Dovecot keeps it (seconds, milliseconds, bytes), or why it refuses it. */
export type Read = { readonly value: string | bigint } | { readonly problem: ValueProblem };

const MAX_UINT = 0xffff_ffffn;
const MAX_SIZE = 0xffff_ffff_ffff_ffffn;
const UNLIMITED = /^(unlimited|infinite)$/;

type Reader = (text: string, line: DovecotLine) => Read;

const READERS: Readonly<Record<Exclude<CheckedType, 'enum'>, Reader>> = {
  bool: readBoolean,
  uint: readUint,
  uintmax: (text) => readDigits(text, MAX_SIZE),
  octal: (text, line) => {
    if (!text.startsWith('0')) return readUint(text, line);
    return /^[0-7]+$/.test(text) ? { value: BigInt(`0o${text}`) } : { problem: 'not-octal' };
  },
  time: (text, line) => readTime(text, line, false),
  time_msecs: (text, line) => readTime(text, line, true),
  size: readSize,
  port: (text) => {
    const isPort = /^\d+$/.test(text) && BigInt(text) <= 65_535n;
    return isPort ? { value: BigInt(text) } : { problem: 'not-a-port' };
  },
};

/** Reads a value as settings-parser.c of Dovecot does; `words` are those of an `enum`. */
export function readTyped(
  type: CheckedType,
  text: string,
  line: DovecotLine,
  words: readonly string[] = [],
): Read {
  if (type !== 'enum') return READERS[type](text, line);
  return words.includes(text) ? { value: text } : { problem: 'not-a-word' };
}

export function isCheckedType(type: string): type is CheckedType {
  return type === 'enum' || Object.hasOwn(READERS, type);
}

function readBoolean(text: string): Read {
  if (/^(yes|y)$/i.test(text) || text === '1') return { value: 'yes' };
  return /^no$/i.test(text) ? { value: 'no' } : { problem: 'not-a-boolean' };
}

function readUint(text: string, line: DovecotLine): Read {
  if (line === '2.4' && UNLIMITED.test(text)) return { value: MAX_UINT };
  return readDigits(text, MAX_UINT);
}

function readDigits(text: string, largest: bigint): Read {
  if (!/^\d+$/.test(text)) return { problem: 'not-a-number' };
  return BigInt(text) > largest ? { problem: 'number-too-large' } : { value: BigInt(text) };
}

/** Words of which any beginning is a unit, with their seconds. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ['secs', 1n],
  ['seconds', 1n],
  ['mins', 60n],
  ['minutes', 60n],
  ['hours', 3600n],
  ['days', 86_400n],
  ['weeks', 604_800n],
];
const MILLISECONDS = ['msecs', 'mseconds', 'millisecs', 'milliseconds'];

function readTime(text: string, line: DovecotLine, inMilliseconds: boolean): Read {
  if (line === '2.4' && UNLIMITED.test(text)) return { value: MAX_UINT };
  const [, digits, word] = /^(\d+) *([^]*)$/.exec(text) ?? [];
  if (digits === undefined || word === undefined || BigInt(digits) > MAX_SIZE)
    return { problem: 'not-a-time' };
  const number = BigInt(digits);
  if (word === '') return number === 0n ? { value: 0n } : { problem: 'missing-unit' };
  const unit = word.toLowerCase();
  const seconds = UNITS.find(([name]) => name.startsWith(unit))?.[1];
  const factor = inMilliseconds ? 1000n : 1n;
  if (seconds !== undefined) return bounded(number * seconds * factor);
  if (!MILLISECONDS.some((name) => name.startsWith(unit))) return { problem: 'not-a-time' };
  if (inMilliseconds) return bounded(number);
  return number % 1000n === 0n ? bounded(number / 1000n) : { problem: 'milliseconds' };
}

function bounded(value: bigint): Read {
  return value > MAX_UINT ? { problem: 'time-too-large' } : { value };
}

const POWERS = 'bkmgt';

function readSize(text: string, line: DovecotLine): Read {
  if (line === '2.4' && UNLIMITED.test(text)) return { value: MAX_SIZE };
  const [, digits, unit] = /^(\d+) *(b|[kmgt]i?b?)?$/i.exec(text) ?? [];
  if (digits === undefined || BigInt(digits) > MAX_SIZE) return { problem: 'not-a-size' };
  const power = BigInt(Math.max(0, POWERS.indexOf((unit ?? 'b').charAt(0).toLowerCase())));
  const value = BigInt(digits) * 1024n ** power;
  return value > MAX_SIZE ? { problem: 'size-too-large' } : { value };
}
