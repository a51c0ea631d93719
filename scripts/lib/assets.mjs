import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { inRoot } from './paths.mjs';

const SOURCE = inRoot('server/knowledge');
const TARGET = inRoot('dist/knowledge');

/** Copies the JSON assets of the knowledge base without white space. */
export async function copyAssets() {
  if (!existsSync(SOURCE)) return { files: 0, bytes: 0 };
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  let bytes = 0;
  for (const { parentPath, name } of sources) {
    const source = join(parentPath, name);
    const text = JSON.stringify(JSON.parse(await readFile(source, 'utf8')));
    const target = join(TARGET, relative(SOURCE, source));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    bytes += Buffer.byteLength(text);
  }
  return { files: sources.length, bytes };
}
