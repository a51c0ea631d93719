import * as vscode from 'vscode';
import type { ServedHost } from '../support/hosts/serve.js';

declare const SUITE_HOST: string;
declare const SUITE_DRIVER: string;

/** Without Node the extension reaches no server, and does not offer to. */
export const REACHES_SERVERS = SUITE_HOST !== 'web';

/** The mail server, as the menu of the view hands it over. */
export const MX = {
  name: 'mx',
  target: { host: 'mx' },
  origin: 'ssh-config',
  installation: {},
  folder: 'mx',
};

/** The same server by a name under which nobody has been there before. */
export const NEW_MX = { ...MX, name: 'mx-new', target: { host: 'mx-new' }, folder: 'mx-new' };

async function ask<T>(path: string, body: object): Promise<T | undefined> {
  const response = await fetch(SUITE_DRIVER + path, { method: 'POST', body: JSON.stringify(body) });
  return response.status === 501 ? undefined : ((await response.json()) as T);
}

/** Scenes with a real mail server, the same for all of them, which the extension finds in an ssh_config. */
export function describeOnMailHost(title: string, scenes: () => void): void {
  if (!REACHES_SERVERS) return;
  describe(title, () => {
    before(async function () {
      const host = await mailHost();
      if (!host) return this.skip();
      await useSshConfig(host.config);
    });
    after(() => useSshConfig(undefined));
    scenes();
  });
}

async function useSshConfig(path: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('mailwright');
  await settings.update('sshConfigFile', path, vscode.ConfigurationTarget.Global);
}

/** The password of the user of `NEW_MX`. */
export async function passwordOfAdmin(): Promise<string> {
  const host = await mailHost();
  if (!host) throw new Error('there is no mail server');
  return host.password;
}

/** Files among the settings and the storage of VS Code, and in the workspace, that hold a text. */
export async function filesWith(text: string): Promise<readonly string[]> {
  const found = await ask<{ files?: readonly string[]; error?: string }>('/search', { text });
  if (found?.files === undefined) throw new Error(found?.error ?? 'nobody can search');
  return found.files;
}

/** Undefined where the machine can have none, which is reported (and an error in CI). */
async function mailHost(): Promise<ServedHost | undefined> {
  const host = await ask<ServedHost & { missing?: string; error?: string }>('/mail-host', {});
  if (host?.error !== undefined) throw new Error(`there is no mail server: ${host.error}`);
  if (host?.missing === undefined) return host;
  globalThis.console.info(`suite| NOT RUN: ${host.missing}`);
  return undefined;
}

/** Runs a shell script on it as root. */
export async function onMailHost(script: string): Promise<string> {
  const answer = await ask<{ stdout?: string; error?: string }>('/mail-host/run', { script });
  if (answer?.stdout === undefined) throw new Error(answer?.error ?? 'there is no mail server');
  return answer.stdout;
}
