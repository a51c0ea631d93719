import * as vscode from 'vscode';
import { deploy } from '../deploy/deploy';
import type { DeployResult } from '../deploy/deployIo';
import { rememberRolledBack } from '../deploy/remember';
import { planRollback, undoUnfinished, type Rollback } from '../deploy/rollback';
import type { ServerWork } from '../hosts/hostServices';
import { addressOfSession } from './addressOfSession';
import { conclude } from './conclude';
import type { Deployments } from './deployments';
import { editorDeployIo } from './editorDeployIo';
import { editorFolder } from '../hosts/editorFolder';
import { serverFolder } from '../hosts/serverFolder';

/** "Roll Back Last Deploy": what is unfinished is undone where it stands, what is finished is taken back by a deploy. */
export async function runRollBack(deployments: Deployments, work: ServerWork): Promise<void> {
  work.say(vscode.l10n.t('reading the history'));
  const rollback = await planRollback(work.remote, work.host.installation);
  try {
    const result = await takeBack(deployments, work, rollback);
    if (result) void conclude(work.host.name, result, deployments.log);
  } finally {
    await deployments.view.hide();
  }
}

async function takeBack(
  deployments: Deployments,
  work: ServerWork,
  rollback: Rollback,
): Promise<Omit<DeployResult, 'messages'> | undefined> {
  const { host, remote, signal } = work;
  const { view } = deployments;
  const question = vscode.l10n.t('Take back deploy {0} on {1}?', rollback.entry.id, host.name);
  const ask = (): Promise<boolean> => view.ask(question, vscode.l10n.t('Roll Back'), signal);
  const io = editorDeployIo(work, addressOfSession(remote, host), false, { mayGoOn: ask });
  if (rollback.kind === 'undo') return (await ask()) ? undoUnfinished(remote, rollback.place, io) : undefined;
  const { request } = rollback;
  await view.show({ plan: request.plan, current: new Map(), host: host.name, stops: [], messages: [] });
  const result = await deploy(remote, request, io);
  const folder = result.state === 'new' ? await serverFolder(host) : undefined;
  if (folder) await rememberRolledBack(editorFolder(folder), request);
  return result;
}
