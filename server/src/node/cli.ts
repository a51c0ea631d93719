import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import type { Io, Output } from '../cli/io';
import { run } from '../cli/run';
import { nodeAssets, nodeFiles } from './host';

function output(stream: NodeJS.WriteStream): Output {
  return {
    colours: stream.isTTY && !process.env['NO_COLOR'],
    write: (text) => void stream.write(text),
  };
}

/** Paths below the current directory are shown from there, others in full. */
function toPath(uri: string): string {
  const path = fileURLToPath(uri);
  const short = relative(process.cwd(), path);
  return short !== '' && !short.startsWith('..') ? short : path;
}

/** Writes through a link and keeps the mode; nothing is written when the text is the same. */
async function writeText(uri: string, text: string): Promise<void> {
  const path = fileURLToPath(uri);
  if ((await readFile(path, 'utf8')) === text) return;
  await writeFile(path, text, { mode: (await stat(path)).mode });
}

const io: Io = {
  files: nodeFiles,
  assets: nodeAssets(join(__dirname, '..', 'knowledge')),
  out: output(process.stdout),
  err: output(process.stderr),
  locale: process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'],
  toUri: (path) => pathToFileURL(resolve(path)).href,
  toPath,
  writeText,
};

void run(process.argv.slice(2), io, version).then((code) => {
  process.exitCode = code;
});
