import { localMatch, resolve, type Destination } from './resolve';
import { addressContext, PASS, type Decision, type Session } from './session';
import { memberOfTables, type Membership } from './tables';

/** `reject_unlisted_recipient`, once a recipient; a look behind `warn_if_reject` does not count (smtpd(8)). */
export function rejectUnlistedRecipient(session: Session): Decision {
  const { recipient } = session;
  if (recipient === undefined || recipient === '' || session.recipientChecked || skips(session)) return PASS;
  session.recipientChecked = session.warnDepth === 0;
  return rejectUnlisted(session, recipient, RECIPIENT_MAPS);
}

/** `reject_unlisted_sender`; the null sender is always listed. */
export function rejectUnlistedSender(session: Session): Decision {
  const { sender } = session;
  if (sender === undefined || sender === '' || session.senderChecked || skips(session)) return PASS;
  session.senderChecked = session.warnDepth === 0;
  return rejectUnlisted(session, sender, SENDER_MAPS);
}

function skips({ settings }: Session): boolean {
  return settings.list('receive_override_options').some(({ text }) => text === 'no_unknown_recipient_checks');
}

const RECIPIENT_MAPS = ['recipient_canonical_maps', 'canonical_maps', 'virtual_alias_maps'];
const SENDER_MAPS = [...RECIPIENT_MAPS, 'sender_canonical_maps'];

/** Table and code of the classes whose recipients are listed; an empty parameter lists everybody. */
const TABLES: Readonly<Partial<Record<Destination['class'], readonly [maps: string, code: string]>>> = {
  local: ['local_recipient_maps', 'unknown_local_recipient_reject_code'],
  'virtual-mailbox': ['virtual_mailbox_maps', 'unknown_virtual_mailbox_reject_code'],
  relay: ['relay_recipient_maps', 'unknown_relay_recipient_reject_code'],
};

const UNDELIVERABLE = 550;
const RETRY = 450;

function rejectUnlisted(session: Session, address: string, rewriting: readonly string[]): Decision {
  const destination = resolve(session, address);
  if (destination.kind === 'failed') return session.misconfigured();
  for (const maps of rewriting) {
    const listed = isListed(session, maps, destination.address);
    if (listed === 'failed') return session.misconfigured();
    if (listed) return PASS;
  }
  return undeliverable(session, destination) ?? rejectStranger(session, destination);
}

/** What a transport of `error` or `retry` says. */
function undeliverable(session: Session, destination: Destination): Decision | undefined {
  if (destination.transport === 'retry') return session.refuse(RETRY);
  if (destination.transport !== 'error') return undefined;
  if (destination.match) session.found(destination.match);
  const alias = destination.class === 'virtual-alias';
  return session.refuse(alias ? session.settings.number('unknown_virtual_alias_reject_code') : UNDELIVERABLE);
}

/** The table of the class does not have the address. */
function rejectStranger(session: Session, destination: Destination): Decision {
  const { settings } = session;
  const [maps, code] = TABLES[destination.class] ?? [];
  if (maps === undefined || code === undefined || settings.list(maps).length === 0) return PASS;
  if (destination.class === 'local' && isReserved(session, destination.address)) return PASS;
  const listed = isListed(session, maps, destination.address);
  if (listed === 'failed') return session.misconfigured();
  return listed ? PASS : session.refuse(settings.number(code));
}

/** Local parts that every server has. */
function isReserved({ settings }: Session, address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  return ['postmaster', 'mailer-daemon', settings.text('double_bounce_sender').toLowerCase()].includes(local);
}

function isListed(session: Session, maps: string, subject: string): Membership {
  const { settings, oracle } = session;
  const tables = settings.list(maps);
  if (tables.length === 0) return undefined;
  const context = addressContext(settings, (domain) => localMatch(session, settings, domain) !== undefined);
  return memberOfTables(tables, { settings, role: 'local-recipients', context, subject }, oracle);
}
