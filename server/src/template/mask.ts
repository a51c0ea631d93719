import { maskText, NOTHING } from '../text/maskedText';
import { lineStart, type Tag } from './scan';
import type { TagRole } from './tags';

/** How a format reads a line whose head was code: Postfix' files tell a first line from a continuation by its blanks. */
export type LineHeads = 'matter' | 'free';

/** The text with all template code masked; as long as before, with the same line ends. */
export function maskTags(text: string, tags: readonly Tag[], heads: LineHeads): string {
  let masked = '';
  let at = 0;
  const followers = followersOf(text, tags);
  tags.forEach((tag, index) => {
    masked += text.slice(at, tag.start);
    masked += maskTag(text.slice(tag.start, tag.end), tag.role, masked, {
      heads,
      follows: followers[index] ?? false,
    });
    at = tag.end;
  });
  return masked + text.slice(at);
}

/** For each tag, whether a word begins right behind it and other tags that leave nothing. */
function followersOf(text: string, tags: readonly Tag[]): boolean[] {
  const follows: boolean[] = [];
  for (let index = tags.length - 1; index >= 0; index--) {
    const end = tags[index]?.end ?? text.length;
    const next = tags[index + 1];
    const adjoins = next?.start === end;
    if (adjoins) follows[index] = next.role === 'value' || (follows[index + 1] ?? false);
    else follows[index] = /[^\s,;]/.test(text.charAt(end));
  }
  return follows;
}

interface Place {
  readonly heads: LineHeads;
  readonly follows: boolean;
}

function maskTag(code: string, role: TagRole, before: string, { heads, follows }: Place): string {
  if (role === 'value') return overLines(code, maskText);
  const head = before.slice(lineStart(before, before.length));
  if (isHead(head)) return overLines(code, follows && heads === 'matter' ? nothing : blanks);
  const glued = follows && /[^\s,;]$/.test(head);
  return overLines(code, glued ? maskText : blanks);
}

function isHead(head: string): boolean {
  return head === '' || head.endsWith(NOTHING);
}

function blanks(code: string): string {
  return ' '.repeat(code.length);
}

function nothing(code: string): string {
  return NOTHING.repeat(code.length);
}

/** Keeps line ends; what follows one begins with a blank, so that it goes on with the line before. */
function overLines(code: string, mask: (line: string) => string): string {
  if (!code.includes('\n')) return mask(code);
  return code
    .split(/(\r?\n)/)
    .map((part, index) => {
      if (index % 2 === 1 || part === '') return part;
      return index === 0 ? mask(part) : ` ${mask(part.slice(1))}`;
    })
    .join('');
}
