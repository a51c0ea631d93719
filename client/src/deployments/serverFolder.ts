import * as vscode from 'vscode';
import { baseFileOf } from '../deploy/base';
import type { Host } from '../hosts/inventory';

/** Where the directories of the mail programs begin, in a folder that mirrors a server from its root on. */
const SYSTEM_DIRECTORY = /^(.*?)\/etc\/(postfix|dovecot)\//;

/**
 * The folder that holds a server's configuration: the one of the setting, else the nearest around the file in the
 * editor that this host was pulled to or deployed from, else what that file belongs to, else a workspace folder.
 */
export async function serverFolder(host: Host): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (host.folder !== undefined && first) return vscode.Uri.joinPath(first.uri, ...host.folder.split('/'));
  const file = vscode.window.activeTextEditor?.document.uri;
  const around = file && vscode.workspace.getWorkspaceFolder(file);
  if (file && around) {
    const known = await knownFolder(host.name, file, around.uri);
    return known ?? mirrorOf(file, around.uri) ?? around.uri;
  }
  if (folders.length <= 1) return first?.uri;
  const placeHolder = vscode.l10n.t('The folder with the configuration of {0}', host.name);
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
}

async function knownFolder(host: string, file: vscode.Uri, top: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let folder = parentOf(file); folder.path.startsWith(top.path); folder = parentOf(folder)) {
    if (await exists(vscode.Uri.joinPath(folder, ...baseFileOf(host).split('/')))) return folder;
    if (folder.path === top.path || folder.path === '/') break;
  }
  return undefined;
}

function mirrorOf(file: vscode.Uri, top: vscode.Uri): vscode.Uri | undefined {
  const path = SYSTEM_DIRECTORY.exec(file.path)?.[1];
  if (path?.startsWith(top.path)) return file.with({ path });
  return /\/(main|master)\.cf$/.test(file.path) ? parentOf(file) : undefined;
}

const parentOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, '..');

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
