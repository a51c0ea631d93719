import {
  SymbolKind,
  type DocumentSymbol,
  type FoldingRange,
  type SelectionRange,
} from 'vscode-languageserver-types';
import { columnOf } from '../../../dovecot/passwdFile';
import type { DovecotPasswdFile } from '../../../system/files';
import { findAt } from '../../../text/span';
import { foldLines } from '../../folding';
import { growing, nest } from '../../selectionRanges';
import { detailOf, type NamedSpan } from '../../symbols';
import { toRange, type Target } from '../../target';

/** The outline: each user with the home directory; passwords are not shown. */
export function documentSymbols({ document, file }: Target<DovecotPasswdFile>): DocumentSymbol[] {
  return file.tree.entries.map((entry) => {
    const home = columnOf(entry, 'home')?.text ?? '';
    return {
      name: entry.user.text,
      ...(home !== '' && { detail: detailOf(home) }),
      kind: SymbolKind.Key,
      range: toRange(document, entry.span),
      selectionRange: toRange(document, entry.user.span),
    };
  });
}

export function namedSpans({ tree }: DovecotPasswdFile): NamedSpan[] {
  return tree.entries.map(({ user }) => ({ name: user.text, span: user.span, kind: SymbolKind.Key }));
}

/** Comment blocks, and `# region` … `# endregion`. */
export function foldingRanges({ tree }: DovecotPasswdFile): FoldingRange[] {
  return foldLines(tree, []);
}

/** From the word to the column, the line and the file. */
export function selectionRanges(
  { document, file }: Target<DovecotPasswdFile>,
  offsets: readonly number[],
): SelectionRange[] {
  const { text, entries } = file.tree;
  return offsets.map((offset) => {
    const entry = findAt(entries, offset, ({ span }) => span);
    const parts = entry
      ? [
          ...(entry.password.scheme ? [entry.password.scheme.span] : []),
          ...entry.extraFields.flatMap(({ name, value }) => [
            name.span,
            ...(value ? [value.span, { start: name.span.start, end: value.span.end }] : []),
          ]),
          ...entry.columns.map(({ span }) => span),
          entry.span,
        ]
      : [];
    const all = [{ start: offset, end: offset }, ...parts, { start: 0, end: text.length }];
    return nest(document, growing(all, offset));
  });
}
