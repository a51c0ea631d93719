/** Patterns of `!include`, as glob(3) with braces reads them: `*`, `?`, `[…]`, `{a,b}`, a backslash. */

/** The alternatives of `{a,b}`, in the order in which they are written. A brace without its partner stands for itself. */
export function expandBraces(pattern: string): string[] {
  const open = pattern.search(/(?<!\\)\{/);
  const close = open < 0 ? -1 : partner(pattern, open);
  if (close < 0) return [pattern];
  const before = pattern.slice(0, open);
  const behind = pattern.slice(close + 1);
  const alternatives = splitAlternatives(pattern.slice(open + 1, close));
  return alternatives.slice(0, MOST_ALTERNATIVES).flatMap((middle) => expandBraces(before + middle + behind));
}

/** No real pattern has more; a made one could fill the memory. */
const MOST_ALTERNATIVES = 16;

function partner(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '{') depth++;
    else if (pattern[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function splitAlternatives(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Whether a part of a path (between slashes) stands for names other than itself. */
export function isWildcard(part: string): boolean {
  return /[*?[]/.test(part);
}

/** The test of a name in a directory; names with a dot at their start need one in the pattern. */
export function nameTest(part: string): (name: string) => boolean {
  const expression = compile(part);
  return (name) =>
    (part.startsWith('.') || !name.startsWith('.')) && (expression?.test(name) ?? name === part);
}

function compile(part: string): RegExp | undefined {
  const source = part.replace(
    /\\([^])|\[(!|\^)?(\]?[^\]]*)\]|[^]/g,
    (token, escaped?: string, not?: string, set?: string) => {
      if (escaped !== undefined) return literal(escaped);
      if (set !== undefined) return `[${not === undefined ? '' : '^'}${set.replace(/[\\\]^[]/g, '\\$&')}]`;
      return token === '*' ? '.*' : token === '?' ? '.' : literal(token);
    },
  );
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return undefined;
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
