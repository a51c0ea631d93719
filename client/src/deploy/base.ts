import type { LocalFiles } from './localFiles';
import type { BaseFile } from './plan/model';

/** What the last pull or deploy of a host left here, in `.mailwright/HOST/`. */
export interface Base {
  readonly files: ReadonlyMap<string, BaseFile>;
}

const VERSION = 1;

/** A name that every file system takes, and that leads out of no directory. */
const folderOf = (host: string): string => `.mailwright/${encodeURIComponent(host).replaceAll('.', '%2E')}`;

/** Where the memory of a host is, below its folder. */
export const baseFileOf = (host: string): string => `${folderOf(host)}/base.json`;

export async function readBase(files: LocalFiles, host: string): Promise<Base> {
  const found = await files.read(baseFileOf(host));
  if (!found) return { files: new Map() };
  try {
    const state = JSON.parse(new TextDecoder().decode(found.content)) as {
      version?: unknown;
      files?: unknown;
    };
    if (state.version !== VERSION || typeof state.files !== 'object') return { files: new Map() };
    return { files: new Map(Object.entries(state.files as Record<string, BaseFile>)) };
  } catch {
    // An unreadable memory is none: what differs is then reported as never pulled.
    return { files: new Map() };
  }
}

export async function writeBase(files: LocalFiles, host: string, base: Base): Promise<void> {
  const state = { version: VERSION, files: Object.fromEntries([...base.files].sort()) };
  const text = `${JSON.stringify(state, null, 2)}\n`;
  await files.write(baseFileOf(host), new TextEncoder().encode(text));
}

/** The content that a file had then, which a merge starts from. Contents are kept under their hash. */
export async function readBaseText(
  files: LocalFiles,
  host: string,
  hash: string,
): Promise<string | undefined> {
  const found = await files.read(`${folderOf(host)}/contents/${hash}`);
  return found && new TextDecoder().decode(found.content);
}

export async function keepBaseContent(
  files: LocalFiles,
  host: string,
  hash: string,
  content: Uint8Array,
): Promise<void> {
  await files.write(`${folderOf(host)}/contents/${hash}`, content);
}
