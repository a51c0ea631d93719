import { parseDovecotConf } from '../dovecot/parser';
import { driverPaths } from '../system/dovecot/driverFiles';
import type { DovecotInstance } from '../system/dovecotInstance';
import { placesOf, type Layout } from '../system/layout';
import type { DriverFile, DriverFiles } from './conversion';

/** Reads the files that `args` and `dict` name, as far as they are at hand. */
export async function readDriverFiles(
  instance: DovecotInstance,
  layout: Layout,
  read: (uri: string) => Promise<string | undefined>,
): Promise<DriverFiles> {
  const files = new Map<string, DriverFile>();
  const byUri = new Map<string, DriverFile>();
  for (const path of driverPaths(instance)) {
    for (const uri of placesOf(path, layout)) {
      const known = byUri.get(uri);
      const text = known ? known.tree.text : await read(uri);
      if (text === undefined) continue;
      const file = known ?? { uri, tree: parseDovecotConf(text) };
      byUri.set(uri, file);
      files.set(path, file);
      break;
    }
  }
  return files;
}
