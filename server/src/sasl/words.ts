import type { Span } from '../text/span';

/** A word of a value, with its place in the file. */
export interface SaslWord {
  readonly text: string;
  readonly span: Span;
}

/** What stands between the blanks of a value. */
export function saslWords(value: string, { start }: Span): SaslWord[] {
  return [...value.matchAll(/[^ \t\n\v\f\r]+/g)].map(({ 0: text, index }) => ({
    text,
    span: { start: start + index, end: start + index + text.length },
  }));
}
