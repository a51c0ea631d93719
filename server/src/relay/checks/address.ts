import { askLogins } from '../logins';
import { isHostName } from '../names';
import { isAuthorized, resolve, type Destination } from '../resolve';
import { PASS, PERMIT, plain, type Check, type Decision, type Session } from '../session';
import { rejectUnlistedRecipient, rejectUnlistedSender } from '../unlisted';

/** Syntax only: a domain with a dot in it, or an address in brackets. */
function refuseUnqualified(session: Session, address: string | undefined): Decision {
  if (address === undefined || address === '') return PASS;
  const domain = address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : '';
  if (domain.startsWith('[') && domain.endsWith(']')) return PASS;
  const name = domain.replace(/(?<!\.)\.$/, '');
  if (isHostName(name) && name.includes('.')) return PASS;
  return session.refuse(session.settings.number('non_fqdn_reject_code'));
}

/** Runs on the destination of the recipient, when there is a recipient. */
function onDestination(run: (session: Session, destination: Destination) => Decision): Check {
  return plain((session) => {
    if (session.recipient === undefined) return PASS;
    const destination = resolve(session, session.recipient);
    if (destination.kind === 'failed') return session.misconfigured();
    if (destination.match) session.found(destination.match);
    return run(session, destination);
  });
}

const refuseRelaying =
  (less: number) =>
  (session: Session, destination: Destination): Decision =>
    isAuthorized(session, destination)
      ? PASS
      : session.refuse(session.settings.number('relay_domains_reject_code') - less);

/** Restrictions on sender and recipient. */
export const ADDRESS: Readonly<Record<string, Check>> = {
  reject_non_fqdn_sender: plain((session) => refuseUnqualified(session, session.sender)),
  reject_non_fqdn_recipient: plain((session) => refuseUnqualified(session, session.recipient)),
  reject_unlisted_sender: plain(rejectUnlistedSender),
  reject_unlisted_recipient: plain(rejectUnlistedRecipient),
  reject_sender_login_mismatch: plain((session) => askLogins(session, 'any')),
  reject_authenticated_sender_login_mismatch: plain((session) => askLogins(session, 'authenticated')),
  reject_known_sender_login_mismatch: plain((session) => askLogins(session, 'known')),
  reject_unauthenticated_sender_login_mismatch: plain((session) => askLogins(session, 'unauthenticated')),
  permit_auth_destination: onDestination((session, destination) =>
    isAuthorized(session, destination) ? PERMIT : PASS,
  ),
  reject_unauth_destination: onDestination(refuseRelaying(0)),
  defer_unauth_destination: onDestination(refuseRelaying(100)),
};
