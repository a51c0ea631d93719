import type { DovecotConf } from '../dovecot/nodes';
import type { TextChange } from '../text/edits';
import type { Span } from '../text/span';
import type { Reason } from './reasons';

/** What is left to the administrator, and where it stands in the old file. */
export interface OpenPoint {
  readonly span: Span;
  readonly reason: Reason;
}

export interface MigratedFile {
  readonly uri: string;
  readonly tree: DovecotConf;
  readonly edits: readonly TextChange[];
  readonly points: readonly OpenPoint[];
}
