import type { Hover } from 'vscode-languageserver-types';
import { docMarkdown } from '../../explain/docMarkdown';
import {
  dovecotRecord,
  dovecotSettingMarkdown,
  type DovecotContext,
  type DovecotSubject,
} from '../../explain/dovecotSettingMarkdown';
import { paragraphs } from '../../explain/markdown';
import { valueTitle } from '../../explain/valueTitle';
import type { DocGroup, Docs } from '../../knowledge/docs';
import type { ValueWord } from '../../dovecot/valueWords';
import { FILTERS } from '../../system/dovecot/sections';
import type { DovecotFile } from '../../system/files';
import type { Localized } from '../../text/localized';
import { toRange, type Target } from '../target';
import { dovecotSubjectAt, type DovecotSubjectAt } from './subject';
import { valueGroup } from './valueGroups';

const TEXTS = {
  filter: { en: 'filter', 'zh-cn': '过滤块' },
  include: { en: 'include', 'zh-cn': '包含' },
  variable: { en: 'variable', 'zh-cn': '变量' },
} as const satisfies Record<string, Localized>;

/** Explains what stands under the caret. Null where there is nothing to explain. */
export function hover(
  { file, document, system, language }: Target<DovecotFile>,
  offset: number,
  docs: Docs,
): Hover | null {
  const { dovecot } = system;
  const subject = dovecot && dovecotSubjectAt(dovecot, file, offset);
  const value = subject && explain(subject, { dovecot, language, docs });
  return subject && value
    ? { contents: { kind: 'markdown', value }, range: toRange(document, subject.span) }
    : null;
}

function explain(subject: DovecotSubjectAt, context: DovecotContext): string | undefined {
  switch (subject.kind) {
    case 'name':
      return dovecotSettingMarkdown(subject, context);
    case 'block':
      return explainBlock(subject, context);
    case 'label':
      return explainLabel(subject, context);
    case 'include':
      return titled(subject.entry.key.text, TEXTS.include, 'filters', subject.entry.key.text, context);
    case 'word':
      return explainWord(subject, context);
  }
}

function explainBlock(
  { block, section }: Extract<DovecotSubjectAt, { kind: 'block' }>,
  context: DovecotContext,
): string | undefined {
  const name = block.type.text;
  if (FILTERS.has(name) || block.groupName) return titled(name, TEXTS.filter, 'filters', name, context);
  return dovecotSettingMarkdown({ name, fact: section?.fact, section: section?.parent }, context);
}

/** 2.4: the label of a passdb or userdb is its driver as well. */
function explainLabel(
  { block, text }: Extract<DovecotSubjectAt, { kind: 'label' }>,
  context: DovecotContext,
): string | undefined {
  const group = DRIVER_GROUPS[block.type.text];
  const name = block.type.text;
  return group && titled(text, valueTitle(name, context.language), group, text, context);
}

const DRIVER_GROUPS: Readonly<Record<string, DocGroup>> = {
  passdb: 'passdb-drivers',
  userdb: 'userdb-drivers',
};

function explainWord(
  subject: Extract<DovecotSubjectAt, { kind: 'word' }>,
  context: DovecotContext,
): string | undefined {
  const { word, entry, assignment, section } = subject;
  if (word.kind === 'variable') return variable(variableName(word), context);
  if (word.kind === 'filter') return variable(`| ${/^\w*/.exec(word.text)?.[0] ?? ''}`, context);
  if (word.kind === 'reference') {
    const fact = context.dovecot.release.setting(word.text);
    return dovecotSettingMarkdown({ name: word.text, fact, section: undefined }, context);
  }
  const setting: DovecotSubject = { name: entry.key.text, fact: assignment?.fact, section };
  const meaning = dovecotRecord(setting, context)?.values?.[word.text];
  const title = valueTitle(entry.key.text, context.language);
  if (meaning !== undefined) return paragraphs([`**${word.text}** — ${title}`, meaning]);
  const group = valueGroup(setting);
  return group && titled(word.text, title, group.group, group.nameOf(word.text), context);
}

/** Providers stand in the prose with the name that they are asked for: `%{env:NAME}`. */
export function variableName({ text }: ValueWord): string {
  return text.startsWith('%') ? text : `%{${text.replace(/^(\w+):.*/, '$1:NAME')}}`;
}

function variable(name: string, context: DovecotContext): string | undefined {
  return titled(name, TEXTS.variable, 'variables', name, context);
}

function titled(
  title: string,
  kind: Localized | string,
  group: DocGroup,
  name: string,
  { docs, language }: DovecotContext,
): string | undefined {
  const record = docs.find(group, name);
  const what = typeof kind === 'string' ? kind : kind[language];
  return record && paragraphs([`**${title}** — ${what}`, docMarkdown(record, language, 'dovecot')]);
}
