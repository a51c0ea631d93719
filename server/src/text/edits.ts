import type { Span } from './span';

export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** Applies changes whose spans do not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, changes: readonly TextChange[]): string {
  const ordered = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const { span, text: replacement } of ordered) {
    result += text.slice(at, Math.max(at, span.start)) + replacement;
    at = Math.max(at, span.end);
  }
  return result + text.slice(at);
}
