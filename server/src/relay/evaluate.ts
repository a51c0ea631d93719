import { pathToAddress, rewriteAddress } from './addressTokens';
import {
  beforeCommand,
  clientList,
  decidesAtOnce,
  heloList,
  pendingRefusal,
  refusesToServe,
  resetForList,
  runNamed,
  type Refusal,
} from './dialogue';
import { refusesEtrn } from './etrn';
import { resolve } from './resolve';
import { runList } from './runList';
import type { Scenario } from './scenario';
import { Session, type Decision, type Oracle } from './session';
import type { ServiceSettings } from './settings';
import { rejectUnlistedRecipient, rejectUnlistedSender } from './unlisted';
import type { Outcome, Stage, TraceStep } from './verdict';

/** What smtpd answers to ETRN, or to one recipient of one message, up to its end. Ends, and never throws. */
export function evaluate(settings: ServiceSettings, scenario: Scenario, oracle: Oracle): Outcome {
  const addresses = {
    sender: pathToAddress(scenario.sender),
    recipient: pathToAddress(scenario.recipient),
  };
  const session = new Session(settings, { ...scenario, ...addresses }, oracle);
  const { etrn } = scenario;
  const refusal =
    refusesToServe(session) ?? (etrn === undefined ? refusesMail(session) : refusesEtrn(session, etrn));
  const { trace } = session;
  if (!refusal) return etrn === undefined ? accepted(trace, RELAY, 'rcpt') : accepted(trace, ETRN, 'etrn');
  const code = refusal.code >= 500 && settings.yes('soft_bounce') ? refusal.code - 100 : refusal.code;
  return { ...refusal, kind: code >= 500 || code === 0 ? 'reject' : 'defer', code, trace };
}

/** The list of the matter says who may; without a permit in it, the last one does. */
function accepted(trace: readonly TraceStep[], list: string, stage: Stage): Outcome {
  const permits = trace.filter(({ result, depth }) => result === 'permit' && depth === 0);
  const step = permits.find((one) => one.list === list) ?? permits[permits.length - 1];
  const at = step?.at ?? step?.match?.at;
  return { kind: 'permit', code: 250, by: step?.restriction ?? '', stage, trace, ...(at && { at }) };
}

const RELAY = 'smtpd_relay_restrictions';
const RECIPIENT = 'smtpd_recipient_restrictions';
const ETRN = 'smtpd_etrn_restrictions';

function refusesMail(session: Session): Refusal | undefined {
  return (
    beforeCommand(session, 'mail') ?? atSender(session) ?? atRecipient(session) ?? afterRecipient(session)
  );
}

/** MAIL; its list usually waits for the recipient. */
function atSender(session: Session): Refusal | undefined {
  if (isMalformed(session, session.scenario.sender))
    return { code: 501, by: 'bad sender address', stage: 'mail' };
  if (!decidesAtOnce(session.settings)) return undefined;
  session.known = { helo: true, sender: true, recipient: false };
  const refusal = senderList(session, 'mail');
  session.known = { helo: true, sender: true, recipient: true };
  return refusal;
}

function isMalformed(session: Session, address: string): boolean {
  if (address === '') return false;
  return resolve(session, address).malformed;
}

function atRecipient(session: Session): Refusal | undefined {
  const { recipient } = session.scenario;
  if (recipient === '') return { code: 501, by: 'bad recipient address', stage: 'rcpt' };
  if (isMalformed(session, recipient)) return { code: 501, by: 'bad recipient address', stage: 'rcpt' };
  if (isAlwaysAccepted(session, recipient)) return undefined;
  if (!decidesAtOnce(session.settings)) {
    const early = clientList(session, 'rcpt') ?? heloList(session, 'rcpt') ?? senderList(session, 'rcpt');
    if (early) return early;
  }
  resetForList(session);
  return mayRelay(session) ?? pendingRefusal(session, 'rcpt') ?? unlistedRecipient(session);
}

function mayRelay(session: Session): Refusal | undefined {
  const { settings } = session;
  if (lacksRelayList(settings)) return runNamed(session, RECIPIENT, 'rcpt') ?? tryRelayList(session);
  const [first, second] = relayFirst(settings) ? [RELAY, RECIPIENT] : [RECIPIENT, RELAY];
  return runNamed(session, first, 'rcpt') ?? runNamed(session, second, 'rcpt');
}

function relayFirst(settings: ServiceSettings): boolean {
  return settings.isAtLeast('3.6') && settings.yes('smtpd_relay_before_recipient_restrictions');
}

/** Below compatibility level 1, where nothing sets it, the relay list is empty. */
function lacksRelayList(settings: ServiceSettings): boolean {
  return !settings.isSet(RELAY) && settings.text(RELAY) === '';
}

/** What the relay list says by default from level 1 on, up to its last word. */
const DEFAULT_RELAY_LIST = ['permit_mynetworks', 'permit_sasl_authenticated', 'permit_auth_destination'];

/**
 * Behind the recipient list smtpd tries what the default of level 1 would say, only to log who would be refused by it
 * (COMPATIBILITY_README, smtpd_relay_restrictions). What fails in it refuses all the same; it permits nothing.
 */
function tryRelayList(session: Session): Refusal | undefined {
  const before = session.trace.length;
  const words = DEFAULT_RELAY_LIST.map((text) => ({ text }));
  const decision = runList(session, words, RELAY, undefined);
  if (decision.kind !== 'refuse') {
    session.trace.length = before;
    return undefined;
  }
  const by = session.trace[session.trace.length - 1]?.restriction ?? RELAY;
  return { code: decision.code, by, stage: 'rcpt' };
}

/** The bare word `postmaster`, and the sender of address probes. */
function isAlwaysAccepted({ rewriter, settings }: Session, recipient: string): boolean {
  if (recipient.toLowerCase() === 'postmaster') return true;
  const prober = settings.text('address_verify_sender');
  return prober !== '' && rewriteAddress(prober, rewriter).toLowerCase() === recipient.toLowerCase();
}

function senderList(session: Session, stage: Stage): Refusal | undefined {
  session.senderChecked = false;
  resetForList(session);
  const refusal = runNamed(session, 'smtpd_sender_restrictions', stage);
  if (refusal || !session.settings.yes('smtpd_reject_unlisted_sender') || session.discarded) return refusal;
  return implied(session, 'smtpd_reject_unlisted_sender', stage, rejectUnlistedSender(session));
}

function unlistedRecipient(session: Session): Refusal | undefined {
  if (!session.settings.yes('smtpd_reject_unlisted_recipient') || session.discarded) return undefined;
  return implied(session, 'smtpd_reject_unlisted_recipient', 'rcpt', rejectUnlistedRecipient(session));
}

/** A restriction that a parameter adds to the end of the lists. */
function implied(session: Session, name: string, stage: Stage, decision: Decision): Refusal | undefined {
  if (decision.kind !== 'refuse') return undefined;
  const { match } = session;
  const at = session.settings.placeOf(name);
  session.trace.push({
    list: name,
    restriction: name.replace('smtpd_', ''),
    result: decision.code >= 500 ? 'reject' : 'defer',
    code: decision.code,
    depth: 0,
    ...(at && { at }),
    ...(match && { match }),
  });
  return { code: decision.code, by: name.replace('smtpd_', ''), stage, ...(at && { at }) };
}

/** DATA and the end of the message still refuse what was accepted. */
function afterRecipient(session: Session): Refusal | undefined {
  for (const [name, stage] of AFTERWARDS) {
    session.deferIfPermit = undefined;
    resetForList(session);
    const refusal = runNamed(session, name, stage) ?? pendingRefusal(session, stage);
    if (refusal) return refusal;
  }
  return undefined;
}

const AFTERWARDS = [
  ['smtpd_data_restrictions', 'data'],
  ['smtpd_end_of_data_restrictions', 'end-of-data'],
] as const;
