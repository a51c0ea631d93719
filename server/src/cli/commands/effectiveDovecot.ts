import { OBSOLETE_BLOCKS } from '../../dovecot/obsolete';
import { listSettings } from '../../system/doveconf/listSettings';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { format, languageOf, type Localized } from '../../text/localized';
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
  const language = languageOf(values.text('lang') ?? io.locale);
  const errors = dovecotErrors(system, io, language);
  for (const error of errors) io.err.write(`mailwright: ${error}\n`);
  if (errors.length > 0) return EXIT.failure;
  for (const place of oldBlocks(system.dovecot, io))
    io.err.write(`mailwright: ${format(LEFT_OUT[language], { place })}\n`);
  const lines = listSettings(system.dovecot, values.flag('all') ? 'all' : 'changed');
  io.out.write(lines.map((line) => `${line}\n`).join(''));
  return EXIT.clean;
}

const LEFT_OUT: Localized = {
  en: 'warning: {place}: this block of Dovecot 1.x is left out; doveconf turns it into settings of today',
  'zh-cn': '警告：{place}：Dovecot 1.x 的这个块没有列出；doveconf 会把它转换成现在的设置',
};

/** `path:line` of each block that only doveconf converts. */
function oldBlocks({ reading, release }: DovecotInstance, io: Io): string[] {
  if (release.line !== '2.3') return [];
  return reading.sections
    .filter(({ block, parent }) => parent === undefined && OBSOLETE_BLOCKS.has(block.type.text))
    .map(({ file, block }) => `${io.toPath(file.uri)}:${block.line.firstLine + 1}`);
}
