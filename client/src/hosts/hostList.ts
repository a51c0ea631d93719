import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { listConfigHosts } from '../ssh/configHosts';
import type { ConfigSource } from '../ssh/sshConfig';
import { joinHosts, readHostSettings, type Host } from './inventory';

const SECTION = 'mailwright';

/** Where ssh_config is: the setting, else where ssh itself looks. */
export function configSource(): ConfigSource {
  const file = vscode.workspace.getConfiguration(SECTION).get<string>('sshConfigFile', '').trim();
  return file === '' ? {} : { file: file.replace(/^~(?=\/)/, homedir()) };
}

/** The user's own ssh_config. */
export const configFileOf = (): string => configSource().file ?? join(homedir(), '.ssh', 'config');

/** All hosts that the user has written down, read anew each time: both places are edited by hand. */
export async function allHosts(): Promise<readonly Host[]> {
  const setting = vscode.workspace.getConfiguration(SECTION).get<unknown>('hosts');
  return joinHosts(readHostSettings(setting).hosts, await listConfigHosts(configFileOf()));
}

/** Mistakes in the setting, each as its place. */
export function hostSettingProblems(): readonly string[] {
  return readHostSettings(vscode.workspace.getConfiguration(SECTION).get<unknown>('hosts')).problems;
}

/** Calls back when the hosts may be others. */
export function watchHosts(changed: () => void): vscode.Disposable {
  const file = configFileOf();
  const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (['hosts', 'sshConfigFile'].some((name) => event.affectsConfiguration(`${SECTION}.${name}`)))
        changed();
    }),
  );
}
