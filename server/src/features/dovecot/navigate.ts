import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import type { DovecotFile } from '../../system/files';
import type { DocumentLookup } from '../diagnostics';
import type { ReferenceOptions } from '../navigate';
import { toRange, type Target } from '../target';
import { mentionAt, occurrencesOf, type Occurrence } from './names';
import { dovecotSubjectAt } from './subject';
import { entriesOf } from './entries';
import { pathsIn } from '../../system/dovecot/paths';
import { isAt } from '../../system/becoming';
import { placesOf } from '../../system/layout';
import { findAt, touches } from '../../text/span';

/**
 * Where the name under the caret gets its meaning: the files of an include, the file of passwords or of a driver, the setting in force behind a `$name`, the
 * group behind `@label = name`, the block that a name leads to.
 */
export function definitions(
  target: Target<DovecotFile>,
  offset: number,
  documents: DocumentLookup,
): Location[] {
  const { dovecot } = target.system;
  if (!dovecot) return [];
  const subject = dovecotSubjectAt(dovecot, target.file, offset);
  if (subject?.kind === 'include') {
    const files = dovecot.included(subject.entry)?.files ?? [];
    return files.map(({ uri }) => ({ uri, range: BEGINNING }));
  }
  const file = fileNamedAt(target, offset);
  if (file !== undefined) return [{ uri: file, range: BEGINNING }];
  const mention = mentionAt(target, offset);
  if (!mention) return [];
  const found = occurrencesOf(target.system, mention).filter(({ role }) => role === 'definition');
  // A setting that is set several times has the last value; blocks of one name are all parts of it.
  const chosen = mention.kind === 'setting' ? found.slice(-1) : found;
  return chosen.flatMap((one) => toLocation(one, documents) ?? []);
}

const BEGINNING = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The file whose path is under the caret, as far as it is at hand: of passwords, of a driver, of a certificate. */
function fileNamedAt({ file, system }: Target<DovecotFile>, offset: number): string | undefined {
  const entry = findAt(entriesOf(file), offset, ({ line }) => line);
  if (entry?.kind !== 'setting') return undefined;
  const path = pathsIn(entry).find(({ span }) => touches(span, offset))?.text ?? '';
  const places = placesOf(path, system.layout);
  const read = system.files.find(({ uri }) => isAt(places, uri));
  if (read) return read.uri;
  return system.disk.statOf(path)?.type === 'file' ? places[0] : undefined;
}

/** Every place in all files that names what the caret stands on; those of Postfix too when it is a socket. */
export function references(
  target: Target<DovecotFile>,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
  documents: DocumentLookup,
): Location[] {
  const mention = mentionAt(target, offset);
  if (!mention) return [];
  return occurrencesOf(target.system, mention)
    .filter(({ role }) => includeDeclaration || role === 'use')
    .flatMap((one) => toLocation(one, documents) ?? []);
}

/** The places in this document. */
export function highlights(target: Target<DovecotFile>, offset: number): DocumentHighlight[] {
  const mention = mentionAt(target, offset);
  if (!mention) return [];
  return occurrencesOf(target.system, mention)
    .filter(({ uri }) => uri === target.file.uri)
    .map(({ span, role }) => ({
      range: toRange(target.document, span),
      kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function toLocation({ uri, span }: Occurrence, documents: DocumentLookup): Location | undefined {
  const document = documents(uri);
  return document && { uri, range: toRange(document, span) };
}
