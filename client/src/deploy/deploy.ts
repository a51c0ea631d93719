import type { Remote } from '../ssh/remote';
import {
  confirmDeploy,
  followJournal,
  startScript,
  undoDeploy,
  type DeployPlace,
  type Patience,
} from './apply';
import { DeployError } from './errors';
import { refusals, stopping, type Gate, type GateFinding } from './gate';
import { readHistory, recordOf, unfinishedIn } from './history';
import { brokenStep, type EndState, type Journal } from './journal';
import { doorsOf, lookAll, UNDOING, worse, type Outside, type OutsideProblem } from './outside';
import { isEmpty, type Plan } from './plan/model';
import { deployDirectory, type ScriptInput } from './script/deployScript';
import type { ServerMessage } from './serverMessages';
import type { Snapshot, Target } from './snapshot';
import { checkOnServer, reserveDeploy, stage, unstage } from './stage';
import type { TroubleCode } from './troubles';

export const STATE_DIRECTORY = '/var/lib/mailwright';

/** Seconds: the looks from outside and a new connection have their place in it, also on a busy machine. */
const CONFIRM_WITHIN = 120;

export type Phase = 'look' | 'stage' | 'check' | 'apply' | 'verify' | 'confirm' | 'undo';

/** Everything that a deploy asks for and tells, so that an editor and a command line can both lead it. */
export interface DeployIo extends Patience {
  phase(phase: Phase, journal?: Journal): void;
  /** Shows all that speaks for and against, and resolves to whether to go on. */
  mayGoOn(gate: Gate, stops: readonly GateFinding[]): Promise<boolean>;
  /** What the server's programs said about the planned configuration. */
  checked?(messages: readonly ServerMessage[]): void;
  readonly outside?: Outside;
  readonly who: string;
  now(): string;
  /** Unguessable. */
  token(): string;
  readonly signal?: AbortSignal;
}

export interface DeployRequest {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly target: Target;
  readonly findings: readonly GateFinding[];
  /** Seconds. */
  readonly confirmWithin?: number;
  /** Ends after the server's programs have read the planned configuration. */
  readonly dryRun?: boolean;
  readonly takesBack?: string;
}

export interface DeployResult {
  readonly state: EndState | 'unchanged';
  readonly id?: string;
  /** Undefined when all went well. */
  readonly trouble?: { readonly code: TroubleCode; readonly facts: Readonly<Record<string, string>> };
  readonly messages: readonly ServerMessage[];
  /** New warnings in the server's log. */
  readonly warnings: readonly string[];
  readonly outside: readonly { readonly port: number; readonly problem: OutsideProblem }[];
}

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
    await unstage(remote, stateDirectory, id).catch(() => undefined);
    throw error;
  });
  const gate: Gate = { findings, messages, drift: plan.drift };
  const goOn = request.dryRun !== true && (await io.mayGoOn(gate, stopping(gate)));
  if (!goOn) {
    await unstage(remote, stateDirectory, id);
    if (request.dryRun !== true) throw new DeployError('stopped');
    return { state: 'unchanged', messages, warnings: [], outside: [] };
  }
  return { ...(await apply(remote, input, io)), messages };
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
  await unstage(remote, stateDirectory, id.value).catch(() => undefined);
  throw refused.reason as Error;
}

async function refuseUnfinished(remote: Remote, stateDirectory: string): Promise<void> {
  const open = unfinishedIn(await readHistory(remote, stateDirectory));
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

/** From here on the server is changed, and it is the script that does it; nothing can be cancelled. */
async function apply(
  remote: Remote,
  input: ScriptInput,
  io: DeployIo,
): Promise<Omit<DeployResult, 'messages'>> {
  const doors = doorsOf(input.plan.listeners);
  io.phase('look');
  const before = io.outside && (await lookAll(io.outside, doorsOf(input.plan.listenersBefore)));
  io.phase('apply');
  // Whether the command came through is seen in the journal alone.
  await startScript(remote, input).catch(() => undefined);
  const settled = (journal: Journal): boolean => journal.waiting || journal.closed;
  const { status, remote: connection } = await followJournal(remote, input, io, settled, (journal) =>
    io.phase('apply', journal),
  );
  const { journal } = status;
  if (journal.end || !journal.waiting) return resultOf(remote.name, input, journal, []);
  io.phase('verify');
  const after = io.outside && (await lookAll(io.outside, doors));
  const seen = [...(after ?? [])].flatMap(([port, facts]) =>
    worse(before?.get(port), facts, io.outside?.stranger ?? false).map((problem) => ({ port, problem })),
  );
  const bad = seen.filter(({ problem }) => UNDOING.has(problem));
  if (bad.length > 0) return undoFor(connection, input, io, seen, bad);
  return confirm(connection, input, io, seen);
}

type SeenOutside = DeployResult['outside'];

/** Only over a new connection: who can still log in now can also put right what is wrong later. */
async function confirm(
  remote: Remote,
  input: ScriptInput,
  io: DeployIo,
  seen: SeenOutside,
): Promise<Omit<DeployResult, 'messages'>> {
  io.phase('confirm');
  try {
    const fresh = await remote.reconnect();
    await confirmDeploy(fresh, input, input.token);
    await fresh.close();
  } catch {
    // The watchdog goes back; what became of it is read below, as soon as the server answers again.
  }
  const { status } = await followJournal(remote, input, io, ({ closed }) => closed);
  return resultOf(remote.name, input, status.journal, seen);
}

async function undoFor(
  remote: Remote,
  input: ScriptInput,
  io: DeployIo,
  seen: SeenOutside,
  bad: SeenOutside,
): Promise<Omit<DeployResult, 'messages'>> {
  io.phase('undo');
  const reason = bad.map(({ port, problem }) => `${port} ${problem}`).join(', ');
  await undoDeploy(remote, input, 'outside').catch(() => undefined);
  const { status } = await followJournal(remote, input, io, ({ closed }) => closed);
  const result = resultOf(remote.name, input, status.journal, seen);
  return result.state === 'old'
    ? { ...result, trouble: { code: 'undone-outside', facts: { reason } } }
    : result;
}

/** What a journal says a deploy came to, in terms of the user. */
export function resultOf(
  host: string,
  place: DeployPlace,
  journal: Journal,
  seen: SeenOutside,
): Omit<DeployResult, 'messages'> {
  const { end, warnings } = journal;
  const step = brokenStep(journal);
  const facts = {
    host,
    id: place.id,
    step: step?.step ?? end?.why ?? '',
    reason: step?.reason ?? '',
    directory: deployDirectory(place.stateDirectory, place.id),
  };
  const common = { id: place.id, warnings, outside: seen };
  if (!end) return { ...common, state: 'broken', trouble: { code: 'unattended', facts } };
  if (end.state === 'new') return { ...common, state: 'new' };
  if (end.state === 'broken') return { ...common, state: 'broken', trouble: { code: 'broken', facts } };
  return { ...common, state: 'old', trouble: { code: oldCode(journal, end.why), facts } };
}

const OLD_CODES: Readonly<Record<string, TroubleCode>> = {
  locked: 'locked',
  unconfirmed: 'undone-unconfirmed',
  killed: 'undone-killed',
  asked: 'undone-asked',
};

function oldCode(journal: Journal, why: string): TroubleCode {
  const begun = journal.steps.some(({ step }) => step === 'undo');
  return OLD_CODES[why] ?? (begun ? 'undone' : 'not-begun');
}
