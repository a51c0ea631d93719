import { expandBraces, isWildcard, nameTest } from '../../dovecot/glob';
import { walk, type Include } from '../../dovecot/nodes';
import type { FileAccess } from '../../host';
import type { DovecotFile } from '../files';
import { isServersOwn, placesOf, type Layout } from '../layout';
import { directoryOf, joinUri } from '../uris';

/** What a line `!include` reads, in the order of reading. */
export interface Included {
  readonly files: readonly DovecotFile[];
  /**
   * `no-match`: nothing is there. `not-copied`: nothing is where a path of the server would lie in this copy of its files.
   * `unreadable`: something is, but cannot be read. `unseen`: the path lies outside of what is at hand of the server, or
   * where templates are filled in, so that nobody can tell.
   */
  readonly outcome: 'read' | 'no-match' | 'not-copied' | 'unreadable' | 'unseen';
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
  /** The templates in a directory, by the names of files that they become and that are not there. */
  templatesIn(uri: string): Promise<ReadonlyMap<string, string>>;
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
  const alternatives = expandBraces(path).map((one) => basesOf(one, from, layout));
  const uris: string[] = [];
  for (const bases of alternatives) {
    for (const base of bases) {
      const found = await matches(base, reader);
      uris.push(...found);
      if (found.length > 0) break;
    }
  }
  if (uris.length === 0)
    return { files: [], outcome: await lackOf(path, alternatives.flat(), layout, reader) };
  const read = await Promise.all(uris.map((uri) => readOne(uri, reader)));
  const files = read.filter((file) => typeof file === 'object');
  return { files, outcome: read.includes('unreadable') ? 'unreadable' : 'read' };
}

/** What it means that no place has a match. A relative path means the same place to a doveconf that reads the copy. */
async function lackOf(
  path: string,
  bases: readonly Base[],
  layout: Layout,
  reader: SourceReader,
): Promise<Included['outcome']> {
  if (bases.length === 0) return 'unseen';
  if (isServersOwn(layout)) return 'no-match';
  for (const { directory, parts } of bases) {
    for (const at of await matches({ directory, parts: parts.slice(0, -1) }, reader)) {
      // A script that fills templates in may give the files any name.
      if ((await reader.templatesIn(at)).size > 0) return 'unseen';
    }
  }
  return path.startsWith('/') ? 'not-copied' : 'no-match';
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

async function matches({ directory, parts }: Base, reader: SourceReader): Promise<string[]> {
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
  const templates = isLast ? await reader.templatesIn(directory) : NO_TEMPLATES;
  if (!isWildcard(part)) {
    const name = part.replace(/\\([^])/g, '$1');
    const uri = joinUri(directory, name);
    if (!isLast || (await isThere(uri, reader))) return [uri];
    const template = templates.get(name);
    return template === undefined ? [] : [joinUri(directory, template)];
  }
  const fits = nameTest(part);
  const there = (await reader.list(directory))
    .filter(({ name, type }) => fits(name) && (isLast || type === 'directory'))
    .map(({ name }) => name);
  const becoming = [...templates].filter(([name, template]) => fits(name) && !there.includes(template));
  return [...there.map((name) => [name, name] as const), ...becoming]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([, name]) => joinUri(directory, name));
}

const NO_TEMPLATES: ReadonlyMap<string, string> = new Map();

/** A document that was never saved is there too. */
async function isThere(uri: string, reader: SourceReader): Promise<boolean> {
  return (await reader.stat(uri)) !== undefined || (await reader.read(uri)) !== undefined;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
