/** The right-hand side of a pattern: text with `$1`, `${1}`, `$(1)` and `$$` in it. */
export type Replacement =
  | { readonly kind: 'replacement'; readonly parts: readonly ReplacementPart[]; readonly highest: number }
  | { readonly kind: 'error'; readonly start: number; readonly end: number };

export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `start` and `end` are its place in the text. */
  | { readonly kind: 'group'; readonly index: number; readonly start: number; readonly end: number };

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** Reads the text that a pattern's match is replaced by (regexp_table(5), "text substitution"). */
export function parseReplacement(text: string): Replacement {
  const parts: ReplacementPart[] = [];
  let literal = '';
  let highest = 0;
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
  };
  for (let at = 0; at < text.length;) {
    if (text[at] !== '$') {
      literal += text[at++] ?? '';
    } else if (text[at + 1] === '$') {
      literal += '$';
      at += 2;
    } else {
      const { name, end } = readName(text, at + 1);
      const index = name !== undefined && /^\d+$/.test(name) ? Number(name) : 0;
      if (index < 1) return { kind: 'error', start: at, end };
      flush();
      parts.push({ kind: 'group', index, start: at, end });
      highest = Math.max(highest, index);
      at = end;
    }
  }
  flush();
  return { kind: 'replacement', parts, highest };
}

/** The name behind a `$`; undefined for one in brackets that are not closed. */
function readName(text: string, at: number): { readonly name: string | undefined; readonly end: number } {
  const open = text[at] ?? '';
  const close = CLOSING[open];
  if (close === undefined) {
    const name = /^[A-Za-z0-9_]*/.exec(text.slice(at))?.[0] ?? '';
    return { name, end: at + name.length };
  }
  let depth = 1;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === open) depth++;
    else if (text[end] === close && --depth === 0) return { name: text.slice(at + 1, end), end: end + 1 };
  }
  return { name: undefined, end: text.length };
}
