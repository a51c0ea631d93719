import { lastWithout } from '../knowledge/versions';
import { format, type Language, type Localized } from '../text/localized';

const TEXTS = {
  since: { en: 'Since {product} {version}', 'zh-cn': '自 {product} {version} 起' },
  between: {
    en: 'Came after {product} {before}, with {version} at the latest',
    'zh-cn': '{product} {before} 之后引入，最迟 {version} 已有',
  },
} as const satisfies Record<string, Localized>;

/** Since when a program has something, as far as the releases that were read tell (`versions`, ascending). */
export function sinceText(
  product: string,
  version: string,
  versions: readonly string[],
  language: Language,
): string {
  const before = lastWithout(version, versions);
  const values = { product, version, before: before ?? '' };
  return format(TEXTS[before === undefined ? 'since' : 'between'][language], values);
}
