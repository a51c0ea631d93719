import { loadDovecotKnowledge, loadPostfixKnowledge } from '../../knowledge/loader';
import { listSettings } from '../../system/doveconf/listSettings';
import { readAsItStands } from '../../system/files';
import type { MailSystem } from '../../system/mailSystem';
import { Workspace } from '../../system/workspace';
import { languageOf } from '../../text/localized';
import { dovecotErrors } from '../dovecotErrors';
import { CommandError, EXIT, type Io } from '../io';
import type { Values } from '../options';

/**
 * `effective --dovecot`: what doveconf prints below the comments at its top, which tell its version and its host. Where
 * it would refuse the files, every error instead.
 */
export async function listDovecot(io: Io, paths: readonly string[], values: Values): Promise<number> {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0)
    throw new CommandError('effective: name one dovecot.conf; see mailwright effective --help');
  const system = await readSystem(io, path, values.text('dovecot-version'));
  if (!system?.dovecot) throw new CommandError(`effective: ${path}: no dovecot.conf`);
  const errors = dovecotErrors(system, io, languageOf(values.text('lang') ?? io.locale));
  for (const error of errors) io.err.write(`mailwright: ${error}\n`);
  if (errors.length > 0) return EXIT.failure;
  const lines = listSettings(system.dovecot, values.flag('all') ? 'all' : 'changed');
  io.out.write(lines.map((line) => `${line}\n`).join(''));
  return EXIT.clean;
}

async function readSystem(
  io: Io,
  path: string,
  version: string | undefined,
): Promise<MailSystem | undefined> {
  const [postfix, dovecot] = await Promise.all([
    loadPostfixKnowledge(io.assets),
    loadDovecotKnowledge(io.assets),
  ]);
  const nothingOpen = { get: () => undefined };
  const workspace = new Workspace(io.files, nothingOpen, postfix, dovecot, readAsItStands);
  return workspace.systemOf(io.toUri(path), version === undefined ? {} : { dovecotVersion: version });
}
