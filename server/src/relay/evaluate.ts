import { pathToAddress, rewriteAddress } from './addressTokens';
import { resolve } from './resolve';
import { runList } from './runList';
import type { Scenario } from './scenario';
import { PASS, Session, type Decision, type Known, type Oracle } from './session';
import type { ServiceSettings } from './settings';
import { canStart } from './startUp';
import { rejectUnlistedRecipient, rejectUnlistedSender } from './unlisted';
import type { Outcome, Place, Stage, TraceStep } from './verdict';

/** A dialogue that smtpd ended. */
interface Refusal {
  readonly code: number;
  readonly by: string;
  readonly stage: Stage;
  readonly at?: Place;
}

/** The lists in which a bare table asks for something; in the others it is a mistake. */
const BARE_TABLES: Readonly<Record<string, string>> = {
  smtpd_client_restrictions: 'check_client_access',
  smtpd_helo_restrictions: 'check_helo_access',
  smtpd_sender_restrictions: 'check_sender_access',
  smtpd_relay_restrictions: 'check_recipient_access',
  smtpd_recipient_restrictions: 'check_recipient_access',
  smtpd_etrn_restrictions: 'check_etrn_access',
};

/** What smtpd answers to one recipient of one message, up to the end of the message. Ends, and never throws. */
export function evaluate(settings: ServiceSettings, scenario: Scenario, oracle: Oracle): Outcome {
  const addresses = {
    sender: pathToAddress(scenario.sender),
    recipient: pathToAddress(scenario.recipient),
  };
  const session = new Session(settings, { ...scenario, ...addresses }, oracle);
  const refusal =
    refusesToServe(session) ?? beforeRecipient(session) ?? atRecipient(session) ?? afterRecipient(session);
  const { trace } = session;
  if (!refusal) return accepted(trace);
  const code = refusal.code >= 500 && settings.yes('soft_bounce') ? refusal.code - 100 : refusal.code;
  return { ...refusal, kind: code >= 500 || code === 0 ? 'reject' : 'defer', code, trace };
}

/** The relay list says who may relay; without a permit in it, the last one does. */
function accepted(trace: readonly TraceStep[]): Outcome {
  const permits = trace.filter(({ result, depth }) => result === 'permit' && depth === 0);
  const step = permits.find(({ list }) => list === RELAY) ?? permits[permits.length - 1];
  const at = step?.at ?? step?.match?.at;
  return { kind: 'permit', code: 250, by: step?.restriction ?? '', stage: 'rcpt', trace, ...(at && { at }) };
}

/** What stands between a client and every list. */
function refusesToServe(session: Session): Refusal | undefined {
  const { settings, scenario } = session;
  if (!canStart(settings)) return { code: 0, by: 'smtpd does not start', stage: 'start' };
  if (scenario.client.tls) return undefined;
  if (settings.yes('smtpd_tls_wrappermode'))
    return {
      code: 0,
      by: 'smtpd_tls_wrappermode',
      stage: 'connect',
      ...placed(settings, 'smtpd_tls_wrappermode'),
    };
  return undefined;
}

function placed(settings: ServiceSettings, name: string): { readonly at?: Place } {
  const at = settings.placeOf(name);
  return at ? { at } : {};
}

const NOTHING: Known = { helo: false, sender: false, recipient: false };

/** Connect, HELO and MAIL; with `smtpd_delay_reject = yes` their lists wait for the recipient. */
function beforeRecipient(session: Session): Refusal | undefined {
  const { settings, scenario } = session;
  const eager = settings.text('smtpd_delay_reject').toLowerCase() === 'no';
  if (eager) {
    session.known = NOTHING;
    const refusal = clientList(session, 'connect');
    if (refusal) return refusal;
    session.known = { ...NOTHING, helo: true };
    const atHelo = heloList(session, 'helo');
    if (atHelo) return atHelo;
  }
  if (scenario.helo === undefined && settings.yes('smtpd_helo_required'))
    return {
      code: 503,
      by: 'smtpd_helo_required',
      stage: 'mail',
      ...placed(settings, 'smtpd_helo_required'),
    };
  if (!scenario.client.tls && requiresTls(settings)) {
    const by = 'smtpd_tls_security_level';
    return { code: 530, by, stage: 'mail', ...placed(settings, by) };
  }
  if (isMalformed(session, scenario.sender)) return { code: 501, by: 'bad sender address', stage: 'mail' };
  if (!eager) return undefined;
  session.known = { helo: true, sender: true, recipient: false };
  const refusal = senderList(session, 'mail');
  session.known = { helo: true, sender: true, recipient: true };
  return refusal;
}

/** STARTTLS before MAIL (postconf(5), smtpd_tls_security_level). */
export function requiresTls(settings: ServiceSettings): boolean {
  const level = settings.text('smtpd_tls_security_level').toLowerCase();
  return level === 'encrypt' || (level === '' && settings.yes('smtpd_enforce_tls'));
}

function isMalformed(session: Session, address: string): boolean {
  if (address === '') return false;
  return resolve(session, address).malformed;
}

function atRecipient(session: Session): Refusal | undefined {
  const { settings } = session;
  const { recipient } = session.scenario;
  if (recipient === '') return { code: 501, by: 'bad recipient address', stage: 'rcpt' };
  if (isMalformed(session, recipient)) return { code: 501, by: 'bad recipient address', stage: 'rcpt' };
  if (isAlwaysAccepted(session, recipient)) return undefined;
  if (settings.text('smtpd_delay_reject').toLowerCase() !== 'no') {
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

const RELAY = 'smtpd_relay_restrictions';
const RECIPIENT = 'smtpd_recipient_restrictions';

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

function resetForList(session: Session): void {
  session.depth = 0;
  session.warnDepth = 0;
  session.deferIfReject = undefined;
}

function clientList(session: Session, stage: Stage): Refusal | undefined {
  session.deferIfPermit = undefined;
  resetForList(session);
  return runNamed(session, 'smtpd_client_restrictions', stage);
}

function heloList(session: Session, stage: Stage): Refusal | undefined {
  if (session.helo === undefined) return undefined;
  resetForList(session);
  return runNamed(session, 'smtpd_helo_restrictions', stage);
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

function pendingRefusal(session: Session, stage: Stage): Refusal | undefined {
  if (session.deferIfPermit === undefined) return undefined;
  const cause = session.trace.find(
    ({ result, restriction }) => result === 'pending' && restriction !== 'defer_if_reject',
  );
  const decision = session.refuseInAnyCase(session.deferIfPermit);
  const code = decision.kind === 'refuse' ? decision.code : session.deferIfPermit;
  return { code, by: cause?.restriction ?? 'defer_if_permit', stage, ...(cause?.at && { at: cause.at }) };
}

function runNamed(session: Session, name: string, stage: Stage): Refusal | undefined {
  const words = session.settings.list(name);
  const decision = words.length === 0 ? PASS : runList(session, words, name, BARE_TABLES[name]);
  if (decision.kind !== 'refuse') return undefined;
  const step = session.trace.findLast(({ depth, list }) => depth === 0 && list === name);
  return {
    code: decision.code,
    by: step?.restriction ?? name,
    stage,
    ...(step?.at && { at: step.at }),
  };
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
