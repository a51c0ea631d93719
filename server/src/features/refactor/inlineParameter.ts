import { CodeActionKind } from 'vscode-languageserver-types';
import { childrenOf, malformedNodes, type ReferenceNode, type Template } from '../../postfix/expansion';
import type { Parameter } from '../../postfix/mainCf';
import type { FileEdit } from '../../rules/rule';
import { removal } from '../../rules/settings';
import { templateOf } from '../../system/names';
import type { PostfixInstance } from '../../system/postfixInstance';
import { mentionAt } from '../names';
import type { Refactor, Refactoring } from './refactoring';
import { allSettings, isExpandedSetting, isPlainText, optionText, type WrittenSetting } from './settings';

const TITLE = {
  en: 'Write the value of {name} where it is used ({count} places)',
  'zh-cn': '在使用 {name} 的地方直接写出它的值（{count} 处）',
};

/** The value of a parameter of the user's own takes the place of each `$name`; the parameter goes. */
export const inlineParameter: Refactor = {
  kind: CodeActionKind.RefactorInline,
  find({ file, instance }, range) {
    const mention = mentionAt(file, instance, range.start);
    if (mention?.kind !== 'parameter') return [];
    const definition = soleDefinition(instance, mention.name);
    return definition ? inlining(instance, definition) : [];
  },
};

/** Its only setting, when it is the user's own and serves nothing but expansion. */
function soleDefinition(instance: PostfixInstance, name: string): Parameter | undefined {
  const { release } = instance;
  if (instance.kindOf(name) !== 'user-defined' || instance.nameUse.isClientName(name)) return undefined;
  if (release.parameterOfAnyVersion(name)) return undefined;
  const definitions = allSettings(instance).filter(({ entry }) => entry.name === name);
  const definition = instance.entries.get(name);
  return definitions.length === 1 ? definition : undefined;
}

function inlining(instance: PostfixInstance, definition: Parameter): Refactoring[] {
  const { main } = instance;
  const { name, line, value } = definition;
  if (!main || !isPlainText(value.text) || malformedNodes(templateOf(value.text)).length > 0) return [];
  const edits: FileEdit[] = [removal({ file: main, line, entry: definition })];
  let count = 0;
  for (const setting of allSettings(instance)) {
    if (setting.entry === definition || !mentions(setting, name)) continue;
    const changed = isExpandedSetting(instance, setting.entry.name)
      ? inlined(setting, definition)
      : undefined;
    if (!changed) return [];
    count += changed.count;
    edits.push(...changed.edits);
  }
  return count === 0 ? [] : [{ title: { text: TITLE, values: { name, count } }, edits }];
}

function mentions({ entry }: WrittenSetting, name: string): boolean {
  return entry.value.text.includes('$') && new RegExp(`(?<!\\w)${name}(?!\\w)`).test(entry.value.text);
}

/** The edits of one setting, or undefined where the text would not mean the same. */
function inlined(
  { file, entry }: WrittenSetting,
  { name, value }: Parameter,
): { edits: FileEdit[]; count: number } | undefined {
  const { text } = entry.value;
  const template = templateOf(text);
  // At the beginning of a continuation line it would make a comment.
  if (malformedNodes(template).length > 0 || value.text.startsWith('#')) return undefined;
  const uses = referencesTo(template, name);
  if (uses.conditional || (uses.nested.length > 0 && /[{}()?:]/.test(value.text))) return undefined;
  const nodes = [...uses.plain, ...uses.nested];
  if (nodes.some(({ end }) => joins(value.text, text[end] ?? ''))) return undefined;
  const spans = nodes.map(({ start, end }) => ({
    span: entry.value.spanOf(start, end),
    length: end - start,
  }));
  if (spans.some(({ span, length }) => span.end - span.start !== length)) return undefined;
  const edits = spans.map(({ span }) => ({ uri: file.uri, span, text: value.text }));
  if (!('braced' in entry) || entry.braced || !/[\s{}]/.test(value.text))
    return { edits, count: nodes.length };
  if (!file.tree.text.startsWith('-o', entry.span.start)) return undefined;
  const rewritten = nodes.reduceRight(
    (result, { start, end }) => result.slice(0, start) + value.text + result.slice(end),
    text,
  );
  const option = optionText(entry.name, rewritten);
  return option === undefined
    ? undefined
    : { edits: [{ uri: file.uri, span: entry.span, text: option }], count: nodes.length };
}

interface Uses {
  readonly plain: ReferenceNode[];
  /** Inside of a branch or an operand, where brackets and signs end the text. */
  readonly nested: ReferenceNode[];
  /** `${name?…}` asks whether the name has a value; no text can stand for that. */
  readonly conditional: boolean;
}

function referencesTo(template: Template, name: string, nested = false): Uses {
  const uses = { plain: [] as ReferenceNode[], nested: [] as ReferenceNode[], conditional: false };
  for (const node of template.nodes) {
    if (node.kind === 'reference' && node.name.text === name) (nested ? uses.nested : uses.plain).push(node);
    if (node.kind === 'conditional' && node.name.text === name) uses.conditional = true;
    for (const child of childrenOf(node)) {
      const inner = referencesTo(child, name, true);
      uses.nested.push(...inner.nested);
      uses.conditional ||= inner.conditional;
    }
  }
  return uses;
}

/** `$name` at the end of the value would swallow what follows. */
function joins(value: string, next: string): boolean {
  const last = templateOf(value).nodes.at(-1);
  return /\w/.test(next) && last?.kind === 'reference' && !last.bracketed;
}
