import * as vscode from 'vscode';
import { DeployError } from '../../deploy/errors';
import { pull, type PullOptions, type Pulled } from '../../deploy/pull';
import { editorFolder } from '../editorFolder';
import { onServer, type HostServices, type ServerWork } from '../hostServices';
import type { Host } from '../inventory';
import { serverFolder } from '../serverFolder';
import { tellToOpenFolder } from './tellToOpenFolder';

/** "Pull Configuration from Server": its files into the workspace, secrets only when they are asked for. */
export function pullFromServer(
  services: HostServices,
  chosen: Host | undefined,
  options: PullOptions = {},
): Promise<Pulled | undefined> {
  const title = vscode.l10n.t('Pull Configuration from Server');
  return onServer(services, title, chosen, async (work) => {
    const folder = await serverFolder(work.host);
    if (!folder) return tellToOpenFolder();
    work.say(vscode.l10n.t('reading its configuration'));
    const pulled = await pullOrAsk(work, folder, options);
    if (pulled) void tell(services, work.host, pulled);
    return pulled;
  });
}

async function pullOrAsk(
  work: ServerWork,
  folder: vscode.Uri,
  options: PullOptions,
): Promise<Pulled | undefined> {
  const { host, remote, signal } = work;
  try {
    return await pull(remote, editorFolder(folder), host.installation, { ...options, signal });
  } catch (error) {
    if (!(error instanceof DeployError) || error.code !== 'local-edits') throw error;
    const detail = (error.facts['paths'] ?? '').split(' ').join('\n');
    const overwrite = vscode.l10n.t('Overwrite');
    const message = vscode.l10n.t('A pull would overwrite what was edited here.');
    const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, overwrite);
    return answer === overwrite ? pullOrAsk(work, folder, { ...options, overwrite: true }) : undefined;
  }
}

async function tell(services: HostServices, host: Host, pulled: Pulled): Promise<void> {
  const { written, removed, secrets } = pulled;
  const done = vscode.l10n.t(
    '{0}: {1} files pulled, {2} removed.',
    host.name,
    written.length,
    removed.length,
  );
  if (secrets.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  const left = vscode.l10n.t('{0} with secrets were left there.', secrets.length);
  const more = vscode.l10n.t('Pull Secrets Too');
  if ((await vscode.window.showInformationMessage(`${done} ${left}`, more)) !== more) return;
  const question = vscode.l10n.t('Private keys and passwords will lie in this folder. Pull them?');
  const options = { modal: true, detail: secrets.join('\n') };
  if ((await vscode.window.showWarningMessage(question, options, more)) !== more) return;
  await pullFromServer(services, host, { secrets: true });
}
