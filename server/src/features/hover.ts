import type { Hover } from 'vscode-languageserver-types';
import {
  columnMarkdown,
  daemonMarkdown,
  restrictionMarkdown,
  tableTypeMarkdown,
  valueMarkdown,
  type ExplainContext,
} from '../explain/groupMarkdown';
import {
  attributeMarkdown,
  letterMarkdown,
  macroMarkdown,
  optionMarkdown,
} from '../explain/argumentMarkdown';
import { paragraphs } from '../explain/markdown';
import { parameterMarkdown, typeOf } from '../explain/parameterMarkdown';
import { reachMarkdown } from '../explain/reachMarkdown';
import type { Docs } from '../knowledge/docs';
import { argumentSubjectAt, type ArgumentSubject } from './argumentSubject';
import { subjectAt, type Subject } from './subject';
import { toRange, type Target } from './target';

/** Explains what stands under the caret. Null where there is nothing to explain. */
export function hover(target: Target, offset: number, docs: Docs): Hover | null {
  const { file, document, instance, language, live } = target;
  const found = subjectAt(file, offset);
  const subject =
    found?.kind === 'argument' ? argumentSubjectAt(found.service, offset, instance.release) : found;
  const value = subject && explain(subject, { instance, language, docs, live }, target);
  return subject && value
    ? { contents: { kind: 'markdown', value }, range: toRange(document, subject.span) }
    : null;
}

function explain(
  subject: Exclude<Subject, { kind: 'argument' }> | ArgumentSubject,
  context: ExplainContext,
  target: Target,
): string | undefined {
  switch (subject.kind) {
    case 'name':
      return parameterMarkdown(subject.setting.name, { ...context, service: subject.setting.service });
    case 'reference':
      return parameterMarkdown(subject.name, { ...context, service: subject.setting.service });
    case 'table':
      return tableTypeMarkdown(subject.table.type, context);
    case 'word':
      return explainWord(subject, context, target);
    case 'column':
      return subject.column === 'command'
        ? daemonMarkdown(subject.field.text, context)
        : columnMarkdown(subject.column, subject.field.text, context);
    case 'attribute':
      return attributeMarkdown(subject.name, subject.daemon, context);
    case 'letter':
      return letterMarkdown(subject.letter, subject.attribute, subject.daemon, context);
    case 'macro':
      return macroMarkdown(subject.name, subject.daemon, context);
    case 'option':
      return optionMarkdown(subject.name, context);
  }
}

/** A word of a list: a restriction with what it decides here, or one of a fixed set of values. */
function explainWord(
  { setting: { name }, word, span }: Extract<Subject, { kind: 'word' }>,
  context: ExplainContext,
  { system, file, language }: Target,
): string | undefined {
  const { instance } = context;
  const isRestrictionList =
    typeOf(name, instance)?.kind === 'restrictions' || instance.restrictionClasses.has(name);
  if (!isRestrictionList) return valueMarkdown(name, word.text, context);
  const meaning = restrictionMarkdown(word.text, context);
  return meaning && paragraphs([meaning, reachMarkdown(system, name, { uri: file.uri, span }, language)]);
}
