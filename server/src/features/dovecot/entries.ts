import { walk, type Entry } from '../../dovecot/nodes';
import type { DovecotDriverFile, DovecotFile } from '../../system/files';

const ENTRIES = new WeakMap<DovecotFile | DovecotDriverFile, readonly Entry[]>();

/** Every entry of a file in the order of the text: those of a block follow it. */
export function entriesOf(file: DovecotFile | DovecotDriverFile): readonly Entry[] {
  let entries = ENTRIES.get(file);
  if (!entries) ENTRIES.set(file, (entries = [...walk(file.tree.entries)]));
  return entries;
}
