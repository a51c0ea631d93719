import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LocalFiles } from '../../deploy/localFiles';

/** A folder on the disk. Rejects for anything but "there is no such file". */
export function nodeFolder(root: string): LocalFiles {
  const at = (path: string): string => join(root, path);
  return {
    list: async (directory) => {
      const entries = await ifThere(readdir(at(directory), { withFileTypes: true }), []);
      return entries.map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
    },
    read: async (path) => {
      const found = await ifThere(stat(at(path)), undefined);
      if (!found?.isFile()) return undefined;
      const content = new Uint8Array(await readFile(at(path)));
      // Windows knows no permissions; what it says instead means nothing on the server.
      return process.platform === 'win32' ? { content } : { content, mode: found.mode & 0o7777 };
    },
    write: async (path, content) => {
      await mkdir(dirname(at(path)), { recursive: true });
      await writeFile(at(path), content);
    },
    remove: (path) => rm(at(path), { force: true }),
  };
}

async function ifThere<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
