import { LineTableBuilder, type LineTable } from '../text/lineTable';
import type { Span } from '../text/span';

/** `NAME="value"` of a file that a shell or systemd reads to start saslauthd. */
export interface SaslauthdSetting {
  readonly name: string;
  readonly nameSpan: Span;
  /** As it is written, without the quotes around it. */
  readonly value: string;
  readonly valueSpan: Span;
  /** Blanks around the `=`: systemd passes over them, a shell takes the name for a command. */
  readonly blanks: readonly Span[];
}

export interface SaslauthdDefaults {
  readonly text: string;
  readonly lines: LineTable;
  readonly settings: readonly SaslauthdSetting[];
  /** A quote that nothing closes: a shell refuses the file. */
  readonly unclosed: readonly Span[];
}

const HEAD = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)([ \t]*)=([ \t]*)/;
const QUOTED = /"(?:[^"\\]|\\[^])*"|'[^']*'/y;
const BARE = /(?:[^\s"'\\#;]|\\.|(?<=\S)#|"(?:[^"\\]|\\[^])*"|'[^']*')*/y;

/** Reads `/etc/default/saslauthd` of Debian and `/etc/sysconfig/saslauthd` of Red Hat: assignments and comments. */
export function parseSaslauthdDefaults(text: string): SaslauthdDefaults {
  const lines = new LineTableBuilder(text);
  const settings: SaslauthdSetting[] = [];
  const unclosed: Span[] = [];
  /** Where the value that is being read ends, over as many lines as its quotes hold. */
  let valueEnd = 0;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    const first = line.trimStart()[0];
    if (start < valueEnd) lines.add(start, end, 'continuation');
    else {
      lines.add(start, end, first === undefined ? 'blank' : first === '#' ? 'comment' : 'first');
      const setting = first === '#' ? undefined : settingIn(text, line, start);
      if (setting) {
        settings.push(setting);
        valueEnd = setting.valueSpan.end;
        if (isUnclosed(text, setting, end)) unclosed.push({ start: valueEnd, end: valueEnd + 1 });
      }
    }
    start = feed < 0 ? end : feed + 1;
  }
  return { text, lines: lines.build(), settings, unclosed };
}

function settingIn(text: string, line: string, start: number): SaslauthdSetting | undefined {
  const [head, name, before, after] = HEAD.exec(line) ?? [];
  if (head === undefined || name === undefined || before === undefined || after === undefined)
    return undefined;
  const equals = start + head.length - after.length - 1;
  const nameEnd = equals - before.length;
  const valueSpan = valueAt(text, start + head.length);
  const blanks = [
    { start: nameEnd, end: equals },
    { start: equals + 1, end: start + head.length },
  ].filter((blank) => blank.end > blank.start && valueSpan.end > valueSpan.start);
  return {
    name,
    nameSpan: { start: nameEnd - name.length, end: nameEnd },
    value: text.slice(valueSpan.start, valueSpan.end),
    valueSpan,
    blanks,
  };
}

/** One quoted text without its quotes; else everything up to a blank outside of quotes. */
function valueAt(text: string, start: number): Span {
  QUOTED.lastIndex = start;
  const quoted = QUOTED.exec(text)?.[0];
  const next = quoted === undefined ? undefined : text[start + quoted.length];
  if (quoted !== undefined && (next === undefined || /[\s;#]/.test(next)))
    return { start: start + 1, end: start + quoted.length - 1 };
  BARE.lastIndex = start;
  return { start, end: start + (BARE.exec(text)?.[0].length ?? 0) };
}

/** What stopped the value is a quote. */
function isUnclosed(text: string, { valueSpan: { start, end } }: SaslauthdSetting, lineEnd: number): boolean {
  const wasQuoted = start > 0 && text[start - 1] === text[end];
  return end < lineEnd && /["']/.test(text.charAt(end)) && !wasQuoted;
}

/** The setting with a name that rules: of several, a shell keeps the last. */
export function saslauthdSetting(
  { settings }: SaslauthdDefaults,
  ...names: readonly string[]
): SaslauthdSetting | undefined {
  return settings.findLast(({ name }) => names.includes(name));
}
