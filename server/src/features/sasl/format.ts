import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import { keepsBlanks } from '../../sasl/options';
import { saslEntries, type CyrusFile } from '../../system/saslFiles';
import { keepsCode } from '../../template/edits';
import type { TextChange } from '../../text/edits';
import type { Span } from '../../text/span';
import {
  blankLineChanges,
  commentChanges,
  contentEnd,
  contentStart,
  replaceBlanks,
  trimEnd,
} from '../format/layout';
import { toRange, type Target } from '../target';
import { factOf } from './subject';

/**
 * White space that neither the library nor a shell looks at: margins of settings and comments, one blank behind the colon.
 * Lines that are no setting stay as they are; so do blanks that the library takes for a part of the value.
 */
export function formatFile(
  { document, file }: Target<CyrusFile>,
  _options: FormattingOptions,
  within?: Span,
): TextEdit[] {
  return changesOf(file)
    .filter((change) => !file.template || keepsCode(file.template, change))
    .filter(({ span }) => !within || (span.start <= within.end && span.end >= within.start))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

function changesOf(file: CyrusFile): TextChange[] {
  const { tree } = file;
  const isShell = file.kind === 'saslauthd';
  const inLines = saslEntries(file).flatMap(({ name, nameSpan, valueSpan }): TextChange[] => {
    const first = tree.lines.indexAt(nameSpan.start);
    const last = tree.lines.indexAt(valueSpan.end);
    const keepsEnd = isShell ? endsInBackslash(file, last) : keepsBlanks(factOf(file, name)?.value);
    return [
      ...replaceBlanks(tree, tree.lines.startOf(first), contentStart(tree, first), ''),
      ...(isShell ? [] : replaceBlanks(tree, nameSpan.end + 1, valueSpan.start, ' ')),
      ...(keepsEnd ? [] : trimEnd(tree, last)),
    ];
  });
  // A blank line in the quotes of a shell is a part of the value.
  const hasLongValues = saslEntries(file).some(({ value }) => value.includes('\n'));
  const blankLines =
    isShell && (hasLongValues || file.tree.unclosed.length > 0) ? [] : blankLineChanges(tree);
  return [...inLines, ...commentChanges(tree), ...blankLines];
}

/** Without the blanks behind it, a backslash would join the next line. */
function endsInBackslash({ tree }: CyrusFile, line: number): boolean {
  return /\\\s*$/.test(tree.text.slice(tree.lines.startOf(line), contentEnd(tree, line)));
}
