import { runList } from './runList';
import { PASS, type Known, type Session } from './session';
import type { ServiceSettings } from './settings';
import { canStart } from './startUp';
import type { Place, Stage } from './verdict';

/** A dialogue that smtpd ended. */
export interface Refusal {
  readonly code: number;
  readonly by: string;
  readonly stage: Stage;
  readonly at?: Place;
}

/** What stands between a client and every list. */
export function refusesToServe({ settings, scenario }: Session): Refusal | undefined {
  if (!canStart(settings)) return { code: 0, by: 'smtpd does not start', stage: 'start' };
  if (scenario.client.tls || !settings.yes('smtpd_tls_wrappermode')) return undefined;
  return refusalBy(settings, 'smtpd_tls_wrappermode', 0, 'connect');
}

function refusalBy(settings: ServiceSettings, name: string, code: number, stage: Stage): Refusal {
  const at = settings.placeOf(name);
  return { code, by: name, stage, ...(at && { at }) };
}

/** With `smtpd_delay_reject = no` lists do not wait for the recipient. */
export function decidesAtOnce(settings: ServiceSettings): boolean {
  return settings.text('smtpd_delay_reject').toLowerCase() === 'no';
}

const NOTHING: Known = { helo: false, sender: false, recipient: false };

/** Connect and HELO, up to a command of `stage`, which may ask for a HELO and TLS before it. */
export function beforeCommand(session: Session, stage: Stage): Refusal | undefined {
  const { settings, scenario } = session;
  if (decidesAtOnce(settings)) {
    session.known = NOTHING;
    const refusal = clientList(session, 'connect');
    if (refusal) return refusal;
    session.known = { ...NOTHING, helo: true };
    const atHelo = heloList(session, 'helo');
    if (atHelo) return atHelo;
  }
  if (!scenario.client.tls && requiresTls(settings))
    return refusalBy(settings, 'smtpd_tls_security_level', 530, stage);
  if (scenario.client.tls && requiresCertificate(settings) && !scenario.client.certificate?.trusted)
    return refusalBy(settings, 'smtpd_tls_req_ccert', 421, stage);
  if (scenario.helo === undefined && settings.yes('smtpd_helo_required'))
    return refusalBy(settings, 'smtpd_helo_required', 503, stage);
  return undefined;
}

/** STARTTLS before MAIL (postconf(5), smtpd_tls_security_level). */
export function requiresTls(settings: ServiceSettings): boolean {
  const level = settings.text('smtpd_tls_security_level').toLowerCase();
  return level === 'encrypt' || (level === '' && settings.yes('smtpd_enforce_tls'));
}

/** Under mandatory TLS alone: a client without a certificate of a trusted authority is sent away (postconf(5)). */
function requiresCertificate(settings: ServiceSettings): boolean {
  return requiresTls(settings) && settings.yes('smtpd_tls_req_ccert');
}

export function clientList(session: Session, stage: Stage): Refusal | undefined {
  session.deferIfPermit = undefined;
  resetForList(session);
  return runNamed(session, 'smtpd_client_restrictions', stage);
}

export function heloList(session: Session, stage: Stage): Refusal | undefined {
  if (session.helo === undefined) return undefined;
  resetForList(session);
  return runNamed(session, 'smtpd_helo_restrictions', stage);
}

export function resetForList(session: Session): void {
  session.depth = 0;
  session.warnDepth = 0;
  session.deferIfReject = undefined;
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

/** Runs the list of a parameter; undefined when it does not refuse. */
export function runNamed(session: Session, name: string, stage: Stage): Refusal | undefined {
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

/** What a `defer_if_permit` has left behind. */
export function pendingRefusal(session: Session, stage: Stage): Refusal | undefined {
  if (session.deferIfPermit === undefined) return undefined;
  const cause = session.trace.find(
    ({ result, restriction }) => result === 'pending' && restriction !== 'defer_if_reject',
  );
  const decision = session.refuseInAnyCase(session.deferIfPermit);
  const code = decision.kind === 'refuse' ? decision.code : session.deferIfPermit;
  return { code, by: cause?.restriction ?? 'defer_if_permit', stage, ...(cause?.at && { at: cause.at }) };
}
