import type { PasswdEntry, PasswdText } from '../../../dovecot/passwdFile';
import { passwdUsesOf } from '../../../system/dovecot/passwdFiles';
import type { DovecotPasswdFile } from '../../../system/files';
import type { MailSystem } from '../../../system/mailSystem';
import { touches } from '../../../text/span';
import { passwdSubjectAt } from './subject';

/** A line of a passwd-file that is one user's. */
export interface UserLine {
  readonly uri: string;
  readonly entry: PasswdEntry;
}

/** The name of the user under the caret. */
export function userAt(file: DovecotPasswdFile, offset: number): PasswdText | undefined {
  const user = passwdSubjectAt(file, offset)?.entry.user;
  return user && touches(user.span, offset) ? user : undefined;
}

/** Every line of the server's passwd-files that is the user's: passdb and userdb may have files of their own. */
export function linesOf(system: MailSystem, file: DovecotPasswdFile, name: string): UserLine[] {
  return relatedFiles(system, file).flatMap(({ uri, tree }) =>
    tree.entries.filter(({ user }) => user.text === name).map((entry) => ({ uri, entry })),
  );
}

/** The file itself, and the others that this Dovecot reads; a file that nobody reads stands alone. */
function relatedFiles({ dovecot, files, layout }: MailSystem, file: DovecotPasswdFile): DovecotPasswdFile[] {
  const isUsed = dovecot !== undefined && passwdUsesOf(dovecot, file.uri, layout).length > 0;
  return files
    .filter((other) => other.kind === 'dovecot-passwd')
    .filter(({ uri }) => uri === file.uri || (isUsed && passwdUsesOf(dovecot, uri, layout).length > 0));
}
