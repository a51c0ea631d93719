import * as vscode from 'vscode';
import { compare, type Comparison, type CompareOptions } from '../deploy/comparison';
import { deploy } from '../deploy/deploy';
import type { DeployResult } from '../deploy/deployIo';
import { DeployError } from '../deploy/errors';
import { stopping, type GateFinding } from '../deploy/gate';
import { mergeDrift } from '../deploy/mergeDrift';
import { rememberDeployed } from '../deploy/remember';
import type { Product } from '../deploy/scope';
import type { Target } from '../deploy/snapshot';
import { askOwnAddress, isStranger } from '../deploy/stranger';
import { tellToOpenFolder } from '../hosts/commands/tellToOpenFolder';
import type { ServerWork } from '../hosts/hostServices';
import { addressOfSession } from './addressOfSession';
import type { Deployments } from './deployments';
import { conclude } from './conclude';
import { editorDeployIo } from './editorDeployIo';
import { editorFolder } from '../hosts/editorFolder';
import { gateFindings } from './gateFindings';
import { serverFolder } from '../hosts/serverFolder';
import { showServerMessages } from './serverDiagnostics';

/** One of the commands that deploy. */
export interface DeployKind {
  readonly title: () => string;
  readonly wanted: NonNullable<CompareOptions['wanted']>;
  readonly only?: Product;
  readonly dryRun?: boolean;
}

export const DEPLOY_KINDS = {
  restart: {
    title: () => vscode.l10n.t('Deploy & restart Postfix'),
    wanted: { postfix: 'restart' },
    only: 'postfix',
  },
  reload: {
    title: () => vscode.l10n.t('Deploy & Reload'),
    wanted: { postfix: 'reload', dovecot: 'reload' },
  },
  dovecot: {
    title: () => vscode.l10n.t('Deploy Dovecot'),
    wanted: { dovecot: 'reload' },
    only: 'dovecot',
  },
  dryRun: { title: () => vscode.l10n.t('Dry Run'), wanted: {}, dryRun: true },
} as const satisfies Record<string, DeployKind>;

/** Everything of one run. */
interface Run extends ServerWork {
  readonly deployments: Deployments;
  readonly kind: DeployKind;
  readonly folder: vscode.Uri;
  readonly target: Target;
}

/** Plan, gate, deploy and its end. Undefined when there was nothing to deploy from. */
export async function runDeploy(
  deployments: Deployments,
  kind: DeployKind,
  work: ServerWork,
): Promise<DeployResult | undefined> {
  const folder = await serverFolder(work.host);
  if (!folder) return tellToOpenFolder();
  await saveBelow(folder);
  const target = work.host.installation;
  const run: Run = { ...work, deployments, kind, folder, target };
  const comparison = await mergedWhereWanted(run, await compared(run));
  if (!comparison) return undefined;
  try {
    return await lead(run, comparison);
  } finally {
    await deployments.view.hide();
  }
}

async function saveBelow(folder: vscode.Uri): Promise<void> {
  const open = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.toString().startsWith(`${folder.toString()}/`),
  );
  for (const document of open) await document.save();
}

function compared(run: Run, overwrite = false): Promise<Comparison> {
  const { remote, folder, target, kind, signal } = run;
  run.say(vscode.l10n.t('comparing'));
  return compare(remote, editorFolder(folder), target, {
    wanted: kind.wanted,
    ...(kind.only && { only: kind.only }),
    overwrite,
    signal,
  });
}

/** What was changed on the server meanwhile is taken in first, or overwritten on purpose, or nothing is deployed. */
async function mergedWhereWanted(run: Run, comparison: Comparison): Promise<Comparison | undefined> {
  if (comparison.plan.drift.length === 0) return comparison;
  const { deployments, host, folder, signal } = run;
  const { plan, current, placement } = comparison;
  const local = { folder, placement };
  await deployments.view.show({ plan, current, host: host.name, local, stops: [], messages: [] });
  const question = vscode.l10n.t('Somebody changed files on {0} since the last pull. Merge?', host.name);
  run.say(vscode.l10n.t('waiting for your answer'));
  const [merge, overwrite] = [vscode.l10n.t('Merge'), vscode.l10n.t('Overwrite…')];
  const chosen = await deployments.view.choose(question, [merge, overwrite], signal);
  if (chosen === overwrite && !(await mayOverwrite(run))) return undefined;
  await deployments.view.hide();
  if (chosen === merge) await mergeDrift(run.remote, comparison);
  return chosen === undefined ? undefined : compared(run, chosen === overwrite);
}

async function mayOverwrite({ host }: Run): Promise<boolean> {
  const prompt = vscode.l10n.t(
    'What somebody changed on {0} will be lost. To overwrite it, type the name of the host: {0}',
    host.name,
  );
  return (await vscode.window.showInputBox({ prompt, ignoreFocusOut: true })) === host.name;
}

async function lead(run: Run, comparison: Comparison): Promise<DeployResult> {
  const { deployments, kind, host, remote, folder, target } = run;
  const { testRecipient } = target;
  const { plan, snapshot, current, placement } = comparison;
  run.say(vscode.l10n.t('the analysis reads the folder'));
  const findings = await gateFindings(deployments.client, folder, comparison);
  const stops = stopping({ findings });
  const shown = { plan, current, host: host.name, local: { folder, placement }, stops };
  await deployments.view.show({ ...shown, messages: [] });
  const stranger = isStranger(await askOwnAddress(remote), comparison);
  const io = editorDeployIo(run, addressOfSession(remote, host), stranger, {
    checked: (messages) => showServerMessages(deployments.serverSays, messages, folder, placement),
    mayGoOn: async (gate) => {
      await deployments.view.show({ ...shown, messages: gate.messages });
      return mayGoOn(run, stops);
    },
  });
  const request = {
    ...{ plan, snapshot, target, findings, dryRun: kind.dryRun === true },
    ...(testRecipient !== undefined && { testRecipient }),
  };
  const result = await deploy(remote, request, io);
  if (result.state === 'new') await rememberDeployed(comparison);
  if (result.state === 'unchanged') await tellUnchanged(run, comparison, stops, result);
  else void conclude(host.name, result, deployments.log);
  return result;
}

async function mayGoOn(run: Run, stops: readonly GateFinding[]): Promise<boolean> {
  const { deployments, host, kind, signal } = run;
  run.say(vscode.l10n.t('waiting for your answer'));
  const question = vscode.l10n.t('{0}: bring the plan to {1}?', kind.title(), host.name);
  if (!(await deployments.view.ask(question, vscode.l10n.t('Deploy'), signal))) return false;
  if (stops.length === 0) return true;
  const prompt = vscode.l10n.t(
    'Findings speak against it ({0}). To deploy all the same, type the name of the host: {1}',
    [...new Set(stops.map(({ rule }) => rule))].join(', '),
    host.name,
  );
  return (await vscode.window.showInputBox({ prompt, ignoreFocusOut: true })) === host.name;
}

async function tellUnchanged(
  { kind, host, deployments, signal }: Run,
  { plan, current }: Comparison,
  stops: readonly GateFinding[],
  { messages }: DeployResult,
): Promise<void> {
  if (!kind.dryRun || plan.changes.length === 0) {
    const message = vscode.l10n.t('Nothing to do: {0} has what is here.', host.name);
    void vscode.window.showInformationMessage(message);
    return;
  }
  await deployments.view.show({ plan, current, host: host.name, stops, messages });
  const accepted = vscode.l10n.t(
    'The programs on {0} accept this configuration. Nothing was changed.',
    host.name,
  );
  const stopped = vscode.l10n.t(
    'These findings would stop the deploy to {0}. Nothing was changed.',
    host.name,
  );
  const close = vscode.l10n.t('Close the Plan');
  await deployments.view.ask(stops.length > 0 ? stopped : accepted, close, signal);
}

/** Refused before anything happened, because the user said no. */
export const wasDeclined = (error: unknown): boolean =>
  error instanceof DeployError && error.code === 'stopped';
