import { childrenOf, type Template } from '../postfix/expansion';
import { field, type Field, type Service } from '../postfix/masterCf';
import { tableReferences } from '../postfix/tableReference';
import { templateOf, wordsOf } from '../system/names';
import type { PostfixInstance } from '../system/postfixInstance';
import type { TemplateText } from '../template/template';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { typeOf } from '../explain/parameterMarkdown';
import type { Target } from './target';

/** Token types of LSP that the colours of a theme know. */
export const TOKEN_TYPES = [
  'property',
  'variable',
  'function',
  'type',
  'enumMember',
  'class',
  'macro',
] as const;

export const TOKEN_MODIFIERS = ['defaultLibrary', 'deprecated', 'declaration'] as const;

type TokenType = (typeof TOKEN_TYPES)[number];

export interface Token {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/**
 * What the grammar cannot know: whether a name is built in, your own, or deprecated; which words are restrictions.
 * Encoded as LSP wants it: five numbers a token, relative to the one before.
 */
export function semanticTokens({ file, document, instance }: Target): number[] {
  const tokens =
    file.kind === 'main'
      ? mainTokens(instance)
      : instance.services.flatMap((service) => serviceTokens(service, instance));
  return encodeTokens(file.template ? withCode(tokens, file.template) : tokens, (offset) =>
    document.positionAt(offset),
  );
}

/** Template code is one token, wherever it stands; a grammar cannot see it in the middle of a word. */
function withCode(tokens: readonly Token[], { tags, source }: TemplateText): Token[] {
  const code = tags
    .filter(({ start, end }) => !source.slice(start, end).includes('\n'))
    .map((span): Token => ({ span, type: 'macro', modifiers: [] }));
  const apart = tokens.filter(({ span }) =>
    tags.every(({ start, end }) => span.end <= start || end <= span.start),
  );
  return [...apart, ...code].sort((a, b) => a.span.start - b.span.start);
}

function mainTokens(instance: PostfixInstance): Token[] {
  return instance.parameters.flatMap(({ name, nameSpan, value }) => [
    nameToken(name, nameSpan, instance, true),
    ...valueTokens(name, value, instance),
  ]);
}

function serviceTokens(service: Service, instance: PostfixInstance): Token[] {
  const name = field(service, 'service');
  const command = field(service, 'command');
  const daemon = command && instance.release.daemon(command.text);
  return [
    ...token(name, 'class', ['declaration']),
    ...token(command, 'function', daemon ? ['defaultLibrary'] : []),
    ...service.overrides.flatMap(({ name: option, nameSpan, value }) => [
      nameToken(option, nameSpan, instance, false),
      ...valueTokens(option, value, instance),
    ]),
  ];
}

function token(at: Field | undefined, type: TokenType, modifiers: Token['modifiers']): Token[] {
  return at ? [{ span: at.span, type, modifiers }] : [];
}

function nameToken(name: string, span: Span, instance: PostfixInstance, declares: boolean): Token {
  const fact = instance.release.parameter(name);
  if (fact)
    return {
      span,
      type: 'property',
      modifiers: fact.deprecated ? ['defaultLibrary', 'deprecated'] : ['defaultLibrary'],
    };
  const own = instance.serviceParameters.has(name);
  return { span, type: own ? 'property' : 'variable', modifiers: declares && !own ? ['declaration'] : [] };
}

function valueTokens(name: string, value: SourceText, instance: PostfixInstance): Token[] {
  const names = value.text.includes('$') ? referenceTokens(templateOf(value.text), value, instance) : [];
  return [...names, ...wordTokens(name, value, instance)].sort((a, b) => a.span.start - b.span.start);
}

function referenceTokens(template: Template, value: SourceText, instance: PostfixInstance): Token[] {
  return template.nodes.flatMap((node): Token[] => {
    const own = node.kind === 'reference' || node.kind === 'conditional' ? [node.name] : [];
    const here = own.map(({ text, start, end }) =>
      nameToken(text, value.spanOf(start, end), instance, false),
    );
    return [...here, ...childrenOf(node).flatMap((inner) => referenceTokens(inner, value, instance))];
  });
}

function wordTokens(name: string, value: SourceText, instance: PostfixInstance): Token[] {
  const type = typeOf(name, instance);
  const restrictions = type?.kind === 'restrictions' || instance.restrictionClasses.has(name);
  const values = type?.kind === 'enum' || type?.kind === 'flags' || type?.kind === 'boolean';
  const tables = tableReferences(value.text).map(({ type: table, typeStart }): Token => {
    return { span: value.spanOf(typeStart, typeStart + table.length), type: 'type', modifiers: [] };
  });
  if (!restrictions && !values) return tables;
  const words = wordsOf(value.text).flatMap(({ text, start, end }): Token[] => {
    const span = value.spanOf(start, end);
    if (values) return /^[\w.-]+$/.test(text) ? [{ span, type: 'enumMember', modifiers: [] }] : [];
    if (instance.restrictionClasses.has(text)) return [{ span, type: 'class', modifiers: [] }];
    const fact = instance.release.restriction(text);
    return fact
      ? [{ span, type: 'function', modifiers: fact.replacedBy ? ['deprecated'] : ['defaultLibrary'] }]
      : [];
  });
  return [...tables, ...words];
}

export function encodeTokens(
  tokens: readonly Token[],
  positionAt: (offset: number) => { line: number; character: number },
): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  let end = 0;
  for (const { span, type, modifiers } of tokens) {
    if (span.start < end || span.end <= span.start) continue;
    const at = positionAt(span.start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    const sameLine = at.line === line;
    data.push(at.line - line, sameLine ? at.character - character : at.character, span.end - span.start);
    data.push(TOKEN_TYPES.indexOf(type), bits);
    ({ line, character } = at);
    end = span.end;
  }
  return data;
}
