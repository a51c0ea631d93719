import { isBlank } from '../../text/logicalLines';
import { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { closingBrace, splitList } from '../values';
import { keyEnd } from './keyed';
import { skipBlanks } from './tableLines';

/** What is wrong with a table that is written in place; Postfix answers each look-up in it with an error. */
export type InlineError =
  | 'need-braces' // bad syntax, need "inline:{name=value...}"
  | 'empty-table'
  | 'text-after-brace' // syntax error after '}'
  | 'missing-brace' // missing '}', no '{' at start of text
  | 'missing-equals' // missing '=' after attribute name
  | 'missing-key' // no key found
  | 'unbalanced-quote'
  | 'need-table'; // need "type:name"

export interface InlineProblem {
  readonly error: InlineError;
  readonly span: Span;
}

export interface InlineEntry {
  readonly kind: 'inline';
  readonly source: SourceText;
  readonly key: string;
  readonly keySpan: Span;
  readonly value: SourceText;
}

/** Several parts of a name in braces, or the reason why there are none. */
export type InlineParts<T> =
  { readonly kind: 'parts'; readonly parts: readonly T[] } | ({ readonly kind: 'error' } & InlineProblem);

/** The pairs of `inline:{name=value, { name = value with blanks }}`; `name` is the part from the brace on. */
export function inlineEntries(name: SourceText): InlineParts<InlineEntry> {
  const members = memberWords(name);
  if (members.kind === 'error') return members;
  const parts: InlineEntry[] = [];
  for (const member of members.parts) {
    const inner = member.text.startsWith('{') ? unwrap(member) : member;
    const entry = 'error' in inner ? inner : readPair(inner);
    if ('error' in entry) return { kind: 'error', ...entry };
    parts.push(entry);
  }
  return parts.length > 0 ? { kind: 'parts', parts } : failure('empty-table', name);
}

/** The words of `randmap:{…}`, and the tables of `unionmap:{…}` and `pipemap:{…}`. */
export function memberWords(name: SourceText): InlineParts<SourceText> {
  const { text } = name;
  const close = text.startsWith('{') ? closingBrace(text) : -1;
  if (close !== text.length - 1 || text.length <= 2) return failure('need-braces', name);
  return { kind: 'parts', parts: wordsIn(name.slice(1, close)) };
}

/** The rules of `regexp:{ {…}, {…} }`, each as the line that Postfix makes of it (3.7 and later). */
export function inlineRules(name: SourceText): InlineParts<SourceText> {
  const inner = unwrapWhole(name);
  if ('error' in inner) return { kind: 'error', ...inner };
  const parts: SourceText[] = [];
  for (const word of wordsIn(inner)) {
    const rule = unwrap(word);
    if ('error' in rule) return { kind: 'error', ...rule };
    if (rule.text !== '' && !rule.text.startsWith('#')) parts.push(rule);
  }
  return { kind: 'parts', parts };
}

/** The answer of `static:text` and `static:{ text }`. */
export function staticValue(name: SourceText): SourceText | InlineProblem {
  return name.text.startsWith('{') ? unwrap(name) : name;
}

/** A text that is its own source: a table given on a command line, or put together from parameters. */
export function sourceOf(text: string): SourceText {
  return SourceText.between(text, 0, text.length);
}

function wordsIn(source: SourceText): SourceText[] {
  return splitList(source.text).map(({ start, end }) => source.slice(start, end));
}

/** The text in braces, without blanks at its ends. */
function unwrap(source: SourceText): SourceText | InlineProblem {
  const inner = unwrapWhole(source);
  if ('error' in inner) return inner;
  const { text } = inner;
  const start = skipBlanks(text, 0);
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return inner.slice(start, end);
}

function unwrapWhole(source: SourceText): SourceText | InlineProblem {
  const { text } = source;
  const close = text.startsWith('{') ? closingBrace(text) : -1;
  if (close < 0) return { error: 'missing-brace', span: source.spanOf(0, text.length) };
  if (close < text.length - 1) {
    return { error: 'text-after-brace', span: source.spanOf(close + 1, text.length) };
  }
  return source.slice(1, close);
}

const EQUALS = 61;

function readPair(source: SourceText): InlineEntry | InlineProblem {
  const { text } = source;
  const start = skipBlanks(text, 0);
  const whole = source.spanOf(0, text.length);
  if (start === text.length) return { error: 'missing-key', span: whole };
  const { end: length, open } = keyEnd(text.slice(start), (code) => code === EQUALS || isBlank(code));
  if (open !== undefined) return { error: 'unbalanced-quote', span: whole };
  const end = start + length;
  const equals = skipBlanks(text, end);
  if (text.charCodeAt(equals) !== EQUALS) return { error: 'missing-equals', span: whole };
  const from = skipBlanks(text, equals + 1);
  let to = text.length;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return {
    kind: 'inline',
    source,
    key: text.slice(start, end),
    keySpan: source.spanOf(start, end),
    value: source.slice(from, Math.max(from, to)),
  };
}

function failure(error: InlineError, source: SourceText): { kind: 'error' } & InlineProblem {
  return { kind: 'error', error, span: source.spanOf(0, source.text.length) };
}
