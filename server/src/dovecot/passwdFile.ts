import { LineTableBuilder, type LineTable } from '../text/lineTable';
import type { Span } from '../text/span';

/** The columns of a line of a passwd-file, in their order; what follows the last colon may hold colons itself. */
export const PASSWD_COLUMNS = [
  'user',
  'password',
  'uid',
  'gid',
  'gecos',
  'home',
  'shell',
  'extra_fields',
] as const;

export type PasswdColumn = (typeof PASSWD_COLUMNS)[number];

/** A text of the file with its place. */
export interface PasswdText {
  readonly text: string;
  readonly span: Span;
}

/** `name=value`, or a name alone, of the last column. */
export interface ExtraField {
  readonly name: PasswdText;
  /** Undefined without a `=`. */
  readonly value: PasswdText | undefined;
}

/** What stands before a stored password in braces: `{SCHEME}` or `{SCHEME.encoding}`. */
export interface StoredPassword {
  /** Undefined without braces, or where nothing closes them. */
  readonly scheme: PasswdText | undefined;
  /** Behind the braces. */
  readonly secret: PasswdText;
  readonly unclosed: boolean;
}

/** One user. */
export interface PasswdEntry {
  /** The line without its end. */
  readonly span: Span;
  readonly user: PasswdText;
  readonly columns: readonly PasswdText[];
  readonly password: StoredPassword;
  readonly extraFields: readonly ExtraField[];
}

export interface PasswdFile {
  readonly text: string;
  readonly lines: LineTable;
  readonly entries: readonly PasswdEntry[];
  /** Lines that begin with a colon: nobody can be called like that, and Dovecot passes over them. */
  readonly nameless: readonly Span[];
}

/**
 * Reads line by line, as passwd-file of Dovecot does (db-passwd-file.c): an empty line and one that begins with `#` or `:` is
 * no user, blanks belong to what they stand in, and only a space separates the extra fields.
 */
export function parsePasswdFile(text: string): PasswdFile {
  const lines = new LineTableBuilder(text);
  const entries: PasswdEntry[] = [];
  const nameless: Span[] = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    const lineEnd = feed < 0 ? text.length : feed;
    const end = text.charAt(lineEnd - 1) === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
    const line = text.slice(start, end);
    const kind = line.trim() === '' ? 'blank' : line.startsWith('#') ? 'comment' : 'first';
    lines.add(start, lineEnd, kind);
    if (kind === 'first' && line.startsWith(':')) nameless.push({ start, end });
    else if (kind === 'first') entries.push(entryOf(line, start));
    start = next;
  }
  return { text, lines: lines.build(), entries, nameless };
}

function entryOf(line: string, start: number): PasswdEntry {
  const columns = columnsOf(line, start);
  const at = { start: start + line.length, end: start + line.length };
  const [user = { text: '', span: at }, password = { text: '', span: at }] = columns;
  const extra = columns[PASSWD_COLUMNS.indexOf('extra_fields')];
  return {
    span: { start, end: start + line.length },
    user,
    columns,
    password: storedPassword(password),
    extraFields: extra ? extraFieldsOf(extra) : [],
  };
}

function columnsOf(line: string, start: number): PasswdText[] {
  const columns: PasswdText[] = [];
  for (let from = 0; from <= line.length;) {
    const isLast = columns.length === PASSWD_COLUMNS.length - 1;
    const colon = isLast ? -1 : line.indexOf(':', from);
    const to = colon < 0 ? line.length : colon;
    columns.push(textAt(line.slice(from, to), start + from));
    from = to + 1;
  }
  return columns;
}

function storedPassword({ text, span }: PasswdText): StoredPassword {
  const [braces, scheme] = /^\{([^}]*)\}/.exec(text) ?? [];
  if (braces === undefined || scheme === undefined)
    return { scheme: undefined, secret: { text, span }, unclosed: text.startsWith('{') };
  return {
    scheme: textAt(scheme, span.start + 1),
    secret: textAt(text.slice(braces.length), span.start + braces.length),
    unclosed: false,
  };
}

function extraFieldsOf({ text, span }: PasswdText): ExtraField[] {
  return [...text.matchAll(/[^ ]+/g)].map(({ 0: word, index }): ExtraField => {
    const start = span.start + index;
    const equals = word.indexOf('=');
    if (equals < 0) return { name: textAt(word, start), value: undefined };
    return {
      name: textAt(word.slice(0, equals), start),
      value: textAt(word.slice(equals + 1), start + equals + 1),
    };
  });
}

function textAt(text: string, start: number): PasswdText {
  return { text, span: { start, end: start + text.length } };
}

/** A column of a user; undefined where the line ends before it. */
export function columnOf({ columns }: PasswdEntry, name: PasswdColumn): PasswdText | undefined {
  return columns[PASSWD_COLUMNS.indexOf(name)];
}

/** The field with a name, of several the last. */
export function extraFieldOf({ extraFields }: PasswdEntry, wanted: string): ExtraField | undefined {
  return extraFields.findLast(({ name }) => name.text === wanted);
}
