import type { FormattingOptions, TextEdit } from 'vscode-languageserver-types';
import type { TextChange } from '../../text/edits';
import { keepsCode } from '../../template/edits';
import type { Span } from '../../text/span';
import { toRange, type Target } from '../target';
import { blankLineChanges, commentChanges, type FormatStyle } from './layout';
import { mainChanges } from './mainCf';
import { masterChanges } from './masterCf';

/** Tidies a file, or the lines that a range touches. Changes nothing but white space, and no value. */
export function formatFile(target: Target, options: FormattingOptions, within?: Span): TextEdit[] {
  const { file, instance, document } = target;
  const style = styleOf(options);
  const own = file.kind === 'main' ? mainChanges(file.tree, instance, style) : masterChanges(file.tree);
  return [...own, ...commentChanges(file.tree), ...blankLineChanges(file.tree)]
    .filter((change) => !file.template || keepsCode(file.template, change))
    .filter(({ span }) => !within || (span.start <= within.end && span.end >= within.start))
    .sort((a: TextChange, b: TextChange) => a.span.start - b.span.start)
    .map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

function styleOf({ insertSpaces, tabSize }: FormattingOptions): FormatStyle {
  return { indentation: insertSpaces ? ' '.repeat(Math.max(1, tabSize)) : '\t' };
}
