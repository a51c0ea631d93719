import type { DirectoryEntry, FileAccess } from '../../server/src/host';
import type { Io, Output } from '../../server/src/cli/io';
import { sourceAssets } from './assets';

/** Files by absolute path. */
export type Disk = Record<string, string>;

export interface MemoryIo extends Io {
  /** What the command wrote so far. */
  readonly written: { out: string; err: string };
  readonly disk: Disk;
}

const ROOT = 'file://';

/** A disk in memory; its current directory is `/`. Colours are off. */
export function memoryIo(disk: Disk): MemoryIo {
  const written = { out: '', err: '' };
  const output = (stream: 'out' | 'err'): Output => ({
    colours: false,
    write: (text) => void (written[stream] += text),
    writeBytes: (text) => void (written[stream] += text),
  });
  const path = (uri: string): string => decodeURIComponent(uri.slice(ROOT.length));
  return {
    written,
    disk,
    files: memoryFiles(disk, path),
    assets: sourceAssets,
    out: output('out'),
    err: output('err'),
    locale: 'en_US.UTF-8',
    toUri: (given) => `${ROOT}/${given.replace(/^\/|\/$/g, '')}`,
    toPath: (uri) => path(uri).slice(1),
    writeText: (uri, text) => {
      disk[path(uri)] = text;
      return Promise.resolve();
    },
  } as MemoryIo;
}

function memoryFiles(disk: Disk, path: (uri: string) => string): FileAccess {
  return {
    readText: (uri) => Promise.resolve(disk[path(uri)]),
    list: (uri) => Promise.resolve(entriesOf(disk, path(uri).replace(/\/$/, ''))),
    stat: (uri) => {
      const text = disk[path(uri)];
      if (text !== undefined) return Promise.resolve({ type: 'file', modified: 0, size: text.length });
      const isDirectory = entriesOf(disk, path(uri).replace(/\/$/, '')).length > 0;
      return Promise.resolve(isDirectory ? { type: 'directory', modified: 0, size: 0 } : undefined);
    },
  };
}

function entriesOf(disk: Disk, directory: string): DirectoryEntry[] {
  const below = Object.keys(disk).filter((name) => name.startsWith(`${directory}/`));
  const entries = below.map((name): DirectoryEntry => {
    const [first = '', ...rest] = name.slice(directory.length + 1).split('/');
    return { name: first, type: rest.length > 0 ? 'directory' : 'file' };
  });
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}
