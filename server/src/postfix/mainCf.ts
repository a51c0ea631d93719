import type { LineTable } from '../text/lineTable';
import { scanLogicalLines, type LogicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import { span, type Span } from '../text/span';
import { entryOf, type Entry, type NoEntry } from './entry';
import type { Reading } from './reading';

/** `name = value`, over one or more lines. */
export class Parameter {
  private source: SourceText | undefined;

  constructor(
    readonly line: LogicalLine,
    private readonly entry: Entry,
  ) {}

  get name(): string {
    return this.entry.name;
  }

  /** The number of the name. */
  get number(): number {
    return this.entry.number;
  }

  get nameSpan(): Span {
    const { start } = this.line;
    return this.line.contiguous
      ? { start, end: start + this.name.length }
      : this.line.source.spanOf(0, this.name.length);
  }

  /** Offset of the `=`. */
  get equals(): number {
    return this.line.source.offsetAt(this.entry.equals);
  }

  /** Raw value without the blanks at both ends; blanks inside, also those of continuation lines, are kept. */
  get value(): SourceText {
    return (this.source ??= this.line.slice(this.entry.valueStart, this.entry.valueEnd));
  }

  /** What the value says by itself. */
  get reading(): Reading {
    return this.entry.reading;
  }
}

export type MainCfProblemCode = NoEntry['problem'] | 'leading-whitespace' | 'null-byte';

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
    const entry = entryOf(line.text);
    if ('problem' in entry) {
      problems.push({ code: entry.problem, span: line.source.spanOf(0, entry.end), line });
    } else parameters.push(new Parameter(line, entry));
    const cut = hasNull ? line.text.indexOf('\0') : -1;
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
