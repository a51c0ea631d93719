import type { Remote } from '../ssh/remote';
import { decode, oneLine } from '../ssh/remoteText';
import type { DeployPlace } from './apply';
import { readRecords } from './records';
import { deployDirectory } from './script/deployScript';

/**
 * Where a test message came to: `seen` in its mailbox by Dovecot, `delivered` as Postfix says, `unseen` where Dovecot
 * looks, `late` when Postfix said nothing in time, `unknown` where it has no log; else it was not delivered.
 */
export const MESSAGE_STATES = [
  'seen',
  'delivered',
  'unknown',
  'unseen',
  'refused',
  'bounced',
  'deferred',
  'expired',
  'undeliverable',
  'late',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export interface TestMessage {
  readonly to: string;
  readonly state: MessageState;
  /** In the words of the server. */
  readonly said: string;
}

/** A deploy is kept with these; after any other state it is undone. */
const KEPT: ReadonlySet<MessageState> = new Set(['seen', 'delivered', 'unknown']);

export const hasArrived = ({ state }: TestMessage): boolean => KEPT.has(state);

/** Sends a message on the server while the deploy waits for its confirmation, and follows it into the mailbox. */
export async function sendTestMessage(remote: Remote, place: DeployPlace, to: string): Promise<TestMessage> {
  const script = `${deployDirectory(place.stateDirectory, place.id)}/script`;
  const { stdout } = await remote.run({ argv: ['sh', script, 'message', to], asRoot: true });
  const [word = '', said = ''] = readRecords(decode(stdout))[0]?.fields ?? [];
  return {
    to,
    state: MESSAGE_STATES.find((state) => state === word) ?? 'late',
    said: oneLine(said).slice(0, 400),
  };
}
