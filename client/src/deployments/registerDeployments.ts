import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { onServer, type HostServices, type ServerWork } from '../hosts/hostServices';
import type { HostRow } from '../hosts/hostsView';
import { DEPLOY_KINDS, runDeploy, wasDeclined, type DeployKind } from './deployCommand';
import { showHistory } from './historyCommand';
import { PlanView } from './planView';
import { runRollBack } from './rollBackCommand';
import type { Deployments } from './deployments';

/** The commands that change servers, and those that tell what they did. */
export function registerDeployments(
  context: vscode.ExtensionContext,
  services: HostServices,
  client: BaseLanguageClient,
): void {
  const view = new PlanView();
  const serverSays = vscode.languages.createDiagnosticCollection('mailwright-server');
  const deployments: Deployments = { client, view, log: services.log, serverSays };
  const run = <T>(
    title: string,
    row: HostRow | undefined,
    act: (work: ServerWork) => Promise<T>,
  ): Promise<T | undefined> => onServer(services, title, row?.host, (work) => unlessDeclined(act(work)));
  const deployAs =
    (kind: DeployKind) =>
    (row?: HostRow): unknown =>
      run(kind.title(), row, (work) => runDeploy(deployments, kind, work));
  const commands: Readonly<Record<string, (row?: HostRow) => unknown>> = {
    'mailwright.deployAndRestart': deployAs(DEPLOY_KINDS.restart),
    'mailwright.deployAndReload': deployAs(DEPLOY_KINDS.reload),
    'mailwright.deployDovecot': deployAs(DEPLOY_KINDS.dovecot),
    'mailwright.dryRun': deployAs(DEPLOY_KINDS.dryRun),
    'mailwright.rollBack': (row) =>
      run(vscode.l10n.t('Roll Back Last Deploy'), row, (work) => runRollBack(deployments, work)),
    'mailwright.deploymentHistory': (row) =>
      run(vscode.l10n.t('Deployment History'), row, (work) => showHistory(services.documents, work)),
  };
  for (const [id, act] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, act));
  }
  context.subscriptions.push(view.register(), serverSays);
}

/** Who says no need not be told that nothing happened. */
async function unlessDeclined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (wasDeclined(error)) return undefined;
    throw error;
  }
}
