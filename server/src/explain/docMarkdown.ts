import type { DocRecord } from '../knowledge/docs';
import type { Language, Localized } from '../text/localized';
import { bullets, code, codeBlock, paragraphs } from './markdown';

const LABELS = {
  when: { en: 'When to change it', 'zh-cn': '何时修改' },
  wrong: { en: 'What goes wrong', 'zh-cn': '常见问题' },
  recommended: { en: 'Recommended', 'zh-cn': '建议' },
  security: { en: 'Security', 'zh-cn': '安全' },
  unit: { en: 'Unit', 'zh-cn': '单位' },
  instead: { en: 'In later versions', 'zh-cn': '新版本中改用' },
  see: { en: 'See also', 'zh-cn': '另见' },
  empty: { en: 'empty', 'zh-cn': '空值' },
} as const satisfies Record<string, Localized>;

const COLON: Localized = { en: ':', 'zh-cn': '：' };

/** The language of an example, for its colours. */
export type ExampleLanguage = 'postfix-main' | 'postfix-master' | 'postfix-table' | 'dovecot' | 'ini';

/** All that a record says, in the order in which an administrator asks. */
export function docMarkdown(
  record: DocRecord,
  language: Language,
  example: ExampleLanguage = 'postfix-main',
): string {
  const label = (key: keyof typeof LABELS, text: string | undefined): string | undefined =>
    text === undefined ? undefined : `**${LABELS[key][language]}${COLON[language]}** ${text}`;
  return paragraphs([
    record.summary,
    label('instead', record.instead),
    meanings(record, language),
    label('unit', record.unit),
    label('when', record.when),
    label('wrong', record.wrong),
    label('recommended', recommendation(record)),
    label('security', record.security),
    record.example && codeBlock(record.example, example),
    label('see', seeAlso(record)),
  ]);
}

function meanings({ values, special }: DocRecord, language: Language): string {
  const rows = [...Object.entries(values ?? {}), ...Object.entries(special ?? {})];
  const named = rows.map(
    ([value, text]) => `${value === '' ? LABELS.empty[language] : code(value)}${COLON[language]} ${text}`,
  );
  return bullets(named);
}

function recommendation({ recommended }: DocRecord): string | undefined {
  if (!recommended) return undefined;
  return recommended.value === undefined
    ? recommended.why
    : `${code(recommended.value)} — ${recommended.why}`;
}

function seeAlso({ see, related }: DocRecord): string | undefined {
  const names = [...(see ?? []), ...(related ?? [])];
  return names.length > 0 ? names.map(code).join(', ') : undefined;
}
