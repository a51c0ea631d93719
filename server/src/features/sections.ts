import type { LineTable } from '../text/lineTable';

/** A stretch of a file that begins with a heading in a comment. Line numbers, from 0. */
export interface Section {
  readonly title: string;
  /** First line of the heading (the upper rule of a box). */
  readonly first: number;
  /** The line that holds the title. */
  readonly titleLine: number;
  /** Last line before the next section that is not blank. */
  readonly last: number;
}

interface Heading {
  readonly title: string;
  readonly first: number;
  readonly titleLine: number;
}

interface Text {
  readonly text: string;
  readonly lines: LineTable;
}

/** Finds headings as people write them: `# ---- TLS ----`, `## TLS`, a box, a line alone, capitals over an explanation. */
export function sectionsOf(file: Text): Section[] {
  const headings = headingsOf(file);
  return headings.map((heading, index) => {
    let last = (headings[index + 1]?.first ?? file.lines.length) - 1;
    while (last > heading.titleLine && file.lines.kindOf(last) === 'blank') last--;
    return { ...heading, last };
  });
}

function headingsOf(file: Text): Heading[] {
  const headings: Heading[] = [];
  const { lines } = file;
  for (let first = 0; first < lines.length; first++) {
    if (lines.kindOf(first) !== 'comment') continue;
    let end = first + 1;
    while (lines.kindOf(end) === 'comment') end++;
    headings.push(...headingsInBlock(file, first, end));
    first = end - 1;
  }
  return headings;
}

const RULER = /^[\s#]*([-=*~_+#])\1{4,}[\s#]*$/;
const DECORATED = /^\s*#+\s*([-=*~_#+])\1+\s*([^\s\-=*~_#+].*?)\s*(?:\1{2,}[\s#]*)?$/;
const SEVERAL_MARKS = /^\s*#{2,}\s*([^\s#].*?)[\s#]*$/;
const PLAIN = /^\s*#\s*([^\s#].*?)\s*$/;
const CAPITALS = /^\s*#\s*(\p{Lu}[\p{Lu}\d /&,()-]{3,})\s*$/u;
const EMPTY = /^[\s#]*$/;
const LONGEST_TITLE = 60;

/** Headings among the comment lines [first, end). */
function headingsInBlock(file: Text, first: number, end: number): Heading[] {
  const headings: Heading[] = [];
  const at = (line: number): string => file.text.slice(file.lines.startOf(line), file.lines.endOf(line));
  for (let line = first; line < end; line++) {
    const boxed = RULER.test(at(line)) ? boxOf(at, line, end) : undefined;
    if (boxed) {
      headings.push(boxed);
      line = boxed.titleLine + 1;
      continue;
    }
    const title = titleOf(at(line)) ?? (isAlone(file, line, first, end) ? plainTitle(at(line)) : undefined);
    const capitals =
      line === first && end > first + 1 && EMPTY.test(at(line + 1)) ? CAPITALS.exec(at(line)) : null;
    const found = title ?? capitals?.[1]?.trim();
    if (found !== undefined) headings.push({ title: found, first: line, titleLine: line });
  }
  return headings;
}

/** A title between two rules. */
function boxOf(at: (line: number) => string, ruler: number, end: number): Heading | undefined {
  const title = PLAIN.exec(at(ruler + 1))?.[1]?.replace(/[\s#]+$/, '');
  if (ruler + 2 >= end || !title || !RULER.test(at(ruler + 2)) || RULER.test(at(ruler + 1))) return undefined;
  return isTitle(title) ? { title, first: ruler, titleLine: ruler + 1 } : undefined;
}

function titleOf(line: string): string | undefined {
  if (RULER.test(line)) return undefined;
  const title = DECORATED.exec(line)?.[2] ?? SEVERAL_MARKS.exec(line)?.[1];
  return title !== undefined && isTitle(title) ? title : undefined;
}

/** One comment line between two blank ones, or at the beginning of the file. */
function isAlone({ lines }: Text, line: number, first: number, end: number): boolean {
  const blankBefore = line === 0 || lines.kindOf(line - 1) === 'blank';
  return end === first + 1 && blankBefore && lines.kindOf(line + 1) === 'blank';
}

function plainTitle(line: string): string | undefined {
  const title = PLAIN.exec(line)?.[1];
  return title !== undefined && isTitle(title) ? title : undefined;
}

/** Short, no setting that was commented out, no sentence, no directive. */
function isTitle(text: string): boolean {
  return (
    text.length <= LONGEST_TITLE &&
    /\p{L}/u.test(text) &&
    !/=|^(end)?region\b|^mailwright-|^-\w|[.;?。；？]$/i.test(text) &&
    !/^\S+\s+(inet|unix|unix-dgram|fifo|pass)\s/.test(text)
  );
}
