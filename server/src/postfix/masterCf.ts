import type { LineTable } from '../text/lineTable';
import { isBlank, scanLogicalLines, type LogicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import { span, type Span } from '../text/span';
import { numberOf } from './nameNumbers';
import { readingOf, type Reading } from './reading';
import { closingBrace, isSeparator, splitArguments, type Word } from './values';

/** The eight columns of master(5), by the names that `postconf -F` uses. */
export const COLUMNS = [
  'service',
  'type',
  'private',
  'unprivileged',
  'chroot',
  'wakeup',
  'process_limit',
  'command',
] as const;

export type Column = (typeof COLUMNS)[number];

export interface Field {
  readonly text: string;
  readonly span: Span;
}

/** One `-o name=value` or `-o { name = value }`. */
export class Override {
  constructor(
    readonly name: string,
    readonly nameSpan: Span,
    readonly value: SourceText,
    /** From the `-` of `-o` to the end of the setting. */
    readonly span: Span,
    readonly braced: boolean,
  ) {}

  /** The number of the name. */
  get number(): number {
    return numberOf(this.name);
  }

  /** What the value says by itself. */
  get reading(): Reading {
    return readingOf(this.value.text);
  }
}

export interface Argument {
  readonly text: string;
  readonly span: Span;
}

export interface Service {
  readonly line: LogicalLine;
  /** As many as are there, at most eight; fewer than eight are a problem. */
  readonly fields: readonly Field[];
  /** Everything behind the command. */
  readonly arguments: readonly Argument[];
  /** Those that the daemon reads: options end at the first word that is none. */
  readonly overrides: readonly Override[];
  /** The arguments from the one on at which options end; options among them are not read. */
  readonly operands: readonly Argument[];
  readonly problems: readonly ServiceProblem[];
}

export type ServiceProblemCode =
  | 'field-count' // fewer than eight columns
  | 'override-without-equals' // -o name, or -o name = value
  | 'override-without-name'
  | 'override-missing' // -o at the end
  | 'attached-braces' // -o{ name = value }: only a word that begins with a brace loses its braces
  | 'unbalanced-braces' // { without }, or text behind the }
  | 'unknown-option';

export interface ServiceProblem {
  readonly code: ServiceProblemCode;
  readonly span: Span;
}

export interface MasterCf {
  readonly text: string;
  readonly lines: LineTable;
  readonly services: readonly Service[];
  /** A first line that begins with white space is dropped by Postfix. */
  readonly indented: readonly LogicalLine[];
}

/** Reads master.cf (master(5)). Never throws. */
export function parseMasterCf(text: string): MasterCf {
  const { lines, logical } = scanLogicalLines(text);
  const services: Service[] = [];
  const indented: LogicalLine[] = [];
  for (const line of logical) {
    if (line.indented) indented.push(line);
    else services.push(parseService(line));
  }
  return { text, lines, services, indented };
}

export function field(service: Service, column: Column): Field | undefined {
  return service.fields[COLUMNS.indexOf(column)];
}

/** The text of a column, or the empty string when the line ends before it. */
export function fieldText(service: Service, column: Column): string {
  return field(service, column)?.text ?? '';
}

/** `name/type`, as `postconf -M` and `-P` call a service. */
export function serviceKey(service: Service): string {
  return `${fieldText(service, 'service')}/${fieldText(service, 'type')}`;
}

function parseService(line: LogicalLine): Service {
  const { source } = line;
  const words = splitFields(source.text);
  const fields = words.slice(0, COLUMNS.length).map((word) => toField(source, word));
  const command = words[COLUMNS.length - 1];
  const rest = command ? splitArguments(source.text, command.end) : [];
  const options = parseOptions(source, rest);
  const problems = [...options.problems, ...bracesProblems(source, rest)];
  if (!command) problems.unshift({ code: 'field-count', span: span(line.start, line.end) });
  const all: readonly Argument[] = rest.map((word) => toField(source, word));
  return {
    line,
    fields,
    arguments: all,
    overrides: options.overrides,
    operands: all.slice(options.end),
    problems,
  };
}

/** The first eight words, cut at blanks alone: braces protect nothing before the arguments. */
function splitFields(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (words.length < COLUMNS.length) {
    while (at < text.length && isSeparator(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    const start = at;
    while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
    words.push({ text: text.slice(start, at), start, end: at });
  }
  return words;
}

function toField(source: SourceText, word: Word): Field {
  return { text: word.text, span: source.spanOf(word.start, word.end) };
}

interface Options {
  readonly overrides: Override[];
  readonly problems: ServiceProblem[];
  /** Index of the word at which options end. */
  end: number;
}

/** Letters that the programs of Postfix take behind a dash (src/master/multi_server.c and its siblings). */
const FLAGS = 'cdDlSuvVz';
const WITH_ARGUMENT = 'imnorst';

/** Reads options as getopt(3) does: they end at the first word that begins with no dash. */
function parseOptions(source: SourceText, words: readonly Word[]): Options {
  const options: Options = { overrides: [], problems: [], end: 0 };
  while (options.end < words.length) {
    const word = words[options.end];
    if (!word?.text.startsWith('-') || word.text === '-') break;
    options.end++;
    if (word.text === '--') break;
    readOption(source, words, word, options);
  }
  return options;
}

/** One word of option letters, and the argument of the last one. */
function readOption(source: SourceText, words: readonly Word[], word: Word, options: Options): void {
  for (let at = 1; at < word.text.length; at++) {
    const letter = word.text.charAt(at);
    if (FLAGS.includes(letter)) continue;
    if (!WITH_ARGUMENT.includes(letter)) {
      options.problems.push({ code: 'unknown-option', span: source.spanOf(word.start, word.end) });
      return;
    }
    const attached = at + 1 < word.text.length;
    const argument = attached ? cutWord(word, at + 1) : words[options.end];
    if (argument && !attached) options.end++;
    if (letter === 'o') addSetting(source, word, argument, options);
    return;
  }
}

function addSetting(source: SourceText, option: Word, setting: Word | undefined, options: Options): void {
  if (!setting) {
    options.problems.push({ code: 'override-missing', span: source.spanOf(option.start, option.end) });
    return;
  }
  if (setting.text.startsWith('{') && setting.start < option.end) {
    options.problems.push({ code: 'attached-braces', span: source.spanOf(option.start, setting.end) });
  }
  addOverride(source, option.start, setting, options);
}

/** The last argument has a brace that nothing closes: what is put behind it becomes a part of it. */
export function endsInBraces({ arguments: words }: Service): boolean {
  const text = words.at(-1)?.text ?? '';
  return text.replaceAll('}', '').length > text.replaceAll('{', '').length;
}

function cutWord(word: Word, from: number): Word {
  return { text: word.text.slice(from), start: word.start + from, end: word.end };
}

/** Words that begin with a brace must end with the brace that closes it, or master stops. */
function bracesProblems(source: SourceText, words: readonly Word[]): ServiceProblem[] {
  return words
    .filter(({ text }) => text.startsWith('{') && closingBrace(text) !== text.length - 1)
    .map(({ start, end }) => ({ code: 'unbalanced-braces' as const, span: source.spanOf(start, end) }));
}

/** Cut as Postfix cuts it: a name without blanks, an equals sign, the rest. */
function addOverride(source: SourceText, start: number, setting: Word, options: Options): void {
  const braced = setting.text.startsWith('{');
  const inner = braced ? unwrap(setting) : setting;
  const equals = inner.text.indexOf('=');
  const whole = source.spanOf(start, setting.end);
  const name = trim(inner, 0, Math.max(equals, 0));
  if (equals < 0 || /\s/.test(name.text)) {
    options.problems.push({ code: 'override-without-equals', span: whole });
    return;
  }
  if (name.text === '') {
    options.problems.push({ code: 'override-without-name', span: whole });
    return;
  }
  const value = trim(inner, equals + 1, inner.text.length);
  const nameSpan = source.spanOf(name.start, name.end);
  const written = source.slice(value.start, value.end);
  options.overrides.push(new Override(name.text, nameSpan, written, whole, braced));
}

function unwrap(word: Word): Word {
  const close = closingBrace(word.text);
  return trim(word, 1, close < 0 ? word.text.length : close);
}

/** The part [from, to) of a word without blanks at its ends. */
function trim(word: Word, from: number, to: number): Word {
  while (from < to && isBlank(word.text.charCodeAt(from))) from++;
  while (to > from && isBlank(word.text.charCodeAt(to - 1))) to--;
  return { text: word.text.slice(from, to), start: word.start + from, end: word.start + to };
}
