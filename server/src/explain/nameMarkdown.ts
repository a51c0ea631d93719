import type { DocGroup, DocProduct, Docs } from '../knowledge/docs';
import type { Language, Localized } from '../text/localized';
import { docMarkdown, type ExampleLanguage } from './docMarkdown';
import { paragraphs } from './markdown';

interface ProductProse {
  readonly example: ExampleLanguage;
  /** What a name of each group is. */
  readonly groups: Partial<Record<DocGroup, Localized>>;
}

/** Products whose names are explained from their prose alone. */
const PROSE_PRODUCTS = {
  dovecot: {
    example: 'dovecot',
    groups: {
      settings: { en: 'setting of Dovecot', 'zh-cn': 'Dovecot 设置' },
      filters: { en: 'filter of dovecot.conf', 'zh-cn': 'dovecot.conf 的过滤块' },
      'driver-settings': { en: 'setting of a driver of Dovecot 2.3', 'zh-cn': 'Dovecot 2.3 驱动的设置' },
      'service-fields': { en: 'setting of a service of Dovecot', 'zh-cn': 'Dovecot 服务的设置' },
      'listener-fields': { en: 'setting of a listener of Dovecot', 'zh-cn': 'Dovecot 监听器的设置' },
      'passdb-drivers': { en: 'passdb driver of Dovecot', 'zh-cn': 'Dovecot 的 passdb 驱动' },
      'userdb-drivers': { en: 'userdb driver of Dovecot', 'zh-cn': 'Dovecot 的 userdb 驱动' },
      mechanisms: { en: 'SASL mechanism of Dovecot', 'zh-cn': 'Dovecot 的 SASL 机制' },
      'password-schemes': { en: 'password scheme of Dovecot', 'zh-cn': 'Dovecot 的密码方案' },
      'passwd-fields': { en: 'column or field of a passwd-file', 'zh-cn': 'passwd-file 的列或字段' },
      variables: { en: 'variable of Dovecot', 'zh-cn': 'Dovecot 变量' },
    },
  },
  sasl: {
    example: 'ini',
    groups: {
      settings: { en: 'setting of Cyrus SASL', 'zh-cn': 'Cyrus SASL 设置' },
      mechanisms: { en: 'mechanism of Cyrus SASL', 'zh-cn': 'Cyrus SASL 机制' },
      'saslauthd-flags': { en: 'option of saslauthd', 'zh-cn': 'saslauthd 的选项' },
    },
  },
} as const satisfies Partial<Record<DocProduct, ProductProse>>;

interface NameContext {
  readonly language: Language;
  readonly docs: Docs;
  /** What else there is to say of a record, such as its manual. */
  readonly more?: (group: DocGroup, name: string) => string | undefined;
}

/** Every record of a product that a name leads to, one text each. */
export function nameMarkdown(
  name: string,
  product: keyof typeof PROSE_PRODUCTS,
  { language, docs, more }: NameContext,
): string[] {
  const { example, groups }: ProductProse = PROSE_PRODUCTS[product];
  return groupsOf(groups).flatMap(([group, kind]) =>
    matchingNames(name, docs.names(group)).map((found) => {
      const record = docs.find(group, found);
      return paragraphs([
        `**${found}** — ${kind[language]}`,
        record && docMarkdown(record, language, example),
        more?.(group, found),
      ]);
    }),
  );
}

/** The names that can be explained, for guesses. */
export function explainedNames(product: keyof typeof PROSE_PRODUCTS, docs: Docs): string[] {
  return groupsOf(PROSE_PRODUCTS[product].groups).flatMap(([group]) => docs.names(group));
}

function groupsOf(groups: ProductProse['groups']): [DocGroup, Localized][] {
  return Object.entries(groups) as [DocGroup, Localized][];
}

/** The name itself; else in other letters, numbered (`<n>`), or inside a section (`driver` of `passdb/driver`). */
export function matchingNames(name: string, known: readonly string[]): readonly string[] {
  if (known.includes(name)) return [name];
  const wanted = name.toLowerCase();
  const same = known.filter((one) => one.toLowerCase() === wanted || patternOf(one)?.test(name));
  return same.length > 0 ? same : known.filter((one) => one.toLowerCase().endsWith(`/${wanted}`));
}

/** `imapsieve_mailbox<n>_name` stands for every number, the bare name included; `sieve_env_<name>` for every name. */
function patternOf(template: string): RegExp | undefined {
  if (!/<\w+>/.test(template)) return undefined;
  const parts = template.split(/(<\w+>)/).map((part) => {
    if (part === '<n>') return '\\d*';
    return part.startsWith('<') ? '.+' : part.replace(/[^\w]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
