import { code, link } from '../../../server/src/explain/markdown';
import { sinceText } from '../../../server/src/explain/sinceText';
import { typeText } from '../../../server/src/explain/typeText';
import type { DovecotDefault, DovecotSettingFact } from '../../../server/src/knowledge/dovecotKnowledge';
import type { ParameterFact, VersionedValue } from '../../../server/src/knowledge/types';
import { dovecotManuals, postfixManual } from '../../../server/src/explain/manual';
import { format, type Language, type Localized } from '../../../server/src/text/localized';

const TEXTS = {
  default: { en: 'Default', 'zh-cn': '默认值' },
  computed: { en: 'Default worked out at start', 'zh-cn': '默认值在启动时算出' },
  removed: { en: 'Gone in {version}', 'zh-cn': '{version} 起已删除' },
  replacedBy: { en: 'Use {name} instead', 'zh-cn': '请改用 {name}' },
  empty: { en: 'empty', 'zh-cn': '空' },
  from: { en: 'from {version}: {value}', 'zh-cn': '{version} 起：{value}' },
  manual: { en: 'Manual', 'zh-cn': '手册' },
  none: { en: 'none', 'zh-cn': '无' },
} as const satisfies Record<string, Localized>;

const COLON: Localized = { en: ': ', 'zh-cn': '：' };

/** What the facts know of a parameter of Postfix, in all `versions` that were read. */
export function parameterFacts(
  fact: ParameterFact,
  versions: readonly string[],
  language: Language,
): string[] {
  const manual = postfixManual(fact);
  return [
    typeText(fact.type, language),
    fact.computed
      ? TEXTS.computed[language]
      : labelled('default', versioned(fact.defaults, language), language),
    fact.since && sinceText('Postfix', fact.since, versions, language),
    fact.removed && format(TEXTS.removed[language], { version: `Postfix ${fact.removed}` }),
    fact.replacedBy && format(TEXTS.replacedBy[language], { name: code(fact.replacedBy) }),
    manual && link('postconf(5)', manual),
  ].filter((part): part is string => part !== undefined && part !== '');
}

/** What the facts know of a setting of Dovecot, a line each. `versions`: those that were read of each line. */
export function settingFacts(
  facts: readonly DovecotSettingFact[],
  versions: Readonly<Record<string, readonly string[]>>,
  language: Language,
): string[] {
  return facts.map((fact) => {
    const values = fact.defaults ?? (fact.default === undefined ? [] : [{ value: fact.default }]);
    const words = fact.values ? ` (${fact.values.map(code).join(', ')})` : '';
    const parts = [
      `${fact.type}${words}`,
      labelled('default', dovecotDefaults(values, language), language),
      fact.since && sinceText('Dovecot', fact.since, versions[fact.line] ?? [], language),
      fact.removed && format(TEXTS.removed[language], { version: fact.removed }),
      link(TEXTS.manual[language], dovecotManuals[fact.line === '2.3' ? '2.3' : '2.4'](fact.name, fact.in)),
    ];
    return `Dovecot ${fact.line}${COLON[language]}${parts.filter(Boolean).join(' · ')}`;
  });
}

function labelled(key: keyof typeof TEXTS, text: string, language: Language): string {
  return text === '' ? '' : `${TEXTS[key][language]}${COLON[language]}${text}`;
}

function versioned(values: readonly VersionedValue[], language: Language): string {
  const [first, ...later] = values;
  if (!first) return '';
  const rest = later.map(({ from, value }) =>
    format(TEXTS.from[language], { version: from, value: shown(value, language) }),
  );
  return [shown(first.value, language), ...rest].join('; ');
}

function dovecotDefaults(
  values: readonly { readonly from?: string; readonly value?: DovecotDefault }[],
  language: Language,
): string {
  return values
    .map(({ from, value }, index) => {
      const text = value === undefined ? TEXTS.none[language] : shown(String(value), language);
      return index === 0 || from === undefined
        ? text
        : format(TEXTS.from[language], { version: from, value: text });
    })
    .join('; ');
}

const shown = (value: string, language: Language): string =>
  value === '' ? TEXTS.empty[language] : code(value);
