import { CONFIG_VERSION } from '../dovecot/version';
import type { DovecotRelease } from '../knowledge/dovecotKnowledge';
import type { DovecotInstance } from '../system/dovecotInstance';
import { applyEdits } from '../text/edits';
import type { Language } from '../text/localized';
import { createContext } from './context';
import type { DriverFiles } from './conversion';
import { migrateDriverFile } from './driverFile';
import { FileMigrator } from './fileMigrator';
import { LineEdits } from './lineEdits';
import type { MigratedFile } from './migration';

export interface MigrationOptions {
  /** `dovecot_config_version`, and the oldest version that can read what is stored. */
  readonly version: string;
  readonly target: DovecotRelease;
  readonly driverFiles: DriverFiles;
  /** Of the comments that mark open points. */
  readonly language: Language;
}

/**
 * Rewrites a configuration of 2.3 for 2.4: comments, includes and the order of lines stay. What cannot be decided is
 * kept as a comment and marked by another. Files that come with a package are left to it.
 */
export function migrate(instance: DovecotInstance, options: MigrationOptions): readonly MigratedFile[] {
  const context = createContext(instance, options.target, options.driverFiles);
  const own = instance.files.filter(({ uri }) => !isPackaged(uri));
  const files = own.map((file) => {
    const edits = new LineEdits(file.tree, options.language);
    if (file === instance.main) edits.insert(0, versionLines(options.version));
    const points = new FileMigrator(file, context, edits).run();
    return { uri: file.uri, tree: file.tree, edits: edits.edits, points };
  });
  const drivers = [...new Set(options.driverFiles.values())].map((file) =>
    migrateDriverFile(file, context, options.language),
  );
  return [...files, ...drivers];
}

export function newTextOf({ tree, edits }: MigratedFile): string {
  return applyEdits(tree.text, edits);
}

/** Files such as `/usr/share/dovecot/protocols.d/imapd.protocol` change with the package. */
function isPackaged(uri: string): boolean {
  return uri.includes('/usr/share/');
}

function versionLines(version: string): string {
  return `${CONFIG_VERSION} = ${version}\ndovecot_storage_version = ${version}\n\n`;
}
