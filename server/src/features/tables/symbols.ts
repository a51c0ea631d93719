import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { EntryFile } from '../../rules/lookupTables';
import { toRange, type Target } from '../target';
import type { NamedSpan } from '../symbols';
import { tableLines, type TableLine } from './tableLine';

const LONGEST = 80;

/** The outline: each key with what it gives; conditions hold the lines that stand between them and their `endif`. */
export function documentSymbols({ document, file }: Target<EntryFile>): DocumentSymbol[] {
  const top: DocumentSymbol[] = [];
  const open: DocumentSymbol[] = [];
  for (const line of tableLines(file)) {
    const { source, keySpan, value, entry } = line;
    if (isEnd(line)) {
      const condition = open.pop();
      if (condition) condition.range.end = document.positionAt(source.end);
      continue;
    }
    const symbol: DocumentSymbol = {
      name: shorten(file.tree.text.slice(keySpan?.start ?? source.start, keySpan?.end ?? source.end)),
      ...(value && { detail: shorten(value.text) }),
      kind: value ? SymbolKind.Key : SymbolKind.Namespace,
      range: toRange(document, { start: source.start, end: source.end }),
      selectionRange: toRange(document, keySpan ?? { start: source.start, end: source.end }),
    };
    const parent = open[open.length - 1];
    if (parent) (parent.children ??= []).push(symbol);
    else top.push(symbol);
    if ('op' in entry && entry.op === 'if') open.push(symbol);
  }
  return top;
}

function isEnd({ entry }: TableLine): boolean {
  return 'op' in entry && entry.op === 'endif';
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '…';
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST - 1)}…` : flat;
}

/** Keys, for a search over the whole workspace. */
export function namedSpans(file: EntryFile): NamedSpan[] {
  return tableLines(file).flatMap(({ entry, keySpan }) =>
    keySpan && 'key' in entry ? [{ name: entry.key, span: keySpan, kind: SymbolKind.Key }] : [],
  );
}
