import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AssetReader, DirectoryEntry, FileAccess, FileStat } from '../host';

/** Larger files are no configuration; they are left alone rather than read into memory. */
const MAXIMUM_BYTES = 32 * 1024 * 1024;

/** The disk, for uris of the scheme `file`; anything else is not there. */
export const nodeFiles: FileAccess = {
  async readText(uri) {
    const found = await this.stat(uri);
    if (found?.type !== 'file' || found.size > MAXIMUM_BYTES) return undefined;
    return quietly(async () => readFile(fileURLToPath(uri), 'utf8'), undefined);
  },
  async list(uri) {
    return quietly(async (): Promise<readonly DirectoryEntry[]> => {
      const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
    }, []);
  },
  async stat(uri) {
    return quietly(async (): Promise<FileStat | undefined> => {
      const found = await stat(fileURLToPath(uri));
      return { type: typeOf(found), modified: found.mtimeMs, size: found.size, mode: found.mode & 0o7777 };
    }, undefined);
  },
};

/** Assets that the build puts beside the bundles. */
export function nodeAssets(directory: string): AssetReader {
  return {
    async readJson(path) {
      return JSON.parse(await readFile(join(directory, ...path.split('/')), 'utf8')) as unknown;
    },
  };
}

async function quietly<T>(run: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await run();
  } catch {
    return fallback;
  }
}

function typeOf(entry: { isFile(): boolean; isDirectory(): boolean }): DirectoryEntry['type'] {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
}
