import type { DovecotDefault, DovecotSettingFact } from '../knowledge/dovecotKnowledge';

/** Numbers that stand for "no limit", by the width of the setting. */
const UNLIMITED: ReadonlySet<string> = new Set(['4294967295', '18446744073709551615']);

const TIME_UNITS: readonly (readonly [string, number])[] = [
  ['weeks', 604_800],
  ['days', 86_400],
  ['hours', 3600],
  ['mins', 60],
  ['secs', 1],
];

const SIZE_UNITS: readonly (readonly [string, number])[] = [
  ['T', 1024 ** 4],
  ['G', 1024 ** 3],
  ['M', 1024 ** 2],
  ['k', 1024],
  ['B', 1],
];

/** A default as it would be written in a configuration: `30 secs` for 30, `0600` for 384. */
export function dovecotValueText({ type }: DovecotSettingFact, value: DovecotDefault): string {
  const text = String(value);
  if (!/^\d+$/.test(text)) return text;
  if (UNLIMITED.has(text) && type !== 'string') return 'unlimited';
  switch (type) {
    case 'octal':
      return `0${Number(text).toString(8)}`;
    case 'time':
      return inUnits(Number(text), TIME_UNITS);
    case 'time_msecs':
      return Number(text) % 1000 === 0 ? inUnits(Number(text) / 1000, TIME_UNITS) : `${text} ms`;
    case 'size':
      return inUnits(Number(text), SIZE_UNITS);
    default:
      return text;
  }
}

/** In the largest unit that leaves a whole number. */
function inUnits(amount: number, units: readonly (readonly [string, number])[]): string {
  const unit = amount === 0 ? undefined : units.find(([, factor]) => amount % factor === 0);
  return unit ? `${amount / unit[1]} ${unit[0]}` : '0';
}
