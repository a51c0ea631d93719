/**
 * Lexical tokens of RFC 822 as Postfix cuts them. A type that is one character is an operator; `atom`, `quoted` and
 * the others hold text without their quotes.
 */
export interface Token {
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The specials of RFC 822, and the operators of older address forms and of aliases(5). */
const OPERATORS = new Set('|%!()<>@,;:\\".[]');
const SEPARATORS = new Set(' \t\r\n');
const WORDS: ReadonlySet<string> = new Set(['atom', 'quoted', 'comment', 'literal']);

/** Cuts a text into tokens. Nothing is refused: what is never closed runs to the end. */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (SEPARATORS.has(character)) {
      at++;
      continue;
    }
    const token = scanToken(text, at, character);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function scanToken(text: string, start: number, character: string): Token {
  if (character === '(') return scanComment(text, start);
  if (character === '[') return scanEnclosed(text, start, 'literal', ']');
  if (character === '"') return scanEnclosed(text, start, 'quoted', '"');
  if (character !== '\\' && OPERATORS.has(character)) {
    return { type: character, text: character, start, end: start + 1 };
  }
  const { text: inner, end } = collect(text, start, (next) => SEPARATORS.has(next) || OPERATORS.has(next));
  return { type: needsQuotes(inner) ? 'quoted' : 'atom', text: inner, start, end };
}

function scanEnclosed(text: string, start: number, type: string, close: string): Token {
  const { text: inner, end } = collect(text, start + 1, (next) => next === close);
  return { type, text: inner, start, end: Math.min(end + 1, text.length) };
}

/** Text up to a character that ends it; a backslash makes the next one ordinary, and white space becomes a blank. */
function collect(
  text: string,
  start: number,
  ends: (character: string) => boolean,
): { text: string; end: number } {
  let result = '';
  let at = start;
  for (; at < text.length; at++) {
    let character = text[at] ?? '';
    if (character === '\\') {
      character = text[++at] ?? '';
      if (character === '') break;
    } else if (ends(character)) break;
    result += SEPARATORS.has(character) ? ' ' : character;
  }
  return { text: result, end: Math.min(at, text.length) };
}

/** Comments nest, and keep their backslashes. */
function scanComment(text: string, start: number): Token {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) break;
  }
  const end = Math.min(at + 1, text.length);
  return { type: 'comment', text: text.slice(start, end), start, end };
}

function needsQuotes(text: string): boolean {
  return [...text].some((character) => {
    const code = character.charCodeAt(0);
    return character === ' ' || code < 32 || code === 127 || OPERATORS.has(character);
  });
}

/** Tokens as text without quotes. */
export function internalForm(tokens: readonly Token[]): string {
  return join(tokens, ({ type, text }) => (type === 'literal' ? `[${text}]` : text));
}

/** Tokens as text that reads as the same tokens again. */
export function externalForm(tokens: readonly Token[]): string {
  const written = join(tokens, ({ type, text }) => {
    if (type === 'quoted') return `"${text.replace(/["\\\r\n]/g, '\\$&')}"`;
    return type === 'literal' ? `[${text.replace(/[\\\r\n]/g, '\\$&')}]` : text;
  });
  return tokens[tokens.length - 1]?.type === ',' ? `${written} ` : written;
}

function join(tokens: readonly Token[], write: (token: Token) => string): string {
  return tokens
    .map((token, index) => write(token) + (spaceBetween(token, tokens[index + 1]) ? ' ' : ''))
    .join('');
}

function spaceBetween({ type }: Token, next: Token | undefined): boolean {
  if (!next) return false;
  return type === ',' || next.type === '<' || (WORDS.has(type) && WORDS.has(next.type));
}
