import type { Localized } from '../../text/localized';

export const QUERY_TEXTS = {
  failed: { en: 'query: {reason}', 'zh-cn': 'query：{reason}' },
  unknown: { en: 'query: cannot be told: {reason}', 'zh-cn': 'query：无法判断：{reason}' },
  absent: { en: 'not found', 'zh-cn': '未找到' },
} as const satisfies Record<string, Localized>;
