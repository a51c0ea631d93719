import { isBlank, type LogicalLine } from '../text/logicalLines';
import type { Block, Entry, Setting, SyntaxProblem, SyntaxProblemCode, Word } from './nodes';

type Opening = Omit<Block, 'entries' | 'close'>;

/** What one logical line says. */
export type Statement =
  | { readonly opens: Opening; readonly closesItself: boolean; readonly problem?: SyntaxProblem }
  | { readonly opens?: undefined; readonly entry: Exclude<Entry, Block>; readonly problem?: SyntaxProblem };

const INCLUDES: Readonly<Record<string, boolean>> = { '!include': false, '!include_try': true };

/** Reads a logical line as config_parse_line() of Dovecot does. */
export function readStatement(line: LogicalLine): Statement {
  const reader = new LineReader(line);
  const key = reader.key();
  reader.skipBlanks();
  if (!key.quoted && key.text in INCLUDES) {
    const pattern = line.slice(reader.at, reader.text.length);
    return { entry: { kind: 'include', line, key, optional: INCLUDES[key.text] === true, pattern } };
  }
  if (reader.peek() === '=') return { entry: readSetting(reader, key) };
  if (!key.quoted && key.text === '}' && reader.atEnd) return { entry: { kind: 'close', line } };
  return readOpening(reader, key);
}

function readSetting(reader: LineReader, key: Word): Setting {
  const { line, text } = reader;
  const equals = line.source.offsetAt(reader.at);
  reader.at++;
  reader.skipBlanks();
  const raw = text.slice(reader.at);
  return {
    kind: 'setting',
    line,
    key,
    equals,
    source: line.slice(reader.at, text.length),
    ...readValue(raw),
  };
}

/** The form of a value and its text: `<path`, quoted with the same quote at both ends, or as it stands. */
export function readValue(raw: string): Pick<Setting, 'form' | 'value'> {
  if (raw.startsWith('<')) return { form: 'file', value: raw.slice(1).replace(/^\s+/, '') };
  const quote = raw[0];
  const isQuoted = raw.length > 1 && (quote === '"' || quote === "'") && raw.endsWith(quote);
  return isQuoted ? { form: 'quoted', value: unescape(raw.slice(1, -1)) } : { form: 'plain', value: raw };
}

/** A backslash stands for the character behind it. */
function unescape(text: string): string {
  return text.replace(/\\([^])/g, '$1');
}

function readOpening(reader: LineReader, type: Word): Statement {
  const { line } = reader;
  if (!type.quoted && type.text === '}') return brokenClose(reader);
  if (!type.quoted && type.text.length > 1 && type.text.endsWith('{')) return gluedBrace(reader, type);
  const isGroup = !type.quoted && type.text === 'group' && reader.peek() !== '{';
  const label = reader.peek() === '{' ? undefined : reader.label(isGroup);
  reader.skipBlanks();
  const groupName = isGroup && reader.peek() !== '{' ? reader.label(true) : undefined;
  reader.skipBlanks();
  if (isGroup && !groupName)
    return { entry: { kind: 'broken', line }, problem: reader.problem('expecting-group-name') };
  if (reader.peek() !== '{') return missingBrace(reader, { type, label, groupName });
  const brace = line.source.offsetAt(reader.at);
  reader.at++;
  return opening({ kind: 'block', line, type, label, groupName, brace }, reader);
}

/** Behind the `{` nothing may follow; what does is a block on one line, or a mistake. */
function opening(opens: Opening, reader: LineReader): Statement {
  const rest = reader.text.slice(reader.at);
  if (rest === '') return { opens, closesItself: false };
  const closesItself = rest.endsWith('}');
  return {
    opens,
    closesItself,
    problem: reader.problem(closesItself ? 'one-line-block' : 'garbage-after-brace'),
  };
}

/** `service auth{`: the brace belongs to the word, but a block is meant. */
function gluedBrace(reader: LineReader, type: Word): Statement {
  const { line } = reader;
  const text = type.text.slice(0, -1);
  const meant: Word = { ...type, text, span: { start: type.span.start, end: type.span.end - 1 } };
  const brace = type.span.end - 1;
  const opens: Opening = { kind: 'block', line, type: meant, label: undefined, groupName: undefined, brace };
  return { opens, closesItself: reader.text.endsWith('}'), problem: reader.problem('expecting-brace') };
}

/** A line that ends in a `{` opens a block all the same, in whatever wrong place the brace stands. */
function missingBrace(reader: LineReader, words: Pick<Block, 'type' | 'label' | 'groupName'>): Statement {
  const { line, text } = reader;
  const problem = reader.problem('expecting-brace');
  if (!text.endsWith('{')) return { entry: { kind: 'broken', line }, problem };
  const brace = line.source.offsetAt(text.length - 1);
  const label = words.label && withoutBrace(words.label);
  return { opens: { kind: 'block', line, ...words, label, brace }, closesItself: false, problem };
}

/** A word as it was meant before its `{`; undefined when nothing is left. */
function withoutBrace(word: Word): Word | undefined {
  if (word.text === '') return undefined;
  if (word.quoted || !word.text.endsWith('{')) return word;
  const { start, end } = word.span;
  return { ...word, text: word.text.slice(0, -1), span: { start, end: end - 1 } };
}

/** `} }`, `} else`: closes, and says more. */
function brokenClose(reader: LineReader): Statement {
  return { entry: { kind: 'close', line: reader.line }, problem: reader.problem('garbage-after-close') };
}

const EQUALS = 61;

/** Walks over the text of a logical line. */
class LineReader {
  readonly text: string;
  at = 0;

  constructor(readonly line: LogicalLine) {
    this.text = line.source.text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  skipBlanks(): void {
    while (!this.atEnd && isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  /** The first word: up to a blank or a `=`, or in double quotes. */
  key(): Word {
    return this.peek() === '"' ? this.quoted(true) : this.bare(EQUALS);
  }

  /** A label: up to a blank, or in double quotes where they count; a `\"` ends it. */
  label(bareOnly: boolean): Word {
    return this.peek() === '"' && !bareOnly ? this.quoted(false) : this.bare();
  }

  /** A problem that covers the line from its start. */
  problem(code: SyntaxProblemCode): SyntaxProblem {
    const { line } = this;
    return { code, span: { start: line.start, end: line.end }, line };
  }

  /** Up to a blank, or to the character with a code that ends it too. */
  private bare(end?: number): Word {
    const { text, at: from } = this;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === end || isBlank(code)) break;
    }
    this.at = at;
    return this.word(from, text.slice(from, at), false);
  }

  private quoted(escapes: boolean): Word {
    const from = this.at;
    this.at++;
    while (!this.atEnd && this.peek() !== '"') this.at += escapes && this.peek() === '\\' ? 2 : 1;
    this.at = Math.min(this.at, this.text.length);
    const text = unescape(this.text.slice(from + 1, this.at));
    if (!this.atEnd) this.at++;
    return this.word(from, text, true);
  }

  private word(from: number, text: string, quoted: boolean): Word {
    return { text, span: this.line.source.spanOf(from, this.at), quoted };
  }
}
