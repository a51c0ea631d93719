import type { Setting } from '../../dovecot/nodes';
import type { Span } from '../../text/span';
import type { DovecotInstance } from '../dovecotInstance';

/** A path in a value, with its place. */
export interface PathInValue {
  readonly span: Span;
  readonly text: string;
}

/** Words that begin with a slash, behind `driver:` and `key=` as well. */
const WORDS = /(?<![^\s=:;,"'])\/[^\s,:;"']+/g;

/** The paths that a value names: all of a `<path`, else its words that begin with a slash. */
export function pathsIn({ form, source, value }: Setting): PathInValue[] {
  if (form === 'file') {
    const end = source.text.length;
    return [{ span: source.spanOf(end - value.length, end), text: value }];
  }
  return [...source.text.matchAll(WORDS)].map(({ 0: text, index }) => ({
    span: source.spanOf(index, index + text.length),
    text,
  }));
}

/** Settings whose path is one of a file that can be opened: password files, files of drivers, certificates. */
const OF_FILES = /^(?:args|.*_file|.*passwd_file_path|sqlite_path)$/;

/** Absolute paths of files that settings name, each once. */
export function dovecotPathsInUse({ reading }: DovecotInstance): string[] {
  const paths = reading.assignments
    .filter(
      ({ entry, fact, section }) =>
        entry.form === 'file' || OF_FILES.test(fact?.name ?? '') || section?.fact?.name === 'dict',
    )
    .flatMap(({ entry }) => pathsIn(entry).map(({ text }) => text));
  // What holds a variable names a file for each user.
  return [...new Set(paths.filter((path) => path.startsWith('/') && !path.includes('%')))];
}
