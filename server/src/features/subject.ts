import { childrenOf, type ConditionalNode, type ReferenceNode, type Template } from '../postfix/expansion';
import type { Parameter } from '../postfix/mainCf';
import { COLUMNS, type Column, type Field, type Override, type Service } from '../postfix/masterCf';
import { tableReferences, withMembers, type TableReference } from '../postfix/tableReference';
import type { Word } from '../postfix/values';
import type { PostfixFile } from '../system/files';
import { templateOf, wordsOf } from '../system/names';
import type { SourceText } from '../text/sourceText';
import { findAt, touches, type Span } from '../text/span';

/** `name = value` in main.cf, or `-o name=value` of a service. */
export interface Setting {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: SourceText;
  readonly service: Service | undefined;
}

/** What stands at a place in a file. Spans are document offsets. */
export type Subject =
  | { readonly kind: 'name'; readonly setting: Setting; readonly span: Span }
  /** `$name` in a value. */
  | { readonly kind: 'reference'; readonly setting: Setting; readonly name: string; readonly span: Span }
  | { readonly kind: 'table'; readonly setting: Setting; readonly table: TableReference; readonly span: Span }
  | { readonly kind: 'word'; readonly setting: Setting; readonly word: Word; readonly span: Span }
  | {
      readonly kind: 'column';
      readonly service: Service;
      readonly column: Column;
      readonly field: Field;
      readonly span: Span;
    }
  | { readonly kind: 'argument'; readonly service: Service; readonly text: string; readonly span: Span };

/** What the caret stands on, or undefined in comments, blanks and text that means nothing. */
export function subjectAt(file: PostfixFile, offset: number): Subject | undefined {
  return file.kind === 'main'
    ? inMainCf(file.tree.parameters, offset)
    : inMasterCf(file.tree.services, offset);
}

function serviceAt(services: readonly Service[], offset: number): Service | undefined {
  return findAt(services, offset, ({ line }) => line);
}

function settingOf({ name, nameSpan, value }: Parameter | Override, service?: Service): Setting {
  return { name, nameSpan, value, service };
}

function inMainCf(parameters: readonly Parameter[], offset: number): Subject | undefined {
  const parameter = findAt(parameters, offset, ({ line }) => line);
  return parameter && inSetting(settingOf(parameter), offset);
}

function inMasterCf(services: readonly Service[], offset: number): Subject | undefined {
  const service = serviceAt(services, offset);
  if (!service) return undefined;
  const index = service.fields.findIndex(({ span }) => touches(span, offset));
  const field = service.fields[index];
  const column = COLUMNS[index];
  if (field && column) return { kind: 'column', service, column, field, span: field.span };
  const override = service.overrides.find(({ span }) => touches(span, offset));
  if (override) return inSetting(settingOf(override, service), offset);
  const argument = service.arguments.find(({ span }) => touches(span, offset));
  return argument && { kind: 'argument', service, text: argument.text, span: argument.span };
}

function inSetting(setting: Setting, offset: number): Subject | undefined {
  if (touches(setting.nameSpan, offset)) return { kind: 'name', setting, span: setting.nameSpan };
  const index = setting.value.indexOf(offset);
  return index === undefined ? undefined : inValue(setting, index);
}

function inValue(setting: Setting, index: number): Subject | undefined {
  const { value } = setting;
  const reference = value.text.includes('$') ? referenceAt(templateOf(value.text), index) : undefined;
  if (reference) {
    const { name } = reference;
    return { kind: 'reference', setting, name: name.text, span: value.spanOf(reference.start, name.end) };
  }
  const table = tableReferences(value.text)
    .flatMap(withMembers)
    .filter(({ typeStart, end }) => typeStart <= index && index <= end)
    .pop();
  if (table) return { kind: 'table', setting, table, span: value.spanOf(table.typeStart, table.end) };
  const word = wordsOf(value.text).find(({ start, end }) => start <= index && index <= end);
  return word && { kind: 'word', setting, word, span: value.spanOf(word.start, word.end) };
}

/** The innermost name with a `$` that covers an index. */
export function referenceAt(template: Template, index: number): ReferenceNode | ConditionalNode | undefined {
  for (const node of template.nodes) {
    if (index < node.start || index > node.end) continue;
    if (node.kind === 'reference') return node;
    if (node.kind === 'conditional' && index <= node.name.end) return node;
    for (const inner of childrenOf(node)) {
      const found = index >= inner.start && index <= inner.end ? referenceAt(inner, index) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
