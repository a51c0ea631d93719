/** The words of a list in one line: blanks or commas between them, quotes around one that has blanks itself. */
export function splitWords(text: string): string[] {
  return [...text.matchAll(/"((?:\\[^]|[^"\\])*)"|[^\s,]+/g)].map(
    ([word, quoted]) => quoted?.replace(/\\([^])/g, '$1') ?? word,
  );
}
