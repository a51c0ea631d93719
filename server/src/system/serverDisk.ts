import type { FileStat } from '../host';

/**
 * What the disk says of a path of the server: what is there; that nothing is; or, in a copy of the server's files, that
 * the copy has the directory but not the file.
 */
export type DiskState = FileStat | 'absent' | 'not-copied';

/** The paths that the settings of one server name, as the disk has them. Immutable. */
export class ServerDisk {
  constructor(
    private readonly states: ReadonlyMap<string, DiskState>,
    /** Table types of packages that `dynamicmaps.cf` lists; undefined without such a file. */
    readonly installedTypes?: ReadonlySet<string>,
  ) {}

  /** Undefined when nobody can tell: the path is not in use, lies outside of the copy, or may not be read. */
  stateOf(path: string): DiskState | undefined {
    return this.states.get(path);
  }

  /** What is there; undefined when nothing is, or nobody can tell. */
  statOf(path: string): FileStat | undefined {
    const state = this.states.get(path);
    return typeof state === 'object' ? state : undefined;
  }

  /** True when both saw the same. */
  same(other: ServerDisk): boolean {
    return (
      this.states.size === other.states.size &&
      [...this.states].every(([path, state]) => sameState(state, other.states.get(path))) &&
      [...(this.installedTypes ?? [])].join() === [...(other.installedTypes ?? [])].join()
    );
  }
}

/** Nothing was looked at. */
export const UNSEEN_DISK = new ServerDisk(new Map());

function sameState(a: DiskState, b: DiskState | undefined): boolean {
  if (typeof a === 'string' || typeof b !== 'object') return a === b;
  return a.type === b.type && a.modified === b.modified && a.size === b.size && a.mode === b.mode;
}
