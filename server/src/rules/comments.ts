import type { ValueType } from '../knowledge/types';
import type { Word } from '../postfix/values';
import { wordsOf } from '../system/names';
import type { Setting } from '../system/settings';

/** Kinds whose text may well hold a `#`. */
const FREE_TEXT: ReadonlySet<ValueType['kind']> = new Set(['string', 'template', 'command']);

/** A setting that has no room for a `#` between its words. */
export type StructuredSetting = Setting & { readonly type: ValueType };

export function isStructured(setting: Setting): setting is StructuredSetting {
  return setting.type !== undefined && !FREE_TEXT.has(setting.type.kind) && !setting.fact?.raw;
}

/** The first word that looks as if a comment began. */
export function commentWord(value: string): Word | undefined {
  return value.includes('#') ? wordsOf(value).find(({ text }) => text.startsWith('#')) : undefined;
}
