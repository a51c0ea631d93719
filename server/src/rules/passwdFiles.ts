import type { PasswdEntry } from '../dovecot/passwdFile';
import { passwdUsesOf, type PasswdUse } from '../system/dovecot/passwdFiles';
import type { DovecotPasswdFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import { wholeLines } from './edits';
import type { FileEdit } from './rule';

/** A passwd-file, and the databases that look users up in it. */
export interface UsedPasswdFile {
  readonly file: DovecotPasswdFile;
  /** Empty where no dovecot.conf that is at hand names the file. */
  readonly uses: readonly PasswdUse[];
}

export function passwdFiles({ files, dovecot, layout }: MailSystem): UsedPasswdFile[] {
  return files
    .filter((file) => file.kind === 'dovecot-passwd')
    .map((file) => ({ file, uses: dovecot ? passwdUsesOf(dovecot, file.uri, layout) : [] }));
}

/** True also where nobody can tell what the file is for. */
export function mayServe({ uses }: UsedPasswdFile, type: PasswdUse['type']): boolean {
  return uses.length === 0 || uses.some((use) => use.type === type);
}

/** Takes the line of a user out. */
export function entryRemoval(
  { uri, tree }: DovecotPasswdFile,
  { span }: Pick<PasswdEntry, 'span'>,
): FileEdit {
  const line = tree.lines.indexAt(span.start);
  return { uri, span: wholeLines(tree, { firstLine: line, lastLine: line }), text: '' };
}
