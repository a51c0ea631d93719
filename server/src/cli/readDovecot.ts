import { loadDovecotKnowledge, loadPostfixKnowledge } from '../knowledge/loader';
import type { DovecotInstance } from '../system/dovecotInstance';
import { readAsItStands } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import type { WorkspaceSettings } from '../system/createSystem';
import { Workspace } from '../system/workspace';
import { CommandError, type Io } from './io';

export type DovecotSystem = MailSystem & { readonly dovecot: DovecotInstance };

/** Where dovecot.conf lies below a directory that somebody names. */
const BELOW = ['dovecot.conf', 'dovecot/dovecot.conf', 'etc/dovecot/dovecot.conf'];

/**
 * The Dovecot that starts with a file of any name, as `doveconf -c FILE` reads it, or with the dovecot.conf of a
 * directory. Throws where there is none; `command` is who asks.
 */
export async function readDovecot(
  io: Io,
  path: string,
  command: string,
  settings: WorkspaceSettings = {},
): Promise<DovecotSystem> {
  const [postfix, dovecot] = await Promise.all([
    loadPostfixKnowledge(io.assets),
    loadDovecotKnowledge(io.assets),
  ]);
  const workspace = new Workspace(io.files, { get: () => undefined }, postfix, dovecot, readAsItStands);
  const uri = io.toUri(path).replace(/\/$/, '');
  for (const place of [uri, ...BELOW.map((name) => `${uri}/${name}`)]) {
    if ((await io.files.stat(place))?.type !== 'file') continue;
    const system = await workspace.systemFrom(place, settings);
    if (system) return system;
  }
  throw new CommandError(`${command}: ${path}: no dovecot.conf`);
}
