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
import { parameterMarkdown, typeOf } from '../explain/parameterMarkdown';
import type { Docs } from '../knowledge/docs';
import { argumentSubjectAt, type ArgumentSubject } from './argumentSubject';
import { subjectAt, type Setting, type Subject } from './subject';
import { toRange, type Target } from './target';

/** Explains what stands under the caret. Null where there is nothing to explain. */
export function hover(target: Target, offset: number, docs: Docs): Hover | null {
  const { file, document, instance, language } = target;
  const found = subjectAt(file, offset);
  const subject =
    found?.kind === 'argument' ? argumentSubjectAt(found.service, offset, instance.release) : found;
  const value = subject && explain(subject, { instance, language, docs });
  return subject && value
    ? { contents: { kind: 'markdown', value }, range: toRange(document, subject.span) }
    : null;
}

function explain(
  subject: Exclude<Subject, { kind: 'argument' }> | ArgumentSubject,
  context: ExplainContext,
): string | undefined {
  switch (subject.kind) {
    case 'name':
      return parameterMarkdown(subject.setting.name, { ...context, service: subject.setting.service });
    case 'reference':
      return parameterMarkdown(subject.name, { ...context, service: subject.setting.service });
    case 'table':
      return tableTypeMarkdown(subject.table.type, context);
    case 'word':
      return explainWord(subject.setting, subject.word.text, context);
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

/** A word of a list: a restriction, or one of a fixed set of values. */
function explainWord({ name }: Setting, word: string, context: ExplainContext): string | undefined {
  const { instance } = context;
  const isRestrictionList =
    typeOf(name, instance)?.kind === 'restrictions' || instance.restrictionClasses.has(name);
  return isRestrictionList ? restrictionMarkdown(word, context) : valueMarkdown(name, word, context);
}
