import type { Docs } from '../knowledge/docs';
import { COLUMNS, type Column } from '../postfix/masterCf';
import type { LivePostfix } from '../system/liveServer';
import type { PostfixInstance } from '../system/postfixInstance';
import { format, type Language, type Localized } from '../text/localized';
import { docMarkdown } from './docMarkdown';
import { ACCESS_MANUAL, daemonManual, MASTER_MANUAL, TABLES_MANUAL } from './manual';
import { code, link, paragraphs } from './markdown';
import { parameterMarkdown } from './parameterMarkdown';

const TEXTS = {
  restriction: { en: 'restriction', 'zh-cn': '限制' },
  removedRestriction: { en: 'Gone in Postfix {version}', 'zh-cn': 'Postfix {version} 起已删除' },
  tableType: { en: 'lookup table type', 'zh-cn': '查找表类型' },
  package: { en: 'On Debian in the package {name}', 'zh-cn': 'Debian 上由软件包 {name} 提供' },
  daemon: { en: 'daemon', 'zh-cn': '守护进程' },
  column: { en: 'column {number} of master.cf', 'zh-cn': 'master.cf 第 {number} 列' },
  accessAction: { en: 'action of an access table', 'zh-cn': 'access 表的动作' },
  value: { en: 'value of {name}', 'zh-cn': '{name} 的取值' },
} as const satisfies Record<string, Localized>;

export interface ExplainContext {
  readonly instance: PostfixInstance;
  readonly language: Language;
  readonly docs: Docs;
  /** The running server that the files are for. */
  readonly live?: LivePostfix | undefined;
}

/** A restriction; a class of the administrator's own is shown as the parameter that it is. */
export function restrictionMarkdown(word: string, context: ExplainContext): string | undefined {
  const { instance, language, docs } = context;
  if (instance.restrictionClasses.has(word)) return parameterMarkdown(word, context);
  const fact = instance.release.restrictionOfAnyVersion(word);
  const record = docs.find('restrictions', word.toLowerCase());
  if (!fact && !record) return undefined;
  return paragraphs([
    `**${word}** — ${TEXTS.restriction[language]}`,
    record && docMarkdown(record, language),
    fact?.removed && format(TEXTS.removedRestriction[language], { version: fact.removed }),
  ]);
}

export function tableTypeMarkdown(type: string, context: ExplainContext): string | undefined {
  const { instance, language, docs } = context;
  const fact = instance.release.knowledge.facts.tableTypes.find(({ name }) => name === type);
  const record = docs.find('table-types', type);
  if (!fact && !record) return undefined;
  return paragraphs([
    `**${type}** — ${TEXTS.tableType[language]}`,
    record && docMarkdown(record, language),
    fact?.package && format(TEXTS.package[language], { name: code(fact.package) }),
    link('DATABASE_README', TABLES_MANUAL),
  ]);
}

export function daemonMarkdown(daemon: string, { language, docs }: ExplainContext): string | undefined {
  const record = docs.find('daemons', daemon);
  return (
    record &&
    paragraphs([
      `**${daemon}** — ${TEXTS.daemon[language]}`,
      docMarkdown(record, language),
      link(`${daemon}(8)`, daemonManual(daemon)),
    ])
  );
}

export function accessActionMarkdown(action: string, { language, docs }: ExplainContext): string | undefined {
  const name = docs.names('access-actions').find((known) => known.toLowerCase() === action.toLowerCase());
  const record = name === undefined ? undefined : docs.find('access-actions', name);
  return (
    record &&
    paragraphs([
      `**${name}** — ${TEXTS.accessAction[language]}`,
      docMarkdown(record, language, 'postfix-table'),
      link('access(5)', ACCESS_MANUAL),
    ])
  );
}

/** A column of master.cf, with what stands in it. */
export function columnMarkdown(
  column: Column,
  text: string | undefined,
  { language, docs }: ExplainContext,
): string | undefined {
  const record = docs.find('master-columns', column);
  if (!record) return undefined;
  const number = COLUMNS.indexOf(column) + 1;
  const shown = text === undefined ? '' : ` ${code(text)}`;
  return paragraphs([
    `**${column}**${shown} — ${format(TEXTS.column[language], { number })}`,
    docMarkdown(record, language),
    link('master(5)', MASTER_MANUAL),
  ]);
}

/** What one value of a parameter means, when the parameter's record tells. */
export function valueMarkdown(
  parameter: string,
  value: string,
  { language, docs }: ExplainContext,
): string | undefined {
  const record = docs.find('settings', parameter);
  const meaning =
    record?.values?.[value] ?? record?.values?.[value.toLowerCase()] ?? record?.special?.[value];
  return (
    meaning && paragraphs([`${code(value)} — ${format(TEXTS.value[language], { name: parameter })}`, meaning])
  );
}
