import type { LineTable } from '../text/lineTable';
import { isBlank, scanLogicalLines, type LogicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import { span, type Span } from '../text/span';
import { readingOf, type Reading } from './reading';

/** `name = value`, over one or more lines. */
export class Parameter {
  private source: SourceText | undefined;
  private known: Reading | undefined;

  /** The numbers are indexes into the text of the logical line. */
  constructor(
    readonly line: LogicalLine,
    readonly name: string,
    private readonly equalsIndex: number,
    private readonly valueStart: number,
    private readonly valueEnd: number,
  ) {}

  get nameSpan(): Span {
    const { start } = this.line;
    return this.line.contiguous
      ? { start, end: start + this.name.length }
      : this.line.source.spanOf(0, this.name.length);
  }

  /** Offset of the `=`. */
  get equals(): number {
    return this.line.source.offsetAt(this.equalsIndex);
  }

  /** Raw value without the blanks at both ends; blanks inside, also those of continuation lines, are kept. */
  get value(): SourceText {
    return (this.source ??= this.line.slice(this.valueStart, this.valueEnd));
  }

  /** What the value says by itself. */
  get reading(): Reading {
    return (this.known ??= readingOf(this.value.text));
  }
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
  readonly lines: LineTable;
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
  const hasNull = text.includes('\0');
  for (const line of logical) {
    if (line.indented) {
      problems.push({ code: 'leading-whitespace', span: span(line.start, line.end), line });
      continue;
    }
    const entry = parseEntry(text, line, hasNull);
    if ('code' in entry) problems.push(entry);
    else parameters.push(entry);
    const cut = hasNull ? line.source.text.indexOf('\0') : -1;
    if (cut >= 0) problems.push({ code: 'null-byte', span: line.source.spanOf(cut, cut + 1), line });
  }
  return { text, lines, parameters, problems };
}

/** The value that Postfix uses for each name: the last one in the file. */
export function lastByName(parameters: readonly Parameter[]): ReadonlyMap<string, Parameter> {
  const last = new Map<string, Parameter>();
  for (const parameter of parameters) last.set(parameter.name, parameter);
  return last;
}

/**
 * One logical line, as split_nameval() of Postfix cuts it; what follows a null byte is lost to it. A line without
 * continuations, which nearly all are, is read where it stands.
 */
function parseEntry(document: string, line: LogicalLine, hasNull: boolean): Parameter | MainCfProblem {
  const [text, from, to] = line.contiguous
    ? [document, line.start, line.end]
    : [line.source.text, 0, line.source.text.length];
  const cut = hasNull ? text.indexOf('\0', from) : -1;
  const end = cut < 0 || cut > to ? to : cut;
  let nameEnd = from;
  while (nameEnd < end && !isBlank(text.charCodeAt(nameEnd)) && text.charCodeAt(nameEnd) !== EQUALS)
    nameEnd++;
  if (nameEnd === from) return { code: 'missing-name', span: line.source.spanOf(0, 1), line };
  const equals = skipBlanks(text, nameEnd, end);
  if (equals >= end || text.charCodeAt(equals) !== EQUALS) {
    return { code: 'missing-equals', span: line.source.spanOf(0, nameEnd - from), line };
  }
  const start = skipBlanks(text, equals + 1, end);
  let valueEnd = end;
  while (valueEnd > start && isBlank(text.charCodeAt(valueEnd - 1))) valueEnd--;
  return new Parameter(line, text.slice(from, nameEnd), equals - from, start - from, valueEnd - from);
}

function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}
