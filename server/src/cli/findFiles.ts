import { fileKindOf } from '../system/discover';
import { joinUri } from '../system/uris';
import { CommandError, type Io } from './io';

/** Folders that hold no configuration but may be deep. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Uris of the configuration files that a path means: itself, or all of them below a directory, sorted. */
export async function findFiles(io: Io, path: string): Promise<string[]> {
  const uri = io.toUri(path).replace(/\/$/, '');
  const found = await io.files.stat(uri);
  if (!found) throw new CommandError(`${path}: no such file or directory`);
  if (found.type === 'directory') return filesBelow(io, uri);
  if (!fileKindOf(uri)) throw new CommandError(`${path}: no main.cf, master.cf or dovecot.conf`);
  return [uri];
}

async function filesBelow(io: Io, directory: string): Promise<string[]> {
  const entries = [...(await io.files.list(directory))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const { name, type } of entries) {
    const uri = joinUri(directory, name);
    if (type === 'directory' && !SKIPPED.has(name)) found.push(...(await filesBelow(io, uri)));
    else if (type === 'file' && isActive(name, uri)) found.push(uri);
  }
  return found;
}

/** In a directory only the files that are read first count; a copy is checked when it is named. */
function isActive(name: string, uri: string): boolean {
  return ['main.cf', 'master.cf', 'dovecot.conf'].includes(name) || fileKindOf(uri) === 'sasl';
}
