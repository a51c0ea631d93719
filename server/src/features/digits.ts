import type { Language } from '../text/localized';

/** 16,777,216; beyond a quadrillion as a power of two. */
export function groupedDigits(count: bigint, language: Language): string {
  if (count < 10n ** 15n) return count.toLocaleString(language);
  const power = count.toString(2).length - 1;
  return `2^${power}`;
}
