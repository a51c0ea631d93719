import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import { readHostSettings } from '../../hosts/inventory';
import { parseTarget, type Target } from '../../ssh/hostOptions';

/** A host of `mailwright.hosts` in the workspace that a directory is in; else a name that ssh knows, `user@host:port`. */
export async function configuredHost(name: string, directory = '.'): Promise<Target> {
  const settings = await workspaceSettings(resolve(directory));
  const { hosts } = readHostSettings(settings['mailwright.hosts']);
  return hosts.find((host) => host.name === name)?.target ?? parseTarget(name) ?? { host: name };
}

/** `.vscode/settings.json` of the nearest folder upwards that has one: comments and all. */
async function workspaceSettings(directory: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(directory, '.vscode', 'settings.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) return (parse(text) ?? {}) as Record<string, unknown>;
  const parent = dirname(directory);
  return parent === directory ? {} : workspaceSettings(parent);
}
