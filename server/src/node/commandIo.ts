import { lookup } from 'node:dns/promises';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Io, Machine, Output } from '../cli/io';
import { nodeAssets, nodeFiles } from './host';

function output(stream: NodeJS.WriteStream): Output {
  return {
    colours: stream.isTTY && !process.env['NO_COLOR'],
    write: (text) => void stream.write(text),
    writeBytes: (text) => void stream.write(text, 'latin1'),
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

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
};

async function readBytes(uri: string): Promise<{ text: string } | { reason: string }> {
  try {
    return { text: await readFile(fileURLToPath(uri), 'latin1') };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    return { reason: REASONS[code] ?? code };
  }
}

const machine: Machine = {
  hostName: hostname(),
  processId: process.pid,
  addresses: () => Object.values(networkInterfaces()).flatMap((own) => own ?? []),
  resolve: async (name) => {
    try {
      return (await lookup(name, { all: true })).map(({ address }) => address);
    } catch {
      return [];
    }
  },
};

/** What a command has in a process of its own. */
export const commandIo: Io = {
  files: nodeFiles,
  assets: nodeAssets(join(__dirname, '..', 'knowledge')),
  out: output(process.stdout),
  err: output(process.stderr),
  locale: process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'],
  toUri: (path) => pathToFileURL(resolve(path)).href,
  toPath,
  writeText,
  readBytes,
  machine,
};
