import type { LineTable } from '../text/lineTable';
import { homoglyphOf } from '../text/homoglyphs';
import { lookAlikeOf } from '../text/lookAlikes';
import type { Span } from '../text/span';

/** Characters side by side that look like ASCII ones. */
export interface LookAlikeRun extends Span {
  /** What they look like. */
  readonly ascii: string;
  /** All are letters of another script, which may be meant where text is free. */
  readonly letters: boolean;
}

const NON_ASCII = /[^\0-\x7f]/g;
const BYTE_ORDER_MARK = '\ufeff';

/** The runs outside of comments. A text of ASCII alone costs one look at it. */
export function lookAlikeRuns(text: string, lines: LineTable): LookAlikeRun[] {
  const runs: LookAlikeRun[] = [];
  NON_ASCII.lastIndex = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (let match = NON_ASCII.exec(text); match; match = NON_ASCII.exec(text)) {
    const line = lines.indexAt(match.index);
    if (lines.kindOf(line) === 'comment') {
      NON_ASCII.lastIndex = lines.startOf(line + 1);
      continue;
    }
    const run = runAt(text, match.index);
    if (!run) continue;
    runs.push(run);
    // The rest of a line that was to be a comment is prose.
    const meansComment = run.ascii.startsWith('#') && run.start === lines.startOf(line);
    NON_ASCII.lastIndex = meansComment ? lines.startOf(line + 1) : run.end;
  }
  return runs;
}

function runAt(text: string, start: number): LookAlikeRun | undefined {
  let end = start;
  let ascii = '';
  let letters = true;
  for (; end < text.length; end++) {
    const character = text.charAt(end);
    const punctuation = lookAlikeOf(character);
    const found = punctuation ?? homoglyphOf(character);
    if (found === undefined || isKana(text, end)) break;
    if (punctuation !== undefined) letters = false;
    ascii += found;
  }
  return end > start ? { start, end, ascii, letters } : undefined;
}

const LONG_VOWEL = '\u30fc';

/** The sign looks like a dash, and belongs to a Japanese word when it follows a syllable. */
function isKana(text: string, at: number): boolean {
  return text[at] === LONG_VOWEL && /[\u3040-\u30ff]/.test(text.charAt(at - 1));
}
