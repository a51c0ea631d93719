import type { LineTable } from '../text/lineTable';
import type { LogicalLine } from '../text/logicalLines';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';

/** A word of a line: a key, a block's type or its label. */
export interface Word {
  /** As Dovecot reads it: without quotes, escapes undone. */
  readonly text: string;
  /** With its quotes. */
  readonly span: Span;
  readonly quoted: boolean;
}

/** How a value is written: as it is, in quotes, or `<path` for the content of a file. */
export type ValueForm = 'plain' | 'quoted' | 'file';

/** `key = value`. */
export interface Setting {
  readonly kind: 'setting';
  readonly line: LogicalLine;
  readonly key: Word;
  /** Offset of the `=`. */
  readonly equals: number;
  readonly form: ValueForm;
  /** The value as it is written, with quotes or the `<`. */
  readonly source: SourceText;
  /** The value as Dovecot reads it: without quotes; the path of a `<path`. */
  readonly value: string;
}

/** `type [label] {` … `}`, or `group @label name {` … `}` of 2.4. */
export interface Block {
  readonly kind: 'block';
  readonly line: LogicalLine;
  readonly type: Word;
  readonly label: Word | undefined;
  /** The name behind `group @label`. */
  readonly groupName: Word | undefined;
  /** Offset of the `{`. */
  readonly brace: number;
  readonly entries: readonly Entry[];
  /** Undefined when the file ends before the block does. */
  readonly close: Close | undefined;
}

/** `}`; one that closes no block of its file closes a block of the file that includes it. */
export interface Close {
  readonly kind: 'close';
  readonly line: LogicalLine;
}

/** `!include path`, `!include_try path`. */
export interface Include {
  readonly kind: 'include';
  readonly line: LogicalLine;
  readonly key: Word;
  readonly optional: boolean;
  /** A path or a glob, relative to the directory of this file. */
  readonly pattern: SourceText;
}

/** A line that is none of these; a problem says why. */
export interface Broken {
  readonly kind: 'broken';
  readonly line: LogicalLine;
}

export type Entry = Setting | Block | Close | Include | Broken;

export type SyntaxProblemCode =
  | 'expecting-brace'
  | 'garbage-after-brace'
  | 'one-line-block'
  | 'garbage-after-close'
  | 'expecting-group-name';

/** What no version of Dovecot reads. */
export interface SyntaxProblem {
  readonly code: SyntaxProblemCode;
  readonly span: Span;
  readonly line: LogicalLine;
}

export interface DovecotConf {
  readonly text: string;
  /** Every physical line, so that `text` can be put together again. */
  readonly lines: LineTable;
  /** The tree. A file may close blocks that it has not opened, and leave others open. */
  readonly entries: readonly Entry[];
  readonly problems: readonly SyntaxProblem[];
  readonly lost: readonly Span[];
  readonly ambiguousHashes: readonly number[];
}

/** From the first character of an entry to its last one. */
export function spanOfEntry(entry: Entry): Span {
  return { start: entry.line.start, end: lastLineOf(entry).end };
}

/** The last line of an entry: where its block is closed, or the last one that a block without an end holds. */
export function lastLineOf(entry: Entry): LogicalLine {
  let last = entry;
  for (;;) {
    if (last.kind !== 'block') return last.line;
    if (last.close) return last.close.line;
    const inner = last.entries.at(-1);
    if (!inner) return last.line;
    last = inner;
  }
}

/** Every entry of a tree in the order of the file, blocks before what they hold. */
export function* walk(entries: readonly Entry[]): Generator<Entry, void> {
  const waiting = [...entries].reverse();
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    yield entry;
    if (entry.kind === 'block') for (const inner of [...entry.entries].reverse()) waiting.push(inner);
  }
}

/** The blocks around an offset, the outermost first; one that the file leaves open reaches to its end. */
export function blocksAround(conf: DovecotConf, offset: number): Block[] {
  const around: Block[] = [];
  let entries = conf.entries;
  for (;;) {
    const block = entries.findLast((entry): entry is Block => entry.kind === 'block' && entry.brace < offset);
    if (!block || (block.close && offset > block.close.line.start)) return around;
    around.push(block);
    entries = block.entries;
  }
}
