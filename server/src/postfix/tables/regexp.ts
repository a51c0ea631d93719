import type { LineTable } from '../../text/lineTable';
import { isBlank } from '../../text/logicalLines';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { compilePattern, type Compiled, type Dialect } from '../patterns/compiled';
import { joinConditions, keywordOf, type Conditional, type Keyword } from './conditions';
import { parseReplacement, type Replacement } from './replacement';
import { readTableLines, skipBlanks } from './tableLines';
import type { TableProblem, TableProblemCode } from './tableProblem';

export interface Pattern {
  /** Between its delimiters. */
  readonly text: string;
  readonly span: Span;
  /** Its flags with their place. */
  readonly flags: string;
  readonly flagsSpan: Span;
  /** Written with `!`: it applies to keys that it does not match. */
  readonly negated: boolean;
  readonly compiled: Compiled;
}

export interface PatternRule {
  readonly kind: 'pattern';
  readonly op: 'match' | Keyword;
  readonly source: SourceText;
  /** Absent for `endif`. */
  readonly pattern?: Pattern;
  /** `/first/!/second/` of regexp tables. */
  readonly second?: Pattern;
  /** The right-hand side of a match. */
  readonly value?: SourceText;
  readonly replacement?: Replacement;
}

export interface PatternTable {
  readonly kind: 'pattern';
  readonly dialect: Dialect;
  readonly rules: readonly Conditional<PatternRule>[];
  readonly problems: readonly TableProblem[];
}

/** A pattern table in a file of its own. */
export interface PatternFile extends PatternTable {
  readonly text: string;
  readonly lines: LineTable;
}

/** Reads a regexp_table(5) (`posix`) or pcre_table(5). Never throws. */
export function parsePatterns(text: string, dialect: Dialect): PatternFile {
  const { lines, sources, problems } = readTableLines(text);
  const table = patternTable(sources, dialect);
  return { ...table, text, lines, problems: [...problems, ...table.problems] };
}

/** Reads rules that stand in lines, or in the braces of `regexp:{ {…}, {…} }`. */
export function patternTable(sources: readonly SourceText[], dialect: Dialect): PatternTable {
  const problems: TableProblem[] = [];
  const rules = joinConditions(sources, problems, (source, depth) =>
    new RuleReader(source, dialect, problems).read(depth),
  );
  return { kind: 'pattern', dialect, rules, problems };
}

const FLAGS: Readonly<Record<Dialect, string>> = { posix: 'imx', pcre: 'imsxAEU' };
const OBSOLETE_FLAG = 'X';

class RuleReader {
  private at = 0;
  private readonly text: string;

  constructor(
    private readonly source: SourceText,
    private readonly dialect: Dialect,
    private readonly problems: TableProblem[],
  ) {
    this.text = source.text;
  }

  read(depth: number): PatternRule | undefined {
    if (!/^[A-Za-z0-9]/.test(this.text)) return this.match();
    const keyword = keywordOf(this.text);
    if (keyword === 'if') return this.condition();
    if (keyword === 'endif') return this.end(depth);
    return this.skip('unknown-request', 0, this.text.length);
  }

  private match(): PatternRule | undefined {
    const pattern = this.pattern();
    if (!pattern) return undefined;
    const second = this.dialect === 'posix' && this.text[this.at] === '!' ? this.pattern() : undefined;
    if (this.dialect === 'posix' && !second && this.text[this.at] === '!') return undefined;
    const start = skipBlanks(this.text, this.at);
    const value = this.source.slice(start, this.text.length);
    if (start === this.text.length) this.note('empty-replacement', 0, this.text.length);
    const replacement = this.replacement(value, pattern);
    if (!replacement) return undefined;
    if (this.isBad(pattern) || this.outOfRange(value, replacement, pattern)) return undefined;
    if (second && this.isBad(second)) return undefined;
    const rule = { kind: 'pattern', op: 'match', source: this.source, pattern, value, replacement } as const;
    return second ? { ...rule, second } : rule;
  }

  private replacement(
    value: SourceText,
    pattern: Pattern,
  ): (Replacement & { kind: 'replacement' }) | undefined {
    const replacement = parseReplacement(value.text);
    if (replacement.kind === 'error') {
      const span = value.spanOf(replacement.start, replacement.end);
      this.problems.push({ code: 'bad-replacement', span, skipped: true });
      return undefined;
    }
    const group = replacement.parts.find((part) => part.kind === 'group');
    if (group?.kind === 'group' && pattern.negated) {
      const span = value.spanOf(group.start, group.end);
      this.problems.push({ code: 'replacement-in-negation', span, skipped: true });
      return undefined;
    }
    return replacement;
  }

  private outOfRange(
    value: SourceText,
    { parts }: Replacement & { kind: 'replacement' },
    { compiled }: Pattern,
  ): boolean {
    if (compiled.kind !== 'compiled') return false;
    const bad = parts.find((part) => part.kind === 'group' && part.index > compiled.groups);
    if (bad?.kind !== 'group') return false;
    this.problems.push({
      code: 'replacement-out-of-range',
      span: value.spanOf(bad.start, bad.end),
      skipped: true,
      data: { index: String(bad.index), groups: String(compiled.groups) },
    });
    return true;
  }

  /** The library refuses the pattern. */
  private isBad({ compiled, span }: Pattern): boolean {
    if (compiled.kind !== 'error') return false;
    this.problems.push({ code: 'bad-pattern', span, skipped: true, data: { error: compiled.error } });
    return true;
  }

  private condition(): PatternRule | undefined {
    this.at = skipBlanks(this.text, 'if'.length);
    const pattern = this.pattern();
    if (!pattern) return undefined;
    const behind = skipBlanks(this.text, this.at);
    if (behind < this.text.length) this.note('text-after-if', behind, this.text.length);
    if (this.isBad(pattern)) return undefined;
    return { kind: 'pattern', op: 'if', source: this.source, pattern };
  }

  private end(depth: number): PatternRule | undefined {
    if (depth === 0) return this.skip('endif-without-if', 0, this.text.length);
    const behind = skipBlanks(this.text, 'endif'.length);
    if (behind < this.text.length) this.note('text-after-endif', behind, this.text.length);
    return { kind: 'pattern', op: 'endif', source: this.source };
  }

  /** A pattern with its `!`, delimiters and flags; says what is wrong with it when it gives none. */
  private pattern(): Pattern | undefined {
    let negated = false;
    const begin = this.at;
    for (; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === '!') negated = !negated;
      else if (!isBlank(this.text.charCodeAt(this.at))) break;
    }
    if (this.at >= this.text.length) return this.skip('missing-pattern', begin, this.text.length);
    const delimiter = this.text[this.at] ?? '';
    const start = ++this.at;
    const end = this.closing(delimiter);
    if (end === undefined) {
      return this.skip('unclosed-pattern', start - 1, this.text.length, { delimiter });
    }
    this.at = end + 1;
    const flags = this.flags();
    if (flags === undefined) return undefined;
    const text = this.text.slice(start, end);
    return {
      text,
      span: this.source.spanOf(start, end),
      flags,
      flagsSpan: this.source.spanOf(end + 1, this.at),
      negated,
      compiled: compilePattern(this.dialect, text, flags),
    };
  }

  private closing(delimiter: string): number | undefined {
    for (let at = this.at; at < this.text.length; at++) {
      if (this.text[at] === '\\') at++;
      else if (this.text[at] === delimiter) return at;
    }
    return undefined;
  }

  private flags(): string | undefined {
    const start = this.at;
    for (; this.at < this.text.length; this.at++) {
      const flag = this.text[this.at] ?? '';
      if (isBlank(flag.charCodeAt(0)) || (this.dialect === 'posix' && flag === '!')) break;
      if (FLAGS[this.dialect].includes(flag)) continue;
      if (this.dialect === 'pcre' && flag === OBSOLETE_FLAG) {
        this.note('obsolete-flag', this.at, this.at + 1, { flag });
      } else return this.skip('unknown-flag', this.at, this.at + 1, { flag });
    }
    return this.text.slice(start, this.at);
  }

  private note(code: TableProblemCode, start: number, end: number, data?: Record<string, string>): void {
    this.add(code, start, end, false, data);
  }

  private skip(code: TableProblemCode, start: number, end: number, data?: Record<string, string>): undefined {
    this.add(code, start, end, true, data);
  }

  private add(
    code: TableProblemCode,
    start: number,
    end: number,
    skipped: boolean,
    data: Record<string, string> | undefined,
  ): void {
    this.problems.push({ code, span: this.source.spanOf(start, end), skipped, ...(data && { data }) });
  }
}
