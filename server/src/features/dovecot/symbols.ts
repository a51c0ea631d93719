import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { spanOfEntry, walk, type Block, type Entry } from '../../dovecot/nodes';
import { FILTERS } from '../../system/dovecot/sections';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import { detailOf, type NamedSpan } from '../symbols';
import { toRange, type Target } from '../target';

/** More levels than an editor shows; deeper ones are left out. */
const DEEPEST = 50;

/** The outline: blocks with what they hold, settings, includes. */
export function documentSymbols({
  document,
  file,
}: Target<DovecotFile | DovecotDriverFile>): DocumentSymbol[] {
  return symbolsOf(document, file.tree.entries, 0);
}

function symbolsOf(document: TextDocument, entries: readonly Entry[], depth: number): DocumentSymbol[] {
  return entries.flatMap((entry) => symbolOf(document, entry, depth) ?? []);
}

function symbolOf(document: TextDocument, entry: Entry, depth: number): DocumentSymbol | undefined {
  const range = toRange(document, spanOfEntry(entry));
  switch (entry.kind) {
    case 'setting':
      return {
        name: entry.key.text === '' ? '=' : entry.key.text,
        detail: detailOf(entry.source.text),
        kind: SymbolKind.Property,
        range,
        selectionRange: toRange(document, entry.key.span),
      };
    case 'block':
      return {
        name: titleOf(entry),
        kind: FILTERS.has(entry.type.text) ? SymbolKind.Namespace : SymbolKind.Module,
        range,
        selectionRange: toRange(document, entry.type.span),
        children: depth < DEEPEST ? symbolsOf(document, entry.entries, depth + 1) : [],
      };
    case 'include':
      return {
        name: entry.key.text,
        detail: detailOf(entry.pattern.text),
        kind: SymbolKind.File,
        range,
        selectionRange: range,
      };
    default:
      return undefined;
  }
}

/** Blocks, by type and label. */
export function namedSpans({ tree }: DovecotFile | DovecotDriverFile): NamedSpan[] {
  return [...walk(tree.entries)].flatMap((entry) => {
    if (entry.kind === 'block')
      return { name: titleOf(entry), span: entry.type.span, kind: SymbolKind.Module };
    if (entry.kind !== 'setting' || entry.key.text === '') return [];
    return { name: entry.key.text, span: entry.key.span, kind: SymbolKind.Property };
  });
}

function titleOf({ type, label, groupName }: Block): string {
  return [type, label, groupName].flatMap((word) => word?.text ?? []).join(' ') || '{';
}
