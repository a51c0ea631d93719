import { closingBrace, splitArguments } from '../../postfix/values';
import { fatal, warning, type Report } from './report';

/** An entry of master.cf as `postconf` holds it: options taken apart, braces taken off. */
export interface MasterEntry {
  readonly words: readonly string[];
  /** `name/type`. */
  readonly key: string;
  readonly name: string;
  readonly command: string;
  /** Of its `-o` options, in order; options that set nothing are passed over. */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

const COLUMNS = 8;
const TYPES: ReadonlySet<string> = new Set(['unix', 'fifo', 'inet', 'pass', 'unix-dgram']);
const YES_NO_COLUMNS = ['private', 'unprivileged', 'chroot'] as const;

export interface EntryReading {
  readonly entry?: MasterEntry;
  readonly reports: readonly Report[];
}

/** Reads one logical line (postconf(1), `-M`). Without an entry the last report is fatal. */
export function readEntry(text: string, where: string): EntryReading {
  const words = splitArguments(text).map((word) => word.text);
  if (words.length < COLUMNS) return { reports: [fatal(`${where}: bad field count`)] };
  const invalid = invalidColumn(words);
  if (invalid) return { reports: [fatal(`invalid ${invalid.column} field "${invalid.text}" in "${text}"`)] };
  const reports = new Arguments(words).normalize();
  const [name = '', type = ''] = words;
  const command = words[COLUMNS - 1] ?? '';
  return { entry: { words, key: `${name}/${type}`, name, command, settings: settingsOf(words) }, reports };
}

function invalidColumn(words: readonly string[]): { column: string; text: string } | undefined {
  const [, type = '', , , , wakeup = '', limit = ''] = words;
  if (!TYPES.has(type)) return { column: 'type', text: type };
  for (const [index, column] of YES_NO_COLUMNS.entries()) {
    const text = words[index + 2] ?? '';
    if (!/^[yn-]$/.test(text)) return { column, text };
  }
  if (!/^(-|\d*)\??$/.test(wakeup)) return { column: 'wakeup', text: wakeup };
  if (!/^(-|\d*)$/.test(limit)) return { column: 'process_limit', text: limit };
  return undefined;
}

/** The words behind the command, brought into one form in place. */
class Arguments {
  private readonly reports: Report[] = [];

  constructor(private readonly words: string[]) {}

  normalize(): readonly Report[] {
    const { words } = this;
    let at = COLUMNS;
    for (; at < words.length && isOption(words[at]); at++) {
      this.splitLetters(at);
      const option = words[at]!;
      if (!takesValue(option)) continue;
      if (option.length > 2) {
        words.splice(at, 1, option.slice(0, 2), option.slice(2));
      } else if (at + 1 >= words.length) continue;
      at++;
      if (words[at]?.startsWith('{')) this.unwrapValue(at, option.charAt(1));
    }
    for (; at < words.length; at++) if (words[at]?.startsWith('{')) words[at] = this.unwrap(at);
    return this.reports;
  }

  /** `-vo` is `-v -o`; an `o` is taken for the option wherever it stands, also in the name of a parameter. */
  private splitLetters(at: number): void {
    const option = this.words[at]!;
    const letter = option.indexOf('o', 2);
    if (letter >= 0) this.words.splice(at, 1, option.slice(0, letter), `-${option.slice(letter)}`);
  }

  private unwrapValue(at: number, letter: string): void {
    const text = this.unwrap(at);
    const setting = letter === 'o' ? splitSetting(text) : undefined;
    if (typeof setting === 'string') this.say(`${setting}: "${text}"`);
    this.words[at] = Array.isArray(setting) ? setting.join('=') : text;
  }

  private unwrap(at: number): string {
    const text = this.words[at]!;
    const close = closingBrace(text);
    if (close < 0) this.say(`missing '}' in "${text}"`);
    else if (close < text.length - 1) this.say(`syntax error after '}' in "${text}"`);
    return trim(close < 0 ? text.slice(1) : text.slice(1, close));
  }

  private say(text: string): void {
    this.reports.push(warning(`master.cf: ${text}`));
  }
}

function settingsOf(words: readonly string[]): MasterEntry['settings'] {
  const settings: (readonly [string, string])[] = [];
  for (let at = COLUMNS; at < words.length; at++) {
    const option = words[at]!;
    if (!isOption(option)) break;
    const value = words[at + 1];
    if (!takesValue(option) || value === undefined) continue;
    const setting = option === '-o' ? splitSetting(value) : undefined;
    if (setting && typeof setting !== 'string') settings.push(setting);
    at++;
  }
  return settings;
}

/** Column at which each field begins, at least. */
const GOALS = [0, 11, 17, 25, 33, 41, 49, 57];

/** The line of `postconf -M`; `expand` is asked for the value of each `-o`. */
export function entryLine(entry: MasterEntry, expand: (setting: string) => string): string {
  const { words } = entry;
  let line = '';
  for (const [index, goal] of GOALS.entries()) line = `${index > 0 ? pad(line, goal) : ''}${words[index]}`;
  let at = COLUMNS;
  for (; at < words.length && isOption(words[at]); at++) {
    const option = words[at]!;
    const value = words[at + 1];
    if (!takesValue(option) || value === undefined) line += ` ${option}`;
    else {
      line += ` ${option} ${braced(option === '-o' ? expand(value) : value)}`;
      at++;
    }
  }
  // postconf forgets the braces of the first word that is no option.
  if (at < words.length) line += ` ${words[at++]}`;
  for (; at < words.length; at++) line += ` ${braced(words[at]!)}`;
  return line;
}

function pad(line: string, goal: number): string {
  return `${line} `.padEnd(goal);
}

function braced(text: string): string {
  return /[ \t\r\n]/.test(text) ? `{${text}}` : text;
}

function isOption(word: string | undefined): boolean {
  return word !== undefined && word.startsWith('-') && word !== '--';
}

/** Only `-o` takes one, as far as `postconf` knows; and a lone dash does by mistake. */
function takesValue(option: string): boolean {
  return option.length === 1 || option[1] === 'o';
}

/** Name and value, or what is wrong. */
function splitSetting(text: string): [name: string, value: string] | string {
  const match = /^[ \t\n\v\f\r]*([^ \t\n\v\f\r=]+)[ \t\n\v\f\r]*(=?)/.exec(text);
  if (!match) return 'missing attribute name';
  if (match[2] === '') return "missing '=' after attribute name";
  return [match[1] ?? '', trim(text.slice(match[0].length))];
}

/** Blanks of the C locale; those of Unicode stay. */
function trim(text: string): string {
  return text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
}
