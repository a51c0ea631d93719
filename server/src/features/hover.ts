import type { Hover } from 'vscode-languageserver-types';
import type { Docs } from '../knowledge/docs';
import { fieldText } from '../postfix/masterCf';
import type { TableReference } from '../postfix/tableReference';
import type { PostfixInstance } from '../system/postfixInstance';
import { format, type Language, type Localized } from '../text/localized';
import { docMarkdown } from './docMarkdown';
import { daemonManual, MASTER_MANUAL, TABLES_MANUAL } from './manual';
import { code, link, paragraphs } from './markdown';
import { parameterMarkdown, typeOf } from './parameterMarkdown';
import { subjectAt, type Setting, type Subject } from './subject';
import { toRange, type Target } from './target';

const TEXTS = {
  restriction: { en: 'restriction', 'zh-cn': '限制' },
  removedRestriction: { en: 'Gone in Postfix {version}', 'zh-cn': 'Postfix {version} 起已删除' },
  tableType: { en: 'lookup table type', 'zh-cn': '查找表类型' },
  package: { en: 'On Debian in the package {name}', 'zh-cn': 'Debian 上由软件包 {name} 提供' },
  daemon: { en: 'daemon', 'zh-cn': '守护进程' },
  column: { en: 'column {number} of master.cf', 'zh-cn': 'master.cf 第 {number} 列' },
  value: { en: 'value of {name}', 'zh-cn': '{name} 的取值' },
} as const satisfies Record<string, Localized>;

/** Explains what stands under the caret. Null where there is nothing to explain. */
export function hover(target: Target, offset: number, docs: Docs): Hover | null {
  const subject = subjectAt(target.file, offset);
  const value = subject && explain(subject, { instance: target.instance, language: target.language, docs });
  if (!subject || !value) return null;
  return { contents: { kind: 'markdown', value }, range: toRange(target.document, subject.span) };
}

interface Context {
  readonly instance: PostfixInstance;
  readonly language: Language;
  readonly docs: Docs;
}

function explain(subject: Subject, context: Context): string | undefined {
  switch (subject.kind) {
    case 'name':
      return parameterMarkdown(subject.setting.name, { ...context, service: subject.setting.service });
    case 'reference':
      return parameterMarkdown(subject.name, { ...context, service: subject.setting.service });
    case 'table':
      return tableMarkdown(subject.table, context);
    case 'word':
      return wordMarkdown(subject.setting, subject.word.text, context);
    case 'column':
      return columnMarkdown(subject, context);
    case 'argument':
      return undefined;
  }
}

function tableMarkdown(table: TableReference, { instance, language, docs }: Context): string | undefined {
  const fact = instance.release.knowledge.facts.tableTypes.find(({ name }) => name === table.type);
  const record = docs.find('table-types', table.type);
  if (!fact && !record) return undefined;
  return paragraphs([
    `**${table.type}** — ${TEXTS.tableType[language]}`,
    record && docMarkdown(record, language),
    fact?.package && format(TEXTS.package[language], { name: code(fact.package) }),
    link('DATABASE_README', TABLES_MANUAL),
  ]);
}

/** A word of a list: a restriction, one of a fixed set of values, or part of a value that holds a `$name`. */
function wordMarkdown(setting: Setting, word: string, context: Context): string | undefined {
  const type = typeOf(setting.name, context.instance);
  const restrictions =
    type?.kind === 'restrictions' || context.instance.kindOf(setting.name) === 'restriction-class';
  if (restrictions) return restrictionMarkdown(word, context);
  return valueMarkdown(setting, word, context);
}

/** The prose on a restriction; a class of the administrator's own is shown as the parameter that it is. */
export function restrictionMarkdown(word: string, context: Context): string | undefined {
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

function valueMarkdown(setting: Setting, word: string, { language, docs }: Context): string | undefined {
  const record = docs.find('settings', setting.name);
  const meaning = record?.values?.[word.toLowerCase()] ?? record?.special?.[word];
  return (
    meaning &&
    paragraphs([`${code(word)} — ${format(TEXTS.value[language], { name: setting.name })}`, meaning])
  );
}

function columnMarkdown(
  subject: Subject & { kind: 'column' },
  { language, docs }: Context,
): string | undefined {
  const { column, field, service } = subject;
  if (column === 'command') {
    const daemon = fieldText(service, 'command');
    const record = docs.find('daemons', daemon);
    if (!record) return undefined;
    return paragraphs([
      `**${daemon}** — ${TEXTS.daemon[language]}`,
      docMarkdown(record, language),
      link(`${daemon}(8)`, daemonManual(daemon)),
    ]);
  }
  const record = docs.find('master-columns', column);
  if (!record) return undefined;
  const number = COLUMN_NUMBERS[column];
  return paragraphs([
    `**${column}** ${code(field.text)} — ${format(TEXTS.column[language], { number })}`,
    docMarkdown(record, language),
    link('master(5)', MASTER_MANUAL),
  ]);
}

const COLUMN_NUMBERS = {
  service: 1,
  type: 2,
  private: 3,
  unprivileged: 4,
  chroot: 5,
  wakeup: 6,
  process_limit: 7,
  command: 8,
} as const;
