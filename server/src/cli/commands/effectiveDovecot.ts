import { listSettings } from '../../system/doveconf/listSettings';
import { languageOf } from '../../text/localized';
import { dovecotErrors } from '../dovecotErrors';
import { CommandError, EXIT, type Io } from '../io';
import type { Values } from '../options';
import { readDovecot } from '../readDovecot';

/**
 * `effective --dovecot`: what doveconf prints below the comments at its top, which tell its version and its host. Where
 * it would refuse the files, every error instead.
 */
export async function listDovecot(io: Io, paths: readonly string[], values: Values): Promise<number> {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0)
    throw new CommandError('effective: name one dovecot.conf; see mailwright effective --help');
  const version = values.text('dovecot-version');
  const system = await readDovecot(
    io,
    path,
    'effective',
    version === undefined ? {} : { dovecotVersion: version },
  );
  const errors = dovecotErrors(system, io, languageOf(values.text('lang') ?? io.locale));
  for (const error of errors) io.err.write(`mailwright: ${error}\n`);
  if (errors.length > 0) return EXIT.failure;
  const lines = listSettings(system.dovecot, values.flag('all') ? 'all' : 'changed');
  io.out.write(lines.map((line) => `${line}\n`).join(''));
  return EXIT.clean;
}
