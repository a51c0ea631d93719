import type { Span } from '../text/span';
import { roleOf, type Delimiters, type Dialect, type TagRole } from './tags';

/** A piece of template code. */
export interface Tag extends Span {
  readonly role: TagRole;
}

/** Between these, nothing is template code. */
const RAW_OPEN = /^\{%[-+]?\s*raw\b/;
const RAW_CLOSE = /\{%[-+]?\s*endraw\b[^%]*%\}/g;

/** The template code of a text, in its order. Never throws; code that nothing ends is text. */
export function scanTags(text: string, dialect: Dialect): Tag[] {
  const tags: Tag[] = [];
  const begin = beginningsOf(dialect);
  const ends = new Endings(text);
  for (;;) {
    const match = begin.exec(text);
    if (!match) return tags;
    const delimiters = dialect.delimiters.find(({ open }) => text.startsWith(open, match.index));
    const tag = delimiters ? delimited(text, match.index, delimiters, ends) : word(text, match);
    if (!tag) {
      begin.lastIndex = match.index + 1;
      continue;
    }
    tags.push(tag);
    begin.lastIndex = RAW_OPEN.test(text.slice(tag.start, tag.end)) ? rawEnd(text, tag.end) : tag.end;
  }
}

function beginningsOf({ delimiters, words }: Dialect): RegExp {
  const opens = delimiters.map(({ open }) => open.replace(/[{}$<%!-]/g, '\\$&'));
  return new RegExp([...opens, ...words.map(({ source }) => source)].join('|'), 'g');
}

/** Where delimiters close; what is missing is looked for once alone. */
class Endings {
  private readonly missing = new Set<string>();

  constructor(private readonly text: string) {}

  of(close: string, from: number): number {
    if (this.missing.has(close)) return -1;
    const found = this.text.indexOf(close, from);
    if (found < 0) this.missing.add(close);
    return found;
  }
}

function delimited(text: string, start: number, delimiters: Delimiters, ends: Endings): Tag | undefined {
  const inner = start + delimiters.open.length;
  const close = ends.of(delimiters.close, inner);
  if (close < 0) return undefined;
  const end = close + delimiters.close.length;
  return { start, end, role: alone(text, start, end, roleOf(delimiters, text.slice(inner, close))) };
}

function word(text: string, { index: start, 0: found }: RegExpExecArray): Tag {
  const end = start + found.length;
  const head = lineStart(text, start);
  const prefixes = found.startsWith('%{') && /^\s*$/.test(text.slice(head, start));
  if (prefixes && /[^\s=]|[ \t]+[^\s=]/.test(text.slice(end, end + 80).split('\n', 1)[0] ?? ''))
    return { start, end, role: 'prefix' };
  return { start, end, role: alone(text, start, end, 'value') };
}

/** A value that has its line for itself may be any number of lines. */
function alone(text: string, start: number, end: number, role: TagRole): TagRole {
  if (role !== 'value') return role;
  const before = text.slice(lineStart(text, start), start);
  const feed = text.indexOf('\n', end);
  const after = text.slice(end, feed < 0 ? text.length : feed);
  return before.trim() === '' && after.trim() === '' ? 'lines' : 'value';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function rawEnd(text: string, from: number): number {
  RAW_CLOSE.lastIndex = from;
  return RAW_CLOSE.exec(text)?.index ?? text.length;
}
