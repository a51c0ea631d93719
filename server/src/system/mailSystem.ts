import { sourceOf, type ConfigurationFile, type SaslFile } from './files';
import type { Layout } from './layout';
import type { DovecotInstance } from './dovecotInstance';
import type { PostfixInstance } from './postfixInstance';
import type { ServerDisk } from './serverDisk';
import type { SystemTables } from './tables';

/** Everything that is known of one mail server: its products' files, parsed and joined. Immutable. */
export interface MailSystem {
  readonly layout: Layout;
  /** Without files of its own when the server has no Postfix. */
  readonly postfix: PostfixInstance;
  /** Undefined when no dovecot.conf is at hand. */
  readonly dovecot?: DovecotInstance;
  /** What tells smtpd's Cyrus SASL how to log clients in; undefined when it is not at hand, or not asked. */
  readonly sasl?: SaslFile;
  /** Every parsed configuration file, of all products; tables have their own list. */
  readonly files: readonly ConfigurationFile[];
  /** The lookup tables that its settings use. */
  readonly tables: SystemTables;
  /** What the disk says of the paths that the settings name. */
  readonly disk: ServerDisk;
}

export function fileOf(system: MailSystem, uri: string): ConfigurationFile | undefined {
  return allFiles(system).find((file) => file.uri === uri);
}

/** The text of a file as it is stored; empty for one that is not of this server. */
export function sourceAt(system: MailSystem, uri: string): string {
  const file = fileOf(system, uri);
  return file ? sourceOf(file) : '';
}

/** Its configuration files, then the tables that they use. */
export function allFiles({ files, tables }: MailSystem): readonly ConfigurationFile[] {
  return tables.files.length === 0 ? files : [...files, ...tables.files];
}
