import { LineTableBuilder, type LineTable } from '../text/lineTable';
import { isBlank } from '../text/logicalLines';
import type { Span } from '../text/span';

/** `option: value` of a file that the Cyrus SASL library reads, such as smtpd.conf. */
export interface SaslOption {
  /** In small letters, as the library compares it. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  /** Blanks behind the value, a carriage return among them. */
  readonly behind: Span;
}

export interface SaslConf {
  readonly text: string;
  readonly lines: LineTable;
  readonly options: readonly SaslOption[];
  /** Lines that are no option: one of them, and the library refuses the whole file. */
  readonly faults: readonly Span[];
}

/** Blanks are those of the C locale. The library takes a line without a name for an option too. */
const HEAD = /^([ \t\v\f\r]*)([\w-]*)(:[ \t\v\f\r]*)/;

/**
 * Reads line by line, as the library does. The value of an option is given without the blanks behind it, which the library
 * keeps.
 * There are no continuation lines (lib/config.c of the library).
 */
export function parseSaslConf(text: string): SaslConf {
  const lines = new LineTableBuilder(text);
  const options: SaslOption[] = [];
  const faults: Span[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const from = line.search(/[^ \t\v\f\r]/);
    const first = line[from];
    lines.add(start, end, first === undefined ? 'blank' : first === '#' ? 'comment' : 'first');
    if (first !== undefined && first !== '#') {
      const option = optionIn(line, start);
      if (option) options.push(option);
      else faults.push({ start: start + from, end: start + lengthWithoutBlanks(line) });
    }
    start = next;
  }
  return { text, lines: lines.build(), options, faults };
}

function optionIn(line: string, start: number): SaslOption | undefined {
  const [head, indent, name, colon] = HEAD.exec(line) ?? [];
  const length = lengthWithoutBlanks(line);
  if (head === undefined || indent === undefined || name === undefined || colon === undefined)
    return undefined;
  if (length <= head.length) return undefined;
  const nameStart = start + indent.length;
  return {
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    value: line.slice(head.length, length),
    valueSpan: { start: start + head.length, end: start + length },
    behind: { start: start + length, end: start + line.length },
  };
}

function lengthWithoutBlanks(line: string): number {
  let length = line.length;
  while (length > 0 && isBlank(line.charCodeAt(length - 1))) length--;
  return length;
}

/** The option with a name that rules: the library keeps the first one. */
export function saslOption({ options }: SaslConf, name: string): SaslOption | undefined {
  return options.find((option) => option.name === name);
}
