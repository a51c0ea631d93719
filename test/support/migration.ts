import { migrate, newTextOf } from '../../server/src/migrate/migrate';
import { readDriverFiles } from '../../server/src/migrate/readDriverFiles';
import { reasonText } from '../../server/src/migrate/reasons';
import { targetOf } from '../../server/src/migrate/target';
import { readAsItStands } from '../../server/src/system/files';
import type { Language } from '../../server/src/text/localized';
import { dovecotKnowledge } from './assets';
import { dovecotSystem } from './dovecotServer';
import type { DovecotFiles } from './realDovecot';

const DIRECTORY = 'file:///etc/dovecot/';

/** A point that was left open, with the line that it stands at. */
export interface LeftOpen {
  readonly file: string;
  readonly line: string;
  readonly message: string;
}

export interface Migration {
  /** The files of its directory, rewritten. */
  readonly files: DovecotFiles;
  readonly points: readonly LeftOpen[];
}

/** Migrates files in memory; `beside` are such that lie elsewhere on the server. */
export async function migration(
  files: DovecotFiles,
  beside: DovecotFiles = {},
  language: Language = 'en',
): Promise<Migration> {
  const { dovecot, layout } = await dovecotSystem({ ...beside, ...files }, undefined, readAsItStands);
  if (!dovecot) throw new Error('no dovecot.conf');
  const nameOf = (uri: string): string => decodeURIComponent(uri.slice(DIRECTORY.length));
  const driverFiles = await readDriverFiles(dovecot, layout, (uri) => Promise.resolve(files[nameOf(uri)]));
  const target = targetOf('2.4', await dovecotKnowledge());
  const migrated = migrate(dovecot, { ...target, driverFiles, language });
  return {
    files: { ...files, ...Object.fromEntries(migrated.map((file) => [nameOf(file.uri), newTextOf(file)])) },
    points: migrated.flatMap(({ uri, tree, points }) =>
      points.map(({ span, reason }) => ({
        file: nameOf(uri),
        line: tree.text.slice(span.start, span.end),
        message: reasonText(reason, language),
      })),
    ),
  };
}
