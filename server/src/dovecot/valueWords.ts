/** A part of a value, by indexes into its text. */
export interface ValueWord {
  readonly kind: 'word' | 'variable' | 'filter' | 'reference' | 'path';
  /** Without the signs around it: the name of `$name` and of `%{name}`, the path of a `<path`; `%u` keeps its sign. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `%{…}`, `%u` with its modifiers, `$name`, `$SET:name`, and what stands between blanks, commas and quotes. */
const PARTS = /%\{([^}]*)\}?|%[-\d.]*[A-Z]*([a-z])|\$(?:SET:)?([\w/.:-]+)|[^\s,"'%$]+/g;

/** The parts of a value that have a meaning of their own: for hovers, links and jumps. */
export function wordsOfValue(text: string): ValueWord[] {
  const file = /^<\s*(?=\S)/.exec(text);
  if (file)
    return [{ kind: 'path', text: text.slice(file[0].length), start: file[0].length, end: text.length }];
  return [...text.matchAll(PARTS)].flatMap((match): ValueWord[] => {
    const [all, inside, letter, name] = match;
    const start = match.index;
    const at = { start, end: start + all.length };
    if (inside !== undefined) return pipeOf(inside, start + 2);
    if (letter !== undefined) return [{ kind: 'variable', text: `%${letter}`, ...at }];
    if (name === undefined) return [{ kind: 'word', text: all, ...at }];
    const isReference = start === 0 || /\s/.test(text.charAt(start - 1));
    return isReference ? [{ kind: 'reference', text: name, ...at }] : [];
  });
}

/** `user | domain`: a variable, and the filters that it goes through. */
function pipeOf(inside: string, offset: number): ValueWord[] {
  let at = offset;
  return inside.split('|').map((part, index) => {
    const start = at + (part.length - part.trimStart().length);
    const text = part.trim();
    at += part.length + 1;
    return { kind: index === 0 ? 'variable' : 'filter', text, start, end: start + text.length };
  });
}
