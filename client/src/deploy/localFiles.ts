import type { LocalFile } from './plan/model';
import { directoryName } from './serverFile';
import type { Snapshot } from './snapshot';

/** The folder of one server on this side. Paths are relative to it, with `/`. */
export interface LocalFiles {
  list(directory: string): Promise<readonly { readonly name: string; readonly directory: boolean }[]>;
  /** Undefined when there is no such file. `mode` are permission bits, where there are any. */
  read(path: string): Promise<{ readonly content: Uint8Array; readonly mode?: number } | undefined>;
  /** Directories are made. */
  write(path: string, content: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Which local file is which on the server. */
export interface Placement {
  toServer(path: string): string;
  /** Undefined for files of the server that have no place here. */
  toLocal(path: string): string | undefined;
}

/**
 * A folder either mirrors the server from its root on (`etc/postfix/main.cf`), or is Postfix's directory itself, as
 * a main.cf at its top shows.
 */
export async function placementOf(
  files: LocalFiles,
  configDirectory: string | undefined,
): Promise<Placement> {
  const top = await files.list('');
  if (configDirectory === undefined || !top.some(({ name }) => name === 'main.cf')) return MIRROR;
  const prefix = `${configDirectory}/`;
  return {
    toServer: (path) => `${prefix}${path}`,
    toLocal: (path) => (path.startsWith(prefix) ? path.slice(prefix.length) : undefined),
  };
}

const MIRROR: Placement = { toServer: (path) => `/${path}`, toLocal: (path) => path.slice(1) };

/** Writes a file of the server to its place here, if it has one. */
export async function writeHere(
  files: LocalFiles,
  placement: Placement,
  path: string,
  content: Uint8Array,
): Promise<void> {
  const local = placement.toLocal(path);
  if (local !== undefined) await files.write(local, content);
}

/** Folders beside the configuration that are none of it. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', '.mailwright', '.vscode', 'node_modules']);

/**
 * Every local file that belongs to the server's configuration, by its path there: those below the directories of
 * the mail programs, and those that are known otherwise. A README at the top is not carried to the server.
 */
export async function readLocalTree(
  files: LocalFiles,
  placement: Placement,
  snapshot: Snapshot,
  known: (path: string) => boolean,
): Promise<ReadonlyMap<string, LocalFile>> {
  const roots = rootsOf(snapshot);
  const tree = new Map<string, LocalFile>();
  const walk = async (directory: string): Promise<void> => {
    for (const entry of await files.list(directory)) {
      const local = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.directory) {
        if (!SKIPPED.has(entry.name)) await walk(local);
        continue;
      }
      const path = placement.toServer(local);
      if (!roots.some((root) => path.startsWith(`${root}/`)) && !known(path)) continue;
      const found = await files.read(local);
      if (found) tree.set(path, { path, ...found, hash: await sha256(found.content) });
    }
  };
  await walk('');
  return tree;
}

function rootsOf({ postfix, dovecot }: Snapshot): string[] {
  return [
    ...(postfix ? [postfix.configDirectory] : []),
    ...(dovecot ? [directoryName(dovecot.configFile)] : []),
  ];
}

/** In hexadecimal. */
export async function sha256(content: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(content));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
