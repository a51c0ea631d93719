import type { FileAccess } from '../host';
import { becomes } from './becoming';
import { fileKindOf } from './discover';
import type { FileKind } from './files';
import { joinUri } from './uris';

/** Folders that hold no configuration but may be deep. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Their names alone tell what reads them. */
const SASL_KINDS: ReadonlySet<FileKind | undefined> = new Set(['sasl', 'saslauthd', 'saslauthd-ldap']);

/** Uris of the configuration files that programs read first, anywhere below a directory, sorted. */
export async function filesBelow(files: FileAccess, directory: string): Promise<string[]> {
  const entries = [...(await files.list(directory))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const { name, type } of entries) {
    const uri = joinUri(directory, name);
    if (type === 'directory' && !SKIPPED.has(name)) found.push(...(await filesBelow(files, uri)));
    else if (type === 'file' && isActive(name, uri)) found.push(uri);
  }
  return found;
}

/** In a directory only the files that are read first count; a copy is checked when it is named. */
function isActive(name: string, uri: string): boolean {
  return ['main.cf', 'master.cf', 'dovecot.conf'].includes(becomes(name)) || SASL_KINDS.has(fileKindOf(uri));
}
