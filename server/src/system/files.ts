import { parseMainCf, type MainCf } from '../postfix/mainCf';
import { parseMasterCf, type MasterCf } from '../postfix/masterCf';

/** A file with its parsed tree. */
export interface MainFile {
  readonly kind: 'main';
  readonly uri: string;
  readonly tree: MainCf;
}

export interface MasterFile {
  readonly kind: 'master';
  readonly uri: string;
  readonly tree: MasterCf;
}

export type ConfigurationFile = MainFile | MasterFile;

export type FileKind = ConfigurationFile['kind'];

/** Parses a text as the file that it is. */
export function readFile(kind: FileKind, uri: string, text: string): ConfigurationFile {
  return kind === 'main' ? { kind, uri, tree: parseMainCf(text) } : { kind, uri, tree: parseMasterCf(text) };
}
