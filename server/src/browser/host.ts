import type { Connection } from 'vscode-languageserver';
import type { AssetReader, FileAccess } from '../host';
import {
  LIST_DIRECTORY,
  READ_FILE,
  STAT_FILE,
  type ListDirectoryResult,
  type ReadFileResult,
  type StatFileResult,
  type UriParams,
} from '../protocol';

/** A worker sees no disk: the editor reads for it, from whatever file system the folder lives on. */
export function filesOfClient(connection: Connection): FileAccess {
  const ask = <T>(method: string, uri: string): Promise<T> => {
    const params: UriParams = { uri };
    return connection.sendRequest<T>(method, params);
  };
  return {
    async readText(uri) {
      return (await ask<ReadFileResult>(READ_FILE, uri)).text ?? undefined;
    },
    async list(uri) {
      return (await ask<ListDirectoryResult>(LIST_DIRECTORY, uri)).entries;
    },
    async stat(uri) {
      return (await ask<StatFileResult>(STAT_FILE, uri)).stat ?? undefined;
    },
  };
}

/** Assets under the extension's own address. */
export function fetchedAssets(base: string): AssetReader {
  return {
    async readJson(path) {
      const response = await fetch(`${base}/${path}`);
      if (!response.ok) throw new Error(`${base}/${path}: ${response.status}`);
      return response.json() as Promise<unknown>;
    },
  };
}
