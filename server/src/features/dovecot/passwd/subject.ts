import {
  PASSWD_COLUMNS,
  type ExtraField,
  type PasswdColumn,
  type PasswdEntry,
  type PasswdText,
} from '../../../dovecot/passwdFile';
import type { DovecotPasswdFile } from '../../../system/files';
import { findAt, touches } from '../../../text/span';

/** What stands at a place of a passwd-file. */
export type PasswdSubject =
  | {
      readonly kind: 'column';
      readonly column: PasswdColumn;
      readonly at: PasswdText;
      readonly entry: PasswdEntry;
    }
  | { readonly kind: 'scheme'; readonly at: PasswdText; readonly entry: PasswdEntry }
  | {
      readonly kind: 'field';
      readonly field: ExtraField;
      readonly at: PasswdText;
      readonly entry: PasswdEntry;
    };

/** What the caret stands on; undefined in comments and on blank lines. */
export function passwdSubjectAt({ tree }: DovecotPasswdFile, offset: number): PasswdSubject | undefined {
  const entry = findAt(tree.entries, offset, ({ span }) => span);
  if (!entry) return undefined;
  const { scheme } = entry.password;
  if (scheme && scheme.span.start - 1 <= offset && offset <= scheme.span.end + 1)
    return { kind: 'scheme', at: scheme, entry };
  const field = entry.extraFields.find(({ name, value }) =>
    touches({ start: name.span.start, end: (value ?? name).span.end }, offset),
  );
  if (field) return { kind: 'field', field, at: field.name, entry };
  const index = entry.columns.findIndex(({ span }) => touches(span, offset));
  const at = entry.columns[index];
  const column = PASSWD_COLUMNS[index];
  return at && column && { kind: 'column', column, at, entry };
}
