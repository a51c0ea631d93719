import type { DovecotConf } from '../../../dovecot/nodes';
import type { DovecotContext } from '../../../explain/dovecotSettingMarkdown';
import type { Section } from '../../../system/dovecot/sections';
import type { MailSystem } from '../../../system/mailSystem';
import type { Span } from '../../../text/span';

/** Where something is completed. */
export interface CompletionPlace extends DovecotContext {
  readonly system: MailSystem;
  /** The innermost block around. */
  readonly section: Section | undefined;
  /** What stands behind the word, up to the end of the line. */
  readonly rest: string;
}

/** What a caret stands behind, on its logical line. */
export type TypedAt =
  | { readonly kind: 'name'; readonly word: string }
  | { readonly kind: 'include-key'; readonly word: string }
  | { readonly kind: 'label'; readonly type: string; readonly word: string }
  | { readonly kind: 'value'; readonly name: string; readonly typed: string; readonly word: string }
  /** Inside of `%{…`. */
  | { readonly kind: 'variable'; readonly word: string }
  /** Behind a `|` in `%{…`. */
  | { readonly kind: 'filter'; readonly word: string };

const VALUE = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s=#]+))\s*=\s*([^]*)$/;
const LABEL = /^\s*([\w-]+)\s+("[^"]*|[^\s"{]*)$/;
const NAME = /^\s*([^\s={}"]*)$/;

/** What is being typed; undefined in comments, and where nothing can be proposed. */
export function typedAt(tree: DovecotConf, offset: number): TypedAt | undefined {
  const typed = typedLine(tree, offset);
  if (typed === undefined) return undefined;
  const value = VALUE.exec(typed);
  if (value) return inValue(value[1] ?? value[2] ?? '', value[3] ?? '');
  const label = LABEL.exec(typed);
  if (label) return { kind: 'label', type: label[1] ?? '', word: label[2] ?? '' };
  const word = NAME.exec(typed)?.[1];
  if (word === undefined) return undefined;
  return { kind: word.startsWith('!') ? 'include-key' : 'name', word };
}

function inValue(name: string, typed: string): TypedAt {
  const inside = /%\{([^}]*)$/.exec(typed)?.[1];
  if (inside === undefined) {
    const word = /[^\s,"']*$/.exec(typed)?.[0] ?? '';
    return { kind: 'value', name, typed, word };
  }
  const word = /[\w:]*$/.exec(inside)?.[0] ?? '';
  return { kind: inside.includes('|') ? 'filter' : 'variable', word };
}

/** The index of the line of an offset; behind the last line end, that of the line that begins there. */
export function lineAt({ text, lines }: DovecotConf, offset: number): number {
  const isBehind = offset === text.length && (text === '' || text.endsWith('\n'));
  return isBehind ? lines.length : lines.indexAt(offset);
}

/** The text before the caret, from the beginning of what a last `\` continues. */
function typedLine(tree: DovecotConf, offset: number): string | undefined {
  const { text, lines } = tree;
  let line = lineAt(tree, offset);
  let typed = text.slice(lines.startOf(line), offset);
  if (hasComment(typed)) return undefined;
  while (line > 0) {
    const before = withoutComment(text.slice(lines.startOf(line - 1), lines.endOf(line - 1))).trimEnd();
    if (!before.endsWith('\\')) break;
    typed = `${before.slice(0, -1).trimEnd()} ${typed.trimStart()}`;
    line--;
  }
  return typed;
}

/** A quoted string, or a `#` outside of one. */
const QUOTED_OR_HASH = /"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)|#/g;

function hashIn(line: string): number | undefined {
  return [...line.matchAll(QUOTED_OR_HASH)].find(([part]) => part === '#')?.index;
}

function hasComment(line: string): boolean {
  return hashIn(line) !== undefined;
}

function withoutComment(line: string): string {
  return line.slice(0, hashIn(line) ?? line.length);
}

/** What a proposal replaces: the typed word, and what follows it up to a blank or a sign. */
export function replacedSpan(text: string, offset: number, word: string): Span {
  const rest = /^[\w.@/-]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return { start: offset - word.length, end: offset + rest.length };
}
