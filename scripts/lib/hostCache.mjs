import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';

/**
 * A folder of the shared cache, filled once. It is made beside its place and moved there when complete,
 * so that a broken installation is never found and two clones may fill it at the same time.
 *
 * @param {string} name holds the versions, so that a new version is a new folder
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function cached(name, fill) {
  const folder = join(CACHE, 'vscode-hosts', name);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
