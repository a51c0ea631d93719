/** A text written like typing: `<|>` is the caret, `«…»` a span that is expected. */
export interface Marked {
  readonly text: string;
  /** Offset of the caret, when there is one. */
  readonly caret: number | undefined;
  /** In the order of their opening marks. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

const MARK = /<\|>|«|»/g;

/** Takes the marks out of a text. Throws when the brackets do not pair up. */
export function readMarkers(marked: string): Marked {
  let text = '';
  let at = 0;
  let caret: number | undefined;
  const open: number[] = [];
  const spans: { start: number; end: number }[] = [];
  for (const { 0: mark, index } of marked.matchAll(MARK)) {
    text += marked.slice(at, index);
    at = index + mark.length;
    if (mark === '<|>') caret = text.length;
    else if (mark === '«') open.push(spans.push({ start: text.length, end: -1 }) - 1);
    else {
      const span = spans[open.pop() ?? -1];
      if (!span) throw new Error(`» without «: ${marked}`);
      span.end = text.length;
    }
  }
  if (open.length > 0) throw new Error(`« without »: ${marked}`);
  return { text: text + marked.slice(at), caret, spans };
}
