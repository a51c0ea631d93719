import { isRemoteError, messageOf, type RemoteProblemKind } from '../ssh/errors';
import type { Remote } from '../ssh/remote';
import {
  ATTEMPTS,
  confirmDeploy,
  fetchStatus,
  followJournal,
  startScript,
  undoDeploy,
  type DeployPlace,
} from './apply';
import type { DeployIo, DeployResult } from './deployIo';
import { brokenStep, type Journal } from './journal';
import { onLine, type Line } from './line';
import { doorsOf, lookAll, UNDOING, worse } from './outside';
import { deployDirectory, type ScriptInput } from './script/deployScript';
import { hasArrived, sendTestMessage, type TestMessage } from './testMessage';
import type { TroubleCode } from './troubles';

type CarriedOut = Omit<DeployResult, 'messages'>;

/** What was found in the new state. */
interface Found {
  readonly seen: DeployResult['outside'];
  readonly message?: TestMessage;
}

/** From here on the server is changed, and it is the script that does it; nothing can be cancelled. */
export function carryOut(
  remote: Remote,
  input: ScriptInput,
  io: DeployIo,
  testRecipient?: string,
): Promise<CarriedOut> {
  return onLine(remote, (line) => changeOver(line, input, io, testRecipient));
}

async function changeOver(
  line: Line,
  input: ScriptInput,
  io: DeployIo,
  testRecipient: string | undefined,
): Promise<CarriedOut> {
  const { outside } = io;
  io.phase('look');
  const before = outside && (await lookAll(outside, doorsOf(input.plan.listenersBefore)));
  io.phase('apply');
  // Whether the command came through is seen in the journal alone.
  await startScript(line.remote, input).catch(() => undefined);
  const settled = ({ waiting, closed }: Journal): boolean => waiting || closed;
  const { journal } = await followJournal(line, input, io, settled, (seen) => io.phase('apply', seen));
  if (journal.end) return resultOf(line.remote.name, input, journal);
  // Nobody works on it any more: the server was restarted, or the script never began and must not begin later.
  if (!journal.waiting) return undoUnattended(line, input, io);
  io.phase('verify');
  const after = outside && (await lookAll(outside, doorsOf(input.plan.listeners)));
  const seen = [...(after ?? [])].flatMap(([port, facts]) =>
    worse(before?.get(port), facts, outside?.stranger ?? false).map((problem) => ({ port, problem })),
  );
  const bad = seen.filter(({ problem }) => UNDOING.has(problem));
  if (bad.length > 0) {
    const reason = bad.map(({ port, problem }) => `${port} ${problem}`).join(', ');
    return goBack(line, input, io, { code: 'undone-outside', reason, seen });
  }
  const message = testRecipient === undefined ? undefined : await tryMail(line, input, io, testRecipient);
  const found: Found = { seen, ...(message && { message }) };
  if (message && !hasArrived(message)) {
    const reason = `${message.to}: ${message.state} ${message.said}`.trim();
    return goBack(line, input, io, { code: 'undone-message', reason, ...found });
  }
  io.phase('confirm');
  const reason = await confirmOverNewConnection(line, input, io);
  if (reason !== undefined) return goBack(line, input, io, { code: 'undone-unconfirmed', reason, ...found });
  const end = await followJournal(line, input, io, ({ closed }) => closed);
  return resultOf(line.remote.name, input, end.journal, found);
}

/** Where no answer comes at all, the message has not arrived in time. */
async function tryMail(line: Line, input: ScriptInput, io: DeployIo, to: string): Promise<TestMessage> {
  io.phase('message');
  try {
    return await sendTestMessage(line.remote, input, to);
  } catch {
    return { to, state: 'late', said: '' };
  }
}

/** Whoever refuses a new connection will not have another opinion a little later. */
const REFUSED: readonly RemoteProblemKind[] = [
  'host-key-unknown',
  'host-key-changed',
  'host-key-revoked',
  'host-key-authority',
  'login-failed',
  'login-cancelled',
  'sudo-refused',
  'sudo-cancelled',
];

/**
 * Only over a new connection: who can still log in now can also put right what is wrong later. Tries as long as the
 * server waits, and resolves to the reason when a new connection is refused.
 */
async function confirmOverNewConnection(
  line: Line,
  input: ScriptInput,
  io: DeployIo,
): Promise<string | undefined> {
  const { remote: old } = line;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await confirmDeploy(await line.renew(), input, input.token);
      return undefined;
    } catch (error) {
      if (REFUSED.some((kind) => isRemoteError(error, kind))) return messageOf(error);
    }
    const status = await fetchStatus(old, input).catch(() => undefined);
    if (status?.journal.end) return undefined;
    await io.wait(2000);
  }
  return undefined;
}

/** Takes back what nobody on the server attends to, and resolves to what came of it. */
export async function undoUnattended(line: Line, place: DeployPlace, io: DeployIo): Promise<CarriedOut> {
  io.phase('undo');
  // Whether it came through is seen in the journal, which is read over a new connection if need be.
  await undoDeploy(line.remote, place, 'unattended').catch(() => undefined);
  const { journal } = await followJournal(line, place, io, ({ closed }) => closed);
  return resultOf(line.remote.name, place, journal);
}

interface Cause extends Found {
  readonly code: TroubleCode;
  readonly reason: string;
}

async function goBack(
  line: Line,
  input: ScriptInput,
  io: DeployIo,
  { code, reason, ...found }: Cause,
): Promise<CarriedOut> {
  io.phase('undo');
  // When it does not come through, nobody confirms, and the watchdog goes back.
  await undoDeploy(line.remote, input, code.replace('undone-', '')).catch(() => undefined);
  const { journal } = await followJournal(line, input, io, ({ closed }) => closed);
  const result = resultOf(line.remote.name, input, journal, found);
  return result.state === 'old' ? { ...result, trouble: { code, facts: { reason } } } : result;
}

/** What a journal says a deploy came to, in terms of the user. */
export function resultOf(
  host: string,
  place: DeployPlace,
  journal: Journal,
  { seen, message }: Found = { seen: [] },
): CarriedOut {
  const { end, warnings } = journal;
  const step = brokenStep(journal);
  const facts = {
    host,
    id: place.id,
    step: step?.step ?? end?.why ?? '',
    reason: step?.reason ?? '',
    directory: deployDirectory(place.stateDirectory, place.id),
  };
  const common = { id: place.id, warnings, outside: seen, ...(message && { message }) };
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
  unattended: 'undone-killed',
};

function oldCode({ steps }: Journal, why: string): TroubleCode {
  if (steps.every(({ step }) => step === 'undo') && why === 'unattended') return 'not-started';
  const undone = steps.some(({ step }) => step === 'undo');
  return OLD_CODES[why] ?? (undone ? 'undone' : 'not-begun');
}
