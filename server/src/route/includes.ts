import type { FileAccess } from '../host';
import { membersOf } from '../postfix/tables/aliases';
import { placesOf } from '../system/layout';
import type { MailSystem } from '../system/mailSystem';
import type { IncludeFile } from './localDelivery';

/** Reads the `:include:` files that aliases name, and those that they name in turn; by their path on the server. */
export async function readIncludes(
  { layout, tables }: MailSystem,
  files: FileAccess,
): Promise<ReadonlyMap<string, IncludeFile>> {
  const found = new Map<string, IncludeFile>();
  const asked = new Set<string>();
  const read = async (list: string): Promise<void> => {
    for (const path of includedPaths(list)) {
      if (asked.has(path)) continue;
      asked.add(path);
      const file = await readAt(placesOf(path, layout), files);
      if (!file) continue;
      found.set(path, file);
      for (const line of file.text.split('\n')) await read(line);
    }
  };
  for (const file of tables.files) {
    if (file.kind === 'alias-table') for (const { stored } of file.tree.entries) await read(stored);
  }
  for (const { spec, role } of tables.uses) if (role === 'aliases') await read(spec);
  return found;
}

function includedPaths(list: string): string[] {
  if (!list.toLowerCase().includes(':include:')) return [];
  return membersOf(list).flatMap(({ text }) => /:include:(\/[^\s,}]+)/i.exec(text)?.[1] ?? []);
}

async function readAt(uris: readonly string[], files: FileAccess): Promise<IncludeFile | undefined> {
  for (const uri of uris) {
    const text = await files.readText(uri);
    if (text !== undefined) return { uri, text };
  }
  return undefined;
}
