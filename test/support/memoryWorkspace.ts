import type { readFile } from '../../server/src/system/files';
import { Workspace } from '../../server/src/system/workspace';
import { dovecotKnowledge, postfixKnowledge } from './assets';
import { memoryIo, type Disk } from './memoryIo';

/** A workspace over files in memory, of which none is open in an editor. */
export async function memoryWorkspace(disk: Disk, read?: typeof readFile): Promise<Workspace> {
  const documents = { get: () => undefined };
  return new Workspace(
    memoryIo(disk).files,
    documents,
    await postfixKnowledge(),
    await dovecotKnowledge(),
    read,
  );
}
