/** A text in every language that a user may read. A missing translation is a compile error. */
export type Localized<T = string> = Readonly<Record<Language, T>>;

export type Language = 'en' | 'zh-cn';

const LANGUAGES: readonly Language[] = ['en', 'zh-cn'];

/** Chooses the language for an editor's locale (`zh-CN`, `zh-Hans`, `zh`) or a command's `--lang`; English otherwise. */
export function languageOf(locale: string | undefined): Language {
  const tag = (locale ?? '').toLowerCase().replace('_', '-');
  const exact = LANGUAGES.find((language) => language === tag);
  return exact ?? (/^zh\b(?!-(tw|hk|hant))/.test(tag) ? 'zh-cn' : 'en');
}

/** Fills `{name}` placeholders. A placeholder without a value stays as it is, so that a mistake is seen. */
export function format(template: string, values: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
