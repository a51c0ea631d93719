import { fileKindOf } from '../system/discover';
import { filesBelow } from '../system/filesBelow';
import { CommandError, type Io } from './io';

/** Uris of the configuration files that a path means: itself, or all of them below a directory, sorted. */
export async function findFiles(io: Io, path: string): Promise<string[]> {
  const uri = io.toUri(path).replace(/\/$/, '');
  const found = await io.files.stat(uri);
  if (!found) throw new CommandError(`${path}: no such file or directory`);
  if (found.type === 'directory') return filesBelow(io.files, uri);
  if (!fileKindOf(uri)) throw new CommandError(`${path}: no main.cf, master.cf or dovecot.conf`);
  return [uri];
}
