import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import type { EntryFile } from '../../rules/lookupTables';
import type { DocumentLookup } from '../diagnostics';
import type { ReferenceOptions } from '../navigate';
import { toRange, type Target } from '../target';
import { mentionAt, mentionsIn, occurrencesOf, type Occurrence } from './names';

type TableTarget = Target<EntryFile>;

/** Where a name gets its meaning: the entries of a user, the list that has a domain, the row of a transport. */
export function definitions(target: TableTarget, offset: number, documents: DocumentLookup): Location[] {
  const { system, file } = target;
  const mention = mentionAt(system, file, offset);
  if (!mention) return [];
  const found = occurrencesOf(system, mention).filter(({ role }) => role === 'definition');
  const elsewhere = found.filter(({ uri, span }) => uri !== file.uri || span.start !== mention.span.start);
  return (elsewhere.length > 0 ? elsewhere : found).flatMap((one) => toLocation(one, documents) ?? []);
}

/** Every place of the server's tables and files that names the same user, domain or transport. */
export function references(
  { system, file }: TableTarget,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
  documents: DocumentLookup,
): Location[] {
  const mention = mentionAt(system, file, offset);
  if (!mention) return [];
  return occurrencesOf(system, mention)
    .filter(({ role }) => includeDeclaration || role === 'use')
    .flatMap((one) => toLocation(one, documents) ?? []);
}

/** The places in this table. */
export function highlights({ system, file, document }: TableTarget, offset: number): DocumentHighlight[] {
  const mention = mentionAt(system, file, offset);
  if (!mention) return [];
  return mentionsIn(system, file)
    .filter(({ kind, name }) => kind === mention.kind && name === mention.name)
    .map(({ span, role }) => ({
      range: toRange(document, span),
      kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function toLocation({ uri, span }: Occurrence, documents: DocumentLookup): Location | undefined {
  const document = documents(uri);
  return document && { uri, range: toRange(document, span) };
}
