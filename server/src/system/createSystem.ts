import type { PostfixKnowledge } from '../knowledge/postfixKnowledge';
import type { DovecotInstance } from './dovecotInstance';
import type { ConfigurationFile } from './files';
import { layoutOf } from './layout';
import type { MailSystem } from './mailSystem';
import { PostfixInstance, type HostValues } from './postfixInstance';
import { UNSEEN_DISK } from './serverDisk';
import { SystemTables } from './tables';
import { directoryOf } from './uris';

/** Which versions the files of a server are for, and what the server itself tells. */
export interface WorkspaceSettings {
  /** Target version such as `3.7`; the newest known without one. */
  readonly postfixVersion?: string;
  /** Target version such as `2.3.19` or `2.4.1`; by default, the newest known of the line that the files are for. */
  readonly dovecotVersion?: string;
  readonly host?: HostValues;
  /** Defaults that the server itself tells, as `postconf -d` prints them; those of the version without them. */
  readonly defaults?: ReadonlyMap<string, string>;
}

/** Joins the parsed files of one server. The target version is the setting's, else the newest known. */
export function createSystem(
  uri: string,
  files: readonly ConfigurationFile[],
  knowledge: PostfixKnowledge,
  settings: WorkspaceSettings = {},
  dovecot?: DovecotInstance,
): MailSystem {
  const main = files.find((file) => file.kind === 'main');
  const master = files.find((file) => file.kind === 'master');
  const postfix = new PostfixInstance({
    directory: directoryOf(uri),
    release: knowledge.release(settings.postfixVersion),
    ...(main && { main }),
    ...(master && { master }),
    ...(settings.host && { host: settings.host }),
    ...(settings.defaults && { defaults: settings.defaults }),
  });
  const layout = layoutOf(uri);
  return {
    layout,
    postfix,
    ...(dovecot && { dovecot }),
    files,
    tables: new SystemTables(layout, postfix, []),
    disk: UNSEEN_DISK,
  };
}
