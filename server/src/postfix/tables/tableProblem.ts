import type { Span } from '../../text/span';

/** What is wrong with a line of a table; each stands for a message of postmap(1), postalias(1) or the table's reader. */
export type TableProblemCode =
  | 'leading-whitespace' // logical line must not start with whitespace
  | 'null-byte' // text after null byte may be ignored
  | 'not-utf8' // non-UTF-8 input
  | 'unbalanced-quote'
  | 'missing-value' // expected format: key whitespace value
  | 'alias-format' // record is in "key: value" format
  | 'duplicate-key'
  | 'alias-pair' // need name:value pair
  | 'alias-not-local' // name must be local and have no domain
  | 'missing-pattern' // no regexp, no address pattern
  | 'unclosed-pattern' // no closing regexp delimiter
  | 'unknown-flag' // unknown regexp option
  | 'obsolete-flag' // ignoring obsolete regexp option
  | 'bad-pattern' // the pattern's compiler refuses it
  | 'bad-replacement' // bad replacement syntax
  | 'replacement-in-negation' // $number found in negative match replacement text
  | 'replacement-out-of-range'
  | 'empty-replacement' // no replacement text: using empty string
  | 'missing-result' // no lookup result
  | 'text-after-if'
  | 'text-after-endif'
  | 'endif-without-if'
  | 'if-without-endif'
  | 'unknown-request' // ignoring unrecognized request
  | 'bad-address' // bad address pattern, bad network value
  | 'bad-mask' // bad mask value, bad mask length
  | 'bad-brackets' // missing ']', garbage after "[...]"
  | 'host-bits'; // non-null host address bits

export interface TableProblem {
  readonly code: TableProblemCode;
  readonly span: Span;
  /** The line has no effect because of it. */
  readonly skipped: boolean;
  /** What belongs in a message: the character, the network to write instead. */
  readonly data?: Readonly<Record<string, string>>;
}
