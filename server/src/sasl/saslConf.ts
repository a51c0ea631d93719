import { LineTableBuilder, type LineTable } from '../text/lineTable';
import type { Span } from '../text/span';

/** `option: value` of a file that the Cyrus SASL library reads, such as smtpd.conf. */
export interface SaslOption {
  /** In small letters, as the library compares it. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

export interface SaslConf {
  readonly text: string;
  readonly lines: LineTable;
  readonly options: readonly SaslOption[];
  /** Lines that are no option: one of them, and the library refuses the whole file. */
  readonly faults: readonly Span[];
}

const OPTION = /^([ \t\v\f\r]*)([\w-]+)(:[ \t\v\f\r]*)(\S.*?)\s*$/;

/** Reads line by line, as the library does. There are no continuation lines (lib/config.c of the library). */
export function parseSaslConf(text: string): SaslConf {
  const lines = new LineTableBuilder(text);
  const options: SaslOption[] = [];
  const faults: Span[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const first = line.trimStart()[0];
    lines.add(start, end, first === undefined ? 'blank' : first === '#' ? 'comment' : 'first');
    if (first !== undefined && first !== '#') {
      const option = optionIn(line, start);
      if (option) options.push(option);
      else
        faults.push({
          start: start + line.length - line.trimStart().length,
          end: start + line.trimEnd().length,
        });
    }
    start = next;
  }
  return { text, lines: lines.build(), options, faults };
}

function optionIn(line: string, start: number): SaslOption | undefined {
  const [, indent, name, colon, value] = OPTION.exec(line) ?? [];
  if (indent === undefined || name === undefined || colon === undefined || value === undefined)
    return undefined;
  const nameStart = start + indent.length;
  const valueStart = nameStart + name.length + colon.length;
  return {
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}

/** The option with a name that rules: the library keeps the first one. */
export function saslOption({ options }: SaslConf, name: string): SaslOption | undefined {
  return options.find((option) => option.name === name);
}
