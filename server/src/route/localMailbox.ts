import type { Program } from './program';
import type { End, Route, RouteStep } from './types';

/** Before the mailbox of a user is looked for; what follows needs the users of the system. */
const MAILBOX_TRANSPORT = { maps: 'mailbox_transport_maps', parameter: 'mailbox_transport' } as const;

export interface MailboxOwner {
  readonly recipient: string;
  /** The local part without extension, in small letters. */
  readonly user: string;
  /** Next hop of the recipient, which transports of mailboxes inherit. */
  readonly nexthop: string;
}

/** Who puts the mail of a user into his mailbox: local(8) itself, or the transport that a setting names. */
export function mailboxOf(owner: MailboxOwner, local: Program, before: readonly RouteStep[]): Route {
  const { recipient, user } = owner;
  const { maps, parameter } = MAILBOX_TRANSPORT;
  const steps = [...before];
  const end = (outcome: End): Route => ({ address: recipient, steps, outcome });
  const answer = local.findKey(maps, 'exact', user);
  switch (answer.kind) {
    case 'failed':
      return end({ kind: 'deferred', recipient, reason: 'lookup', text: maps });
    case 'found': {
      const { key, value, place } = answer;
      steps.push(chosen({ subject: user, parameter: maps, key, result: value }, place));
      return end(handed(owner, value));
    }
    case 'untold':
      steps.push({ kind: 'untold', subject: user, parameter: maps, result: '', reason: answer.reason });
      break;
    case 'absent':
  }
  const value = local.text(parameter);
  if (value === '') return end({ kind: 'stored', how: 'user', recipient, target: user });
  steps.push(chosen({ subject: user, parameter, result: value }, local.placeOf(parameter)));
  return end(handed(owner, value));
}

function chosen(step: Omit<RouteStep, 'kind' | 'place'>, place: RouteStep['place']): RouteStep {
  return { kind: 'chosen', ...step, ...(place && { place }) };
}

/** `transport:nexthop` */
function handed({ recipient, nexthop }: MailboxOwner, value: string): End {
  const [transport = '', ...rest] = value.split(':');
  return { kind: 'handed', recipient, transport, nexthop: rest.join(':') || nexthop };
}
