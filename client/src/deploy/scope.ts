import { directoryName } from './serverFile';
import type { Snapshot } from './snapshot';

/** The part of a server that a deploy is about. */
export type Product = 'postfix' | 'dovecot';

export interface Scope {
  /** The server as if it had nothing else. */
  readonly snapshot: Snapshot;
  /** Whether a file, by its path on the server, belongs to that part. */
  readonly covers: (path: string) => boolean;
}

/** What is not Dovecot's is Postfix's: its tables may lie anywhere. */
export function scopeOf(snapshot: Snapshot, only: Product | undefined): Scope {
  if (only === undefined) return { snapshot, covers: () => true };
  const { dovecot } = snapshot;
  const directory = dovecot && `${directoryName(dovecot.configFile)}/`;
  const covers = (path: string): boolean =>
    (directory !== undefined && path.startsWith(directory)) === (only === 'dovecot');
  const files = new Map([...snapshot.files].filter(([path]) => covers(path)));
  const other = only === 'postfix' ? { dovecot: undefined } : { postfix: undefined };
  return { snapshot: { ...snapshot, ...other, files }, covers };
}
