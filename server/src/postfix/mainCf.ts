import { isBlank, scanLogicalLines, type LogicalLine, type PhysicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import { span, type Span } from '../text/span';

/** `name = value`, over one or more lines. */
export interface Parameter {
  readonly name: string;
  readonly nameSpan: Span;
  /** Offset of the `=`. */
  readonly equals: number;
  /** Raw value without the blanks at both ends; blanks inside, also those of continuation lines, are kept. */
  readonly value: SourceText;
  readonly line: LogicalLine;
}

export type MainCfProblemCode = 'missing-equals' | 'missing-name' | 'leading-whitespace' | 'null-byte';

export interface MainCfProblem {
  readonly code: MainCfProblemCode;
  readonly span: Span;
  readonly line: LogicalLine;
}

export interface MainCf {
  readonly text: string;
  /** Every physical line, so that `text` can be put together again. */
  readonly lines: readonly PhysicalLine[];
  /** In the order of the file, duplicates included. */
  readonly parameters: readonly Parameter[];
  readonly problems: readonly MainCfProblem[];
}

const EQUALS = 61;

/** Reads main.cf, or any file of `name = value` lines such as a lookup client's (postconf(5)). Never throws. */
export function parseMainCf(text: string): MainCf {
  const { lines, logical } = scanLogicalLines(text);
  const parameters: Parameter[] = [];
  const problems: MainCfProblem[] = [];
  for (const line of logical) {
    if (line.indented) {
      problems.push({ code: 'leading-whitespace', span: span(line.start, line.end), line });
      continue;
    }
    const entry = parseEntry(line);
    if ('code' in entry) problems.push(entry);
    else parameters.push(entry);
    const cut = line.source.text.indexOf('\0');
    if (cut >= 0) problems.push({ code: 'null-byte', span: line.source.spanOf(cut, cut + 1), line });
  }
  return { text, lines, parameters, problems };
}

/** The value that Postfix uses for each name: the last one in the file. */
export function lastByName(parameters: readonly Parameter[]): ReadonlyMap<string, Parameter> {
  return new Map(parameters.map((parameter) => [parameter.name, parameter]));
}

/** One logical line, as split_nameval() of Postfix cuts it; what follows a null byte is lost to it. */
function parseEntry(line: LogicalLine): Parameter | MainCfProblem {
  const text = line.source.text;
  const cut = text.indexOf('\0');
  const length = cut < 0 ? text.length : cut;
  let at = 0;
  while (at < length && !isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== EQUALS) at++;
  const nameEnd = at;
  if (nameEnd === 0) return { code: 'missing-name', span: line.source.spanOf(0, 1), line };
  while (at < length && isBlank(text.charCodeAt(at))) at++;
  if (at >= length || text.charCodeAt(at) !== EQUALS) {
    return { code: 'missing-equals', span: line.source.spanOf(0, nameEnd), line };
  }
  const equals = at++;
  while (at < length && isBlank(text.charCodeAt(at))) at++;
  let end = length;
  while (end > at && isBlank(text.charCodeAt(end - 1))) end--;
  return {
    name: text.slice(0, nameEnd),
    nameSpan: line.source.spanOf(0, nameEnd),
    equals: line.source.offsetAt(equals),
    value: line.source.slice(at, end),
    line,
  };
}
