import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LIVE_SERVERS, type LiveServerParams, type LiveServersParams } from '../../../server/src/protocol';
import { baseFileOf } from '../deploy/base';
import type { KnownServer } from './factsStore';
import type { HostServices } from './hostServices';
import type { Host } from './inventory';
import { hostRoot } from './serverDocuments';
import { mirrorOf } from './serverFolder';

/** Tells the language server what the connected servers say of themselves, again whenever that changes. */
export function tellLiveServers(services: HostServices, client: BaseLanguageClient): vscode.Disposable {
  const tell = async (): Promise<void> => {
    if (!client.isRunning()) return;
    const servers = await Promise.all(services.facts.known.map(paramsOf));
    const params: LiveServersParams = { servers };
    await client.sendNotification(LIVE_SERVERS, params);
  };
  // Which folder is whose may change with these.
  const watcher = vscode.workspace.createFileSystemWatcher('**/{main.cf,base.json}', false, true, false);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(() => void tell()),
    watcher.onDidDelete(() => void tell()),
    services.onDidLearn(() => void tell()),
    client.onDidChangeState(() => void tell()),
  );
}

async function paramsOf({ host, facts: { postfix, dovecot } }: KnownServer): Promise<LiveServerParams> {
  const folders = await foldersOf(host);
  return {
    name: host.name,
    roots: [hostRoot(host.name), ...folders].map(String),
    ...(postfix && {
      postfix: {
        version: postfix.version,
        values: Object.fromEntries(postfix.values),
        defaults: Object.fromEntries(postfix.defaults),
      },
    }),
    ...(dovecot && { dovecot }),
  };
}

/**
 * The folders whose files are this server's: the one of the setting, else those that were pulled from it or deployed
 * to it, else the only one that there is.
 */
async function foldersOf(host: Host): Promise<readonly vscode.Uri[]> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) return [];
  if (host.folder !== undefined) return [vscode.Uri.joinPath(first.uri, ...host.folder.split('/'))];
  const memories = await find(`**/${baseFileOf(host.name)}`, null);
  if (memories.length > 0) return memories.map((uri) => vscode.Uri.joinPath(uri, '..', '..', '..'));
  const configurations = await find('**/main.cf', undefined);
  const [only] = configurations;
  return only && configurations.length === 1 ? [mirrorOf(only, first.uri) ?? first.uri] : [];
}

/** Nothing where the file system cannot be searched. */
async function find(pattern: string, exclude: null | undefined): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles(pattern, exclude);
  } catch {
    return [];
  }
}
