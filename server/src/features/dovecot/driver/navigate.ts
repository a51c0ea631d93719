import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import { driverUsesOf } from '../../../system/dovecot/driverFiles';
import { pathsIn } from '../../../system/dovecot/paths';
import type { DovecotDriverFile } from '../../../system/files';
import type { DocumentLookup } from '../../diagnostics';
import type { ReferenceOptions } from '../../navigate';
import { toRange, type Target } from '../../target';
import { driverMentionAt, sameMentions } from './names';

/** From the use of a key to its block; from anywhere else to the lines of dovecot.conf that name the file. */
export function definitions(
  target: Target<DovecotDriverFile>,
  offset: number,
  documents: DocumentLookup,
): Location[] {
  const mention = driverMentionAt(target, offset);
  if (mention?.kind !== 'key') return usesOf(target, documents);
  return sameMentions(target, mention)
    .filter(({ role }) => role === 'definition')
    .map(({ span }) => ({ uri: target.file.uri, range: toRange(target.document, span) }));
}

function usesOf({ system, file }: Target<DovecotDriverFile>, documents: DocumentLookup): Location[] {
  return driverUsesOf(system, file).flatMap(({ assignment }) => {
    const { uri } = assignment.file;
    const document = documents(uri);
    const path = pathsIn(assignment.entry).at(-1);
    return document && path ? { uri, range: toRange(document, path.span) } : [];
  });
}

/** Every place that names the same setting or key. */
export function references(
  target: Target<DovecotDriverFile>,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
): Location[] {
  const mention = driverMentionAt(target, offset);
  if (!mention) return [];
  return sameMentions(target, mention)
    .filter(({ kind, role }) => includeDeclaration || kind === 'setting' || role === 'use')
    .map(({ span }) => ({ uri: target.file.uri, range: toRange(target.document, span) }));
}

export function highlights(target: Target<DovecotDriverFile>, offset: number): DocumentHighlight[] {
  const mention = driverMentionAt(target, offset);
  if (!mention) return [];
  return sameMentions(target, mention).map(({ span, role }) => ({
    range: toRange(target.document, span),
    kind: role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
