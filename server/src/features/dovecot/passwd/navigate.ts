import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import { passwdUsesOf } from '../../../system/dovecot/passwdFiles';
import type { DovecotPasswdFile } from '../../../system/files';
import type { DocumentLookup } from '../../diagnostics';
import type { ReferenceOptions } from '../../navigate';
import { toRange, type Target } from '../../target';
import { linesOf, userAt } from './names';

/** From a line to the passdb and userdb that look users up in the file. */
export function definitions(
  { system, file }: Target<DovecotPasswdFile>,
  _offset: number,
  documents: DocumentLookup,
): Location[] {
  const { dovecot, layout } = system;
  if (!dovecot) return [];
  return passwdUsesOf(dovecot, file.uri, layout).flatMap(({ assignment, pathAt }) => {
    const { uri } = assignment.file;
    const document = documents(uri);
    const span = assignment.entry.source.spanOf(pathAt.start, pathAt.end);
    return document ? { uri, range: toRange(document, span) } : [];
  });
}

/** The lines of a user in all passwd-files of the server: the first one that is read, and the others. */
export function references(
  { system, file }: Target<DovecotPasswdFile>,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
  documents: DocumentLookup,
): Location[] {
  const user = userAt(file, offset);
  if (!user) return [];
  return linesOf(system, file, user.text)
    .slice(includeDeclaration ? 0 : 1)
    .flatMap(({ uri, entry }) => {
      const document = documents(uri);
      return document ? { uri, range: toRange(document, entry.user.span) } : [];
    });
}

/** The lines of a user in this file. */
export function highlights(
  { document, file }: Target<DovecotPasswdFile>,
  offset: number,
): DocumentHighlight[] {
  const name = userAt(file, offset)?.text;
  return file.tree.entries
    .filter(({ user }) => user.text === name)
    .map(({ user }) => ({ range: toRange(document, user.span), kind: DocumentHighlightKind.Write }));
}
