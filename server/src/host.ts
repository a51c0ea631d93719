/** The only view of the outside world that the core has. Uris are strings, as in LSP. */
export interface FileAccess {
  /** The text of a file, or undefined when it is not there, not readable, or not a regular file. */
  readText(uri: string): Promise<string | undefined>;
  /** Names in a directory (files and directories), or an empty list. */
  list(uri: string): Promise<readonly DirectoryEntry[]>;
  stat(uri: string): Promise<FileStat | undefined>;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
}

export interface FileStat {
  readonly type: 'file' | 'directory' | 'other';
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly size: number;
  /** Permission bits, when the host knows them. */
  readonly mode?: number;
}

/** Reads the JSON assets that are shipped with the server (`knowledge/…`). Path is relative, with forward slashes. */
export interface AssetReader {
  readJson(path: string): Promise<unknown>;
}
