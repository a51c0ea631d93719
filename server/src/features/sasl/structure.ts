import {
  SymbolKind,
  type DocumentHighlight,
  type DocumentSymbol,
  type FoldingRange,
  type SelectionRange,
  DocumentHighlightKind,
} from 'vscode-languageserver-types';
import { saslWords } from '../../sasl/words';
import { saslEntries, type CyrusFile, type SaslEntry } from '../../system/saslFiles';
import { touches, type Span } from '../../text/span';
import { foldLines } from '../folding';
import { growing, nest } from '../selectionRanges';
import { detailOf, type NamedSpan } from '../symbols';
import { toRange, type Target } from '../target';
import { saslSubjectAt } from './subject';

/** Values that are secrets are left out of the outline. */
const SECRET = /pass(w(or)?d)?$|_pw$/;

/** The outline: each option with its value. */
export function documentSymbols({ document, file }: Target<CyrusFile>): DocumentSymbol[] {
  return saslEntries(file).map(({ name, nameSpan, value, valueSpan }) => ({
    name: name === '' ? ':' : name,
    ...(!SECRET.test(name) && { detail: detailOf(value) }),
    kind: SymbolKind.Property,
    range: toRange(document, { start: nameSpan.start, end: valueSpan.end }),
    selectionRange: toRange(document, nameSpan),
  }));
}

export function namedSpans(file: CyrusFile): NamedSpan[] {
  return saslEntries(file).map(({ name, nameSpan }) => ({
    name,
    span: nameSpan,
    kind: SymbolKind.Property,
  }));
}

/** Values over several lines, comment blocks, and `# region` … `# endregion`. */
export function foldingRanges(file: CyrusFile): FoldingRange[] {
  const { lines } = file.tree;
  const spans = saslEntries(file).map(({ nameSpan, valueSpan }) => ({
    firstLine: lines.indexAt(nameSpan.start),
    lastLine: lines.indexAt(Math.max(nameSpan.start, valueSpan.end - 1)),
  }));
  return foldLines(file.tree, spans);
}

/** From the word to the value, the setting, the line and the file. */
export function selectionRanges(
  { document, file }: Target<CyrusFile>,
  offsets: readonly number[],
): SelectionRange[] {
  const { text, lines } = file.tree;
  return offsets.map((offset) => {
    const line = lines.indexAt(offset);
    const entry = saslEntries(file).find((one) => touches(wholeOf(one), offset));
    const spans = [
      { start: offset, end: offset },
      ...(entry ? partsOf(entry, offset) : []),
      { start: lines.startOf(line), end: lines.endOf(line) },
      { start: 0, end: text.length },
    ];
    return nest(document, growing(spans, offset));
  });
}

function partsOf(entry: SaslEntry, offset: number): Span[] {
  const { nameSpan, value, valueSpan } = entry;
  const inside = touches(nameSpan, offset)
    ? [nameSpan]
    : [...saslWords(value, valueSpan).map(({ span }) => span), valueSpan].filter((span) =>
        touches(span, offset),
      );
  return [...inside, wholeOf(entry)];
}

function wholeOf({ nameSpan, valueSpan }: SaslEntry): Span {
  return { start: nameSpan.start, end: valueSpan.end };
}

/** The places of this file that set the same option. */
export function highlights({ document, file }: Target<CyrusFile>, offset: number): DocumentHighlight[] {
  const subject = saslSubjectAt(file, offset);
  if (subject?.kind !== 'name') return [];
  return saslEntries(file)
    .filter(({ name }) => name === subject.entry.name)
    .map(({ nameSpan }) => ({ range: toRange(document, nameSpan), kind: DocumentHighlightKind.Write }));
}
