import type { DovecotConf } from '../dovecot/nodes';
import { parseDovecotConf } from '../dovecot/parser';
import { parseMainCf, type MainCf } from '../postfix/mainCf';
import { parseMasterCf, type MasterCf } from '../postfix/masterCf';
import { TABLE_READERS, type TableFile } from './tableFiles';

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

/** dovecot.conf, or a file that it includes. */
export interface DovecotFile {
  readonly kind: 'dovecot';
  readonly uri: string;
  readonly tree: DovecotConf;
}

/** The settings of a driver of Dovecot 2.3 (SQL, LDAP, dict, OAuth2), which `args` names. */
export interface DovecotDriverFile {
  readonly kind: 'dovecot-driver';
  readonly uri: string;
  readonly tree: DovecotConf;
}

export type PostfixFile = MainFile | MasterFile;

export type ConfigurationFile = PostfixFile | DovecotFile | DovecotDriverFile | TableFile;

export type FileKind = ConfigurationFile['kind'];

export type FileOfKind<K extends FileKind> = Extract<ConfigurationFile, { readonly kind: K }>;

const READERS: { readonly [K in FileKind]: (uri: string, text: string) => FileOfKind<K> } = {
  main: (uri, text) => ({ kind: 'main', uri, tree: parseMainCf(text) }),
  master: (uri, text) => ({ kind: 'master', uri, tree: parseMasterCf(text) }),
  dovecot: (uri, text) => ({ kind: 'dovecot', uri, tree: parseDovecotConf(text) }),
  'dovecot-driver': (uri, text) => ({ kind: 'dovecot-driver', uri, tree: parseDovecotConf(text) }),
  ...TABLE_READERS,
};

/** Parses a text as the file that it is. */
export function readFile<K extends FileKind>(kind: K, uri: string, text: string): FileOfKind<K> {
  return READERS[kind](uri, text);
}

export function isPostfixFile(file: ConfigurationFile): file is PostfixFile {
  return file.kind === 'main' || file.kind === 'master';
}

export function isTableFile(file: ConfigurationFile): file is TableFile {
  return file.kind in TABLE_READERS;
}
