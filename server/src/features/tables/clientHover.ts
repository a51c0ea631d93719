import type { Hover } from 'vscode-languageserver-types';
import { docMarkdown } from '../../explain/docMarkdown';
import { bullets, code, paragraphs } from '../../explain/markdown';
import { valueTitle } from '../../explain/valueTitle';
import type { ClientParameterGroup, Docs } from '../../knowledge/docs';
import { clientParameter, type ClientType } from '../../postfix/clientParameters';
import type { Parameter } from '../../postfix/mainCf';
import { parametersOf, type ClientFile } from '../../system/tableClients';
import { format, type Language, type Localized } from '../../text/localized';
import { touches } from '../../text/span';
import { toRange, type Target } from '../target';
import { clientTypesAt } from './clientTypes';

const TEXTS = {
  title: { en: 'parameter of {type} tables', 'zh-cn': '{type} 查找表的参数' },
  byDefault: { en: 'Default: {value}', 'zh-cn': '默认值：{value}' },
  required: { en: 'Required', 'zh-cn': '必须设置' },
  usedBy: { en: 'The table is asked by {settings}', 'zh-cn': '查询此查找表的设置：{settings}' },
  comma: { en: ', ', 'zh-cn': '、' },
} satisfies Record<string, Localized>;

/** What a parameter decides, or what the word behind it means. */
export function clientHover(target: Target<ClientFile>, offset: number, docs: Docs): Hover | null {
  const { file, document } = target;
  const entry = file.tree.parameters.find(
    ({ nameSpan, value }) =>
      touches(nameSpan, offset) || touches({ start: value.start, end: value.end }, offset),
  );
  if (!entry) return null;
  const { nameSpan, value } = entry;
  const isName = touches(nameSpan, offset);
  const texts = clientTypesAt(target).map((type) =>
    isName ? nameMarkdown(target, type, entry, docs) : valueMarkdown(target.language, type, entry, docs),
  );
  const text = paragraphs([...new Set(texts)]);
  const span = isName ? nameSpan : { start: value.start, end: value.end };
  return text === '' ? null : { contents: { kind: 'markdown', value: text }, range: toRange(document, span) };
}

export function recordsOf(type: ClientType): ClientParameterGroup {
  return `${type}-parameters`;
}

function nameMarkdown(
  { system, file, language }: Target<ClientFile>,
  type: ClientType,
  { name }: Parameter,
  docs: Docs,
): string | undefined {
  const fact = parametersOf(system, type).get(name);
  if (!fact) return undefined;
  const record = docs.find(recordsOf(type), name);
  const uses = system.tables.usesOf(file.uri).map(({ setting }) => code(setting.name));
  const say = (text: Localized, values: Readonly<Record<string, string>> = {}): string =>
    format(text[language], values);
  return paragraphs([
    `**${name.replace(/_/g, '\\_')}** — ${say(TEXTS.title, { type })}`,
    record && docMarkdown(record, language),
    bullets([
      ...(fact.required ? [say(TEXTS.required)] : []),
      ...(fact.byDefault === undefined ? [] : [say(TEXTS.byDefault, { value: code(fact.byDefault) })]),
      ...(uses.length === 0
        ? []
        : [say(TEXTS.usedBy, { settings: [...new Set(uses)].join(TEXTS.comma[language]) })]),
    ]),
  ]);
}

function valueMarkdown(
  language: Language,
  type: ClientType,
  { name, value: { text } }: Parameter,
  docs: Docs,
): string | undefined {
  if (clientParameter(type, name) === undefined) return undefined;
  const values = docs.find(recordsOf(type), name)?.values ?? {};
  const word = text.toLowerCase();
  if (!Object.hasOwn(values, word)) return undefined;
  return paragraphs([`**${text}** — ${valueTitle(name, language)}`, values[word]]);
}
