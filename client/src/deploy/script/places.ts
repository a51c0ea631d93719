import { baseName, directoryName } from '../serverFile';

/**
 * Where contents stand below the directory of a deploy: those of one directory together, each by its own name, so that
 * one command can bring all of them to where they belong. The first directory has the number 1.
 */
export function placesOf(files: readonly { readonly real: string }[]): string[] {
  const directories = [...new Set(files.map(({ real }) => directoryName(real)))];
  return files.map(({ real }) => `${String(directories.indexOf(directoryName(real)) + 1)}/${baseName(real)}`);
}
