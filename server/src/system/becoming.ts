import type { DirectoryEntry, FileAccess } from '../host';
import { templateEnding } from '../template/dialect';
import { baseName, directoryOf, joinUri } from './uris';

/** The name that a file has where it is used: without the ending that makes it a template. */
export function becomes(name: string): string {
  return name.slice(0, name.length - templateEnding(name).length);
}

/** Whether a file lies at one of the places, or becomes the file that does. */
export function isAt(places: readonly string[], uri: string): boolean {
  return places.includes(uri) || places.includes(becomes(uri));
}

/** The templates in a directory, by the names that they become, as far as no file has these; of several, the first. */
export function templatesAmong(entries: readonly DirectoryEntry[]): ReadonlyMap<string, string> {
  const files = entries.filter(({ type }) => type !== 'directory').map(({ name }) => name);
  const templates = files.filter((name) => templateEnding(name) !== '').sort();
  const found = new Map<string, string>();
  for (const name of templates.reverse()) found.set(becomes(name), name);
  for (const name of files) found.delete(name);
  return found;
}

/** The first place that has a file, or a template that becomes it. */
export async function fileAmong(places: readonly string[], files: FileAccess): Promise<string | undefined> {
  for (const uri of places) {
    if ((await files.stat(uri))?.type === 'file') return uri;
    const directory = directoryOf(uri);
    const template = templatesAmong(await files.list(directory)).get(baseName(uri));
    if (template !== undefined) return joinUri(directory, template);
  }
  return undefined;
}
