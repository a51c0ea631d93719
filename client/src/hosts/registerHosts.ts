import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { compareWithServer } from './commands/compareWithServer';
import { pullFromServer } from './commands/pullFromServer';
import { showFacts } from './commands/showFacts';
import { showListing } from './commands/showListing';
import { configFileOf, hostSettingProblems } from './hostList';
import { createHostServices, onServer, type HostServices } from './hostServices';
import { showHosts, type HostRow } from './hostsView';
import { LISTINGS } from './listings';
import { tellLiveServers } from './liveServers';
import { forgetSecrets } from './forgetSecrets';

/** All that the editor can do with servers, where it runs on a machine that can reach them. */
export function registerHosts(context: vscode.ExtensionContext, client: BaseLanguageClient): HostServices {
  const services = createHostServices(context);
  const { pool, secrets, log } = services;
  const commands: Readonly<Record<string, (row?: HostRow) => unknown>> = {
    'mailwright.connect': (row) =>
      onServer(services, vscode.l10n.t('Connect'), row?.host, ({ remote }) => Promise.resolve(remote)),
    'mailwright.disconnect': (row) => (row ? pool.disconnect(row.host) : pool.disconnectAll()),
    'mailwright.refreshHosts': () => services.refresh(),
    'mailwright.editHosts': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', 'mailwright.hosts'),
    'mailwright.openSshConfig': () => vscode.window.showTextDocument(vscode.Uri.file(configFileOf())),
    'mailwright.showServerSettings': (row) => showListing(services, LISTINGS.settings, row?.host),
    'mailwright.showServerServices': (row) => showListing(services, LISTINGS.services, row?.host),
    'mailwright.showServerDovecot': (row) => showListing(services, LISTINGS.dovecot, row?.host),
    'mailwright.showServerFacts': (row) => showFacts(services, row?.host),
    'mailwright.compareWithServer': (row) => compareWithServer(services, client, row?.host),
    'mailwright.pullFromServer': (row) => pullFromServer(services, row?.host),
    'mailwright.forgetSecrets': () => forgetSecrets(secrets),
    'mailwright.showServerLog': () => log.show(),
  };
  for (const [id, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  context.subscriptions.push(showHosts(services), tellLiveServers(services, client));
  warnOfSettings();
  return services;
}

/** A host with a mistake in its settings is missing everywhere; why, is told once. */
function warnOfSettings(): void {
  const problems = hostSettingProblems();
  if (problems.length === 0) return;
  const places = problems.join(', ');
  void vscode.window.showWarningMessage(
    vscode.l10n.t('These places in mailwright.hosts cannot be read: {0}', places),
  );
}
