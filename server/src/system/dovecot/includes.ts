import { expandBraces, isWildcard, nameTest } from '../../dovecot/glob';
import { walk, type Include } from '../../dovecot/nodes';
import type { FileAccess } from '../../host';
import type { DovecotFile } from '../files';
import { placesOf, type Layout } from '../layout';
import { directoryOf, joinUri } from '../uris';

/** What a line `!include` reads, in the order of reading. */
export interface Included {
  readonly files: readonly DovecotFile[];
  /**
   * `no-match`: nothing is there. `unreadable`: something is, but cannot be read. `unseen`: the path lies outside of what
   * is at hand of the server, so that nobody can tell.
   */
  readonly outcome: 'read' | 'no-match' | 'unreadable' | 'unseen';
}

/** All files of one Dovecot. */
export interface DovecotSources {
  readonly main: DovecotFile;
  /** Every file once, in the order in which it is first read; `main` first. */
  readonly files: readonly DovecotFile[];
  readonly included: ReadonlyMap<Include, Included>;
}

/** How files are read: open documents over the disk. */
export interface SourceReader extends Pick<FileAccess, 'list' | 'stat'> {
  read(uri: string): Promise<DovecotFile | undefined>;
}

/** Follows the includes of a file, each file once. Cycles end by themselves; the evaluation reports them. */
export async function readSources(
  main: DovecotFile,
  layout: Layout,
  reader: SourceReader,
): Promise<DovecotSources> {
  const files = new Map<string, DovecotFile>([[main.uri, main]]);
  const included = new Map<Include, Included>();
  for (const file of files.values()) {
    for (const entry of walk(file.tree.entries)) {
      if (entry.kind !== 'include') continue;
      const found = await readIncluded(entry, file, layout, reader);
      included.set(entry, found);
      for (const one of found.files) if (!files.has(one.uri)) files.set(one.uri, one);
    }
  }
  return { main, files: [...files.values()], included };
}

async function readIncluded(
  { pattern }: Include,
  from: DovecotFile,
  layout: Layout,
  reader: SourceReader,
): Promise<Included> {
  const path = pattern.text;
  if (path === '') return { files: [], outcome: 'read' };
  const uris: string[] = [];
  let isSeen = !path.startsWith('/');
  for (const alternative of expandBraces(path)) {
    const bases = basesOf(alternative, from, layout);
    isSeen ||= bases.length > 0;
    for (const { directory, parts } of bases) {
      const found = await matches(directory, parts, reader);
      uris.push(...found);
      if (found.length > 0) break;
    }
  }
  if (uris.length === 0) return { files: [], outcome: isSeen ? 'no-match' : 'unseen' };
  const read = await Promise.all(uris.map((uri) => readOne(uri, reader)));
  const files = read.filter((file) => typeof file === 'object');
  return { files, outcome: read.includes('unreadable') ? 'unreadable' : 'read' };
}

/** A directory is passed over in silence, as Dovecot does. */
async function readOne(uri: string, reader: SourceReader): Promise<DovecotFile | 'directory' | 'unreadable'> {
  const file = await reader.read(uri);
  if (file) return file;
  return (await reader.stat(uri))?.type === 'directory' ? 'directory' : 'unreadable';
}

interface Base {
  readonly directory: string;
  readonly parts: readonly string[];
}

/** Where the search for a pattern may begin: the directory of the file, or where the server's own path may lie. */
function basesOf(path: string, from: DovecotFile, layout: Layout): Base[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (!path.startsWith('/')) return [{ directory: directoryOf(from.uri), parts }];
  const literal = parts.findIndex(isWildcard);
  const depth = literal < 0 ? parts.length - 1 : literal;
  const head = `/${parts.slice(0, depth).join('/')}/`;
  return placesOf(`${head}x`, layout).map((place) => ({
    directory: directoryOf(place),
    parts: parts.slice(depth),
  }));
}

async function matches(directory: string, parts: readonly string[], reader: SourceReader): Promise<string[]> {
  let found = [directory];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const next = await Promise.all(found.map((at) => namesIn(at, part, isLast, reader)));
    found = next.flat();
  }
  return found;
}

async function namesIn(
  directory: string,
  part: string,
  isLast: boolean,
  reader: SourceReader,
): Promise<string[]> {
  if (part === '..') return [directoryOf(directory)];
  if (!isWildcard(part)) {
    const uri = joinUri(directory, part.replace(/\\([^])/g, '$1'));
    return !isLast || (await isThere(uri, reader)) ? [uri] : [];
  }
  const fits = nameTest(part);
  const names = (await reader.list(directory))
    .filter(({ name, type }) => fits(name) && (isLast || type === 'directory'))
    .map(({ name }) => name);
  return names.sort(byBytes).map((name) => joinUri(directory, name));
}

/** A document that was never saved is there too. */
async function isThere(uri: string, reader: SourceReader): Promise<boolean> {
  return (await reader.stat(uri)) !== undefined || (await reader.read(uri)) !== undefined;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
