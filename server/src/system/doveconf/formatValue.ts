import { isCheckedType, readTyped } from '../../dovecot/values';
import type { DovecotLine } from '../../dovecot/version';
import type { DovecotDefault, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';

/** A value as doveconf prints it: `90 mins` for `5400s`. What is of no checked type stays as it is. */
export function formatValue(text: string, fact: DovecotSettingFact | undefined, line: DovecotLine): string {
  if (!fact || !isCheckedType(fact.type)) return text;
  const read = readTyped(fact.type, text, line, fact.values);
  return 'problem' in read ? text : formatTyped(read.value, fact, line);
}

/** The default of a setting as doveconf prints it; empty when there is none. */
export function formatDefault(fact: DovecotSettingFact, line: DovecotLine): string {
  return fact.default === undefined ? '' : formatTyped(numberOf(fact.default), fact, line);
}

/** Before 2.4.5 two programs have this setting, of which one has no limit: every value differs from one default. */
export function hasTwoDefaults({ name, default: standard }: DovecotSettingFact): boolean {
  return name === 'submission_max_mail_size' && standard === 0;
}

/** The default of a setting as a value of it could be written. */
export function defaultText(fact: DovecotSettingFact | undefined): string {
  return fact?.default === undefined ? '' : String(fact.default);
}

function numberOf(value: DovecotDefault): string | bigint {
  return typeof value === 'number' || /^\d+$/.test(value) ? BigInt(value) : value;
}

function formatTyped(value: string | bigint, { type }: DovecotSettingFact, line: DovecotLine): string {
  if (typeof value === 'string') return value;
  if (line === '2.4' && isUnlimited(value, type)) return 'unlimited';
  if (type === 'octal') return `0${value.toString(8)}`;
  if (type === 'size') return formatSize(value);
  if (type === 'time') return formatSeconds(value);
  if (type === 'time_msecs') return value % 1000n === 0n ? formatSeconds(value / 1000n) : `${value} ms`;
  return value.toString();
}

function isUnlimited(value: bigint, type: string): boolean {
  if (type === 'size') return value === 0xffff_ffff_ffff_ffffn;
  return ['uint', 'time', 'time_msecs'].includes(type) && value === 0xffff_ffffn;
}

function formatSize(bytes: bigint): string {
  if (bytes === 0n) return '0';
  let value = bytes;
  let unit = 0;
  while (value % 1024n === 0n && unit < SIZE_UNITS.length - 1) {
    value /= 1024n;
    unit++;
  }
  return `${value} ${SIZE_UNITS[unit]}`;
}

const SIZE_UNITS = ['B', 'k', 'M', 'G', 'T'];

function formatSeconds(seconds: bigint): string {
  if (seconds === 0n) return '0';
  const [unit, word] = TIME_UNITS.find(([length]) => seconds % length === 0n) ?? [1n, 'secs'];
  return `${seconds / unit} ${word}`;
}

const TIME_UNITS: readonly (readonly [bigint, string])[] = [
  [604_800n, 'weeks'],
  [86_400n, 'days'],
  [3600n, 'hours'],
  [60n, 'mins'],
];
