export interface ServerRecord {
  readonly tag: string;
  readonly fields: readonly string[];
}

/** Reads `tag NUL count NUL field NUL …` again and again; stops where the text is not of that form. */
export function readRecords(text: string): ServerRecord[] {
  const words = text.split('\0');
  const records: ServerRecord[] = [];
  for (let at = 0; at + 1 < words.length;) {
    const count = Number(words[at + 1]);
    const end = at + 2 + count;
    if (!Number.isInteger(count) || count < 0 || end > words.length) break;
    records.push({ tag: words[at] ?? '', fields: words.slice(at + 2, end) });
    at = end;
  }
  return records;
}
