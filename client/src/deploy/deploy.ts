import type { Remote } from '../ssh/remote';
import { carryOut } from './carryOut';
import type { DeployIo, DeployRequest, DeployResult } from './deployIo';
import { DeployError } from './errors';
import { refusals, stopping, type Gate } from './gate';
import { readUnfinished, recordOf } from './history';
import { onLine } from './line';
import { isEmpty } from './plan/model';
import type { ScriptInput } from './script/deployScript';
import type { ServerMessage } from './serverMessages';
import { checkOnServer, reserveDeploy, stage, unstage } from './stage';

export const STATE_DIRECTORY = '/var/lib/mailwright';

/** Seconds: the looks from outside and a new connection have their place in it, also on a busy machine. */
const CONFIRM_WITHIN = 120;

/** Leads a deploy through all of its phases. Rejects with a DeployError while nothing has been changed. */
export async function deploy(remote: Remote, request: DeployRequest, io: DeployIo): Promise<DeployResult> {
  const { plan, snapshot, findings } = request;
  if (plan.drift.length > 0) {
    throw new DeployError('drift', {
      host: remote.name,
      paths: plan.drift.map(({ path }) => path).join(' '),
    });
  }
  if (isEmpty(plan)) return { state: 'unchanged', messages: [], warnings: [], outside: [] };
  const stateDirectory = request.target.stateDirectory ?? STATE_DIRECTORY;
  io.phase('stage');
  const id = await reserve(remote, stateDirectory, io);
  const input: ScriptInput = {
    ...{ plan, snapshot, stateDirectory, id, token: io.token() },
    ...{ confirmWithin: request.confirmWithin ?? CONFIRM_WITHIN, limit: 600 },
  };
  const messages = await stageAndCheck(remote, input, request, io).catch(async (error: unknown) => {
    await clearAway(remote, stateDirectory, id);
    throw error;
  });
  const gate: Gate = { findings, messages, drift: plan.drift };
  const goOn = request.dryRun !== true && (await io.mayGoOn(gate, stopping(gate)));
  if (!goOn) {
    await unstage(remote, stateDirectory, id);
    if (request.dryRun !== true) throw new DeployError('stopped');
    return { state: 'unchanged', messages, warnings: [], outside: [] };
  }
  return { ...(await carryOut(remote, input, io, request.testRecipient)), messages };
}

const options = ({ signal }: DeployIo): { signal?: AbortSignal } => (signal ? { signal } : {});

/** A number for the deploy, unless an earlier one has not come to its end; both are asked at once. */
async function reserve(remote: Remote, stateDirectory: string, io: DeployIo): Promise<string> {
  const [id, refused] = await Promise.allSettled([
    reserveDeploy(remote, stateDirectory, options(io)),
    refuseUnfinished(remote, stateDirectory),
  ]);
  if (id.status === 'rejected') throw id.reason as Error;
  if (refused.status === 'fulfilled') return id.value;
  await clearAway(remote, stateDirectory, id.value);
  throw refused.reason as Error;
}

/** Takes away what was staged, over a new connection if need be; what stays all the same is no harm. */
function clearAway(remote: Remote, stateDirectory: string, id: string): Promise<void> {
  return onLine(remote, (line) =>
    unstage(line.remote, stateDirectory, id).catch(async () =>
      unstage(await line.renew(), stateDirectory, id),
    ),
  ).catch(() => undefined);
}

async function refuseUnfinished(remote: Remote, stateDirectory: string): Promise<void> {
  const open = await readUnfinished(remote, stateDirectory);
  if (open)
    throw new DeployError('unfinished', { host: remote.name, id: open.id, who: open.record?.who ?? '?' });
}

async function stageAndCheck(
  remote: Remote,
  input: ScriptInput,
  { takesBack }: DeployRequest,
  io: DeployIo,
): Promise<readonly ServerMessage[]> {
  const record = recordOf(input.plan, input.snapshot, io.who, io.now(), takesBack);
  await stage(remote, input, JSON.stringify(record, null, 2), options(io));
  io.phase('check');
  const messages = await checkOnServer(remote, input, options(io));
  io.checked?.(messages);
  const [refused] = refusals({ messages });
  if (refused) throw new DeployError('check-failed', { host: remote.name, said: refused.text });
  return messages;
}
