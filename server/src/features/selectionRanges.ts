import type { SelectionRange } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { PostfixFile } from '../system/files';
import { findAt, touches, type Span } from '../text/span';
import { mentionAt } from './names';
import { sectionsOf, type Section } from './sections';
import { subjectAt } from './subject';
import { toRange, type Target } from './target';

/** From the name or word at each place to the value, the setting, the service, the section, and the file. */
export function selectionRanges(target: Target, offsets: readonly number[]): SelectionRange[] {
  const sections = sectionsOf(target.file.tree);
  return offsets.map((offset) => nest(target.document, growing(spansAt(target, sections, offset), offset)));
}

function spansAt(
  { file, instance }: Target,
  sections: readonly Section[],
  offset: number,
): (Span | undefined)[] {
  const entry = file.kind === 'main' ? findAt(file.tree.parameters, offset, ({ line }) => line) : undefined;
  const service = file.kind === 'master' ? findAt(file.tree.services, offset, ({ line }) => line) : undefined;
  const override = service?.overrides.find(({ span }) => touches(span, offset));
  return [
    { start: offset, end: offset },
    mentionAt(file, instance, offset)?.span,
    subjectAt(file, offset)?.span,
    (entry ?? override)?.value,
    override?.span,
    (entry ?? service)?.line,
    lineOf(file, offset),
    sectionAt(file, sections, offset),
    { start: 0, end: file.tree.text.length },
  ];
}

function lineOf({ tree: { lines } }: PostfixFile, offset: number): Span | undefined {
  const line = lines.at(lines.indexAt(offset));
  return line?.kind === 'comment' ? line : undefined;
}

function sectionAt({ tree }: PostfixFile, sections: readonly Section[], offset: number): Span | undefined {
  const line = tree.lines.indexAt(offset);
  const section = sections.find(({ first, last }) => first <= line && line <= last);
  return section && { start: tree.lines.startOf(section.first), end: tree.lines.endOf(section.last) };
}

/** Those that hold the place, each one larger than the one before. */
export function growing(spans: readonly (Span | undefined)[], offset: number): Span[] {
  const chain: Span[] = [];
  for (const span of spans) {
    const last = chain.at(-1);
    if (!span || !touches(span, offset)) continue;
    const holdsLast = !last || (span.start <= last.start && span.end >= last.end);
    const isLarger = !last || span.end - span.start > last.end - last.start;
    if (holdsLast && isLarger) chain.push({ start: span.start, end: span.end });
  }
  return chain;
}

export function nest(document: TextDocument, spans: readonly Span[]): SelectionRange {
  const [whole, ...smaller] = [...spans].reverse();
  let range: SelectionRange = { range: toRange(document, whole ?? { start: 0, end: 0 }) };
  for (const span of smaller) range = { range: toRange(document, span), parent: range };
  return range;
}
