import { fileKindOf } from '../../server/src/system/discover';
import { DovecotInstance } from '../../server/src/system/dovecotInstance';
import { readFile, type ConfigurationFile } from '../../server/src/system/files';
import { placesOf } from '../../server/src/system/layout';
import type { MailSystem } from '../../server/src/system/mailSystem';
import type { PostfixInstance } from '../../server/src/system/postfixInstance';
import { saslPaths } from '../../server/src/system/sasl';
import { ServerDisk, type DiskState } from '../../server/src/system/serverDisk';
import { SystemTables, usedFiles } from '../../server/src/system/tables';
import { createSystem } from '../../server/src/system/createSystem';
import { dovecotKnowledge, postfixKnowledge } from './assets';

/**
 * Files of one server, by name: main.cf, master.cf, tables that they use, a dovecot.conf without includes, smtpd.conf; others
 * by their path (`etc/default/saslauthd`).
 */
export type Files = Readonly<Record<string, string>>;

/** What the disk says of paths of the server, and which table types packages have brought. */
export interface Disk {
  readonly paths?: Readonly<Record<string, DiskState>>;
  readonly types?: readonly string[];
}

export const DIRECTORY = 'file:///etc/postfix';
const DOVECOT = 'file:///etc/dovecot';

export function uriOf(name: string): string {
  if (name === 'smtpd.conf') return `${DIRECTORY}/sasl/${name}`;
  if (/^(etc|usr|srv)\//.test(name)) return `file:///${name}`;
  return name === 'dovecot.conf' ? `${DOVECOT}/${name}` : `${DIRECTORY}/${name}`;
}

/** A server of files in memory, for a target version (the newest known without one). */
export async function mailSystem(files: Files, postfixVersion?: string, disk?: Disk): Promise<MailSystem> {
  const unused = new Set(Object.keys(files));
  const parsed = Object.entries(files).flatMap(([name, text]) => {
    const kind = fileKindOf(uriOf(name));
    if (kind) unused.delete(name);
    return kind ? [readFile(kind, uriOf(name), text)] : [];
  });
  const settings = postfixVersion === undefined ? {} : { postfixVersion };
  const system = createSystem(
    uriOf('main.cf'),
    parsed,
    await postfixKnowledge(),
    settings,
    await dovecotOf(parsed),
  );
  const { layout, postfix } = system;
  const sasl = parsed.find(
    (file) =>
      file.kind === 'sasl' &&
      saslPaths(postfix)
        .flatMap((path) => placesOf(path, layout))
        .includes(file.uri),
  );
  const tables = usedFiles(postfix).flatMap(({ path, kind }) =>
    Object.entries(files).flatMap(([name, text]) => {
      if (!placesOf(path, layout).includes(uriOf(name))) return [];
      unused.delete(name);
      return [readFile(kind, uriOf(name), text)];
    }),
  );
  if (unused.size > 0)
    throw new Error(`${[...unused].join(', ')}: no configuration file, and no table in use`);
  const seen = new ServerDisk(new Map(Object.entries(disk?.paths ?? {})), disk?.types && new Set(disk.types));
  return {
    ...system,
    ...(sasl?.kind === 'sasl' && { sasl }),
    disk: seen,
    tables: new SystemTables(layout, postfix, tables),
  };
}

async function dovecotOf(files: readonly ConfigurationFile[]): Promise<DovecotInstance | undefined> {
  const main = files.find((file) => file.kind === 'dovecot');
  return main && new DovecotInstance({ main, files: [main], included: new Map() }, await dovecotKnowledge());
}

/** The Postfix of such a server. */
export async function mailServer(files: Files, postfixVersion?: string): Promise<PostfixInstance> {
  return (await mailSystem(files, postfixVersion)).postfix;
}
