import { format, type Language, type Localized } from '../text/localized';

const TEXTS = {
  since: { en: 'Since {product} {version}', 'zh-cn': '自 {product} {version} 起' },
  between: {
    en: 'Came after {product} {before}, with {version} at the latest',
    'zh-cn': '{product} {before} 之后引入，最迟 {version} 已有',
  },
} as const satisfies Record<string, Localized>;

/**
 * Since when a program has something. Not every release was read (`versions`, ascending): what the one before in the
 * list lacks may have come with a release in between.
 */
export function sinceText(
  product: string,
  version: string,
  versions: readonly string[],
  language: Language,
): string {
  const before = versions[versions.indexOf(version) - 1];
  const known = before === undefined || lastNumber(version) - lastNumber(before) <= 1;
  const values = { product, version, before: before ?? '' };
  return format(TEXTS[known ? 'since' : 'between'][language], values);
}

const lastNumber = (version: string): number => Number(version.split('.').at(-1));
