/** Longer values are cut where they are shown; the file has them in full. */
const SHOWN_LENGTH = 300;

/** Inline code that holds any text: a fence longer than every run of backticks inside, line ends as blanks. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const shown = flat.length > SHOWN_LENGTH ? `${flat.slice(0, SHOWN_LENGTH)}…` : flat;
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

export function codeBlock(text: string, language: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

export function link(text: string, address: string): string {
  return `[${text}](${address})`;
}

/** Paragraphs, the empty ones left out. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
