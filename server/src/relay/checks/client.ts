import { inHostList } from '../lists';
import { ownAddress } from '../resolve';
import { NO_NAME } from '../scenario';
import { addressContext, PASS, PERMIT, plain, type Check, type Decision, type Session } from '../session';
import { askTables, membership, type Membership } from '../tables';
import { computedNetwork } from '../computedNetworks';

/** Restrictions on the client's address, name, login and certificate. */
export const CLIENT: Readonly<Record<string, Check>> = {
  permit_mynetworks: plain((session) => permitIf(session, inMynetworks(session))),
  permit_inet_interfaces: plain((session) =>
    permitIf(session, ownAddress(session, session.settings, session.scenario.client.address)),
  ),
  permit_sasl_authenticated: plain((session) => (isLoggedIn(session) ? PERMIT : PASS)),
  permit_tls_clientcerts: plain((session) => permitCertificate(session, false)),
  permit_tls_all_clientcerts: plain((session) => permitCertificate(session, true)),
  reject_unknown_client_hostname: plain((session) =>
    session.clientName() === NO_NAME
      ? session.refuse(session.settings.number('unknown_client_reject_code'))
      : PASS,
  ),
  reject_unknown_reverse_client_hostname: plain((session) =>
    session.reverseName() === NO_NAME
      ? session.refuse(session.settings.number('unknown_client_reject_code'))
      : PASS,
  ),
};

function permitIf(session: Session, member: Membership): Decision {
  if (member === 'failed') return session.misconfigured();
  if (!member) return PASS;
  session.found(member);
  return PERMIT;
}

/** Whether the client is trusted by its address or name; `failed` when an item that is reached is faulty. */
export function inMynetworks(session: Session): Membership {
  const { settings, oracle } = session;
  const { address } = session.scenario.client;
  const list = { name: 'mynetworks', settings, context: addressContext(settings, () => false), oracle };
  if (!settings.isSet('mynetworks')) return computedNetwork(session);
  const parents = settings.list('parent_domain_matches_subdomains').some(({ text }) => text === 'mynetworks');
  return inHostList(list, { address, name: () => session.clientName(), parents });
}

/** Before 3.8 a login counts only where the service offers one. */
export function isLoggedIn({ scenario, settings }: Session): boolean {
  if (scenario.client.login === undefined) return false;
  return settings.isAtLeast('3.8') || settings.yes('smtpd_sasl_auth_enable');
}

const CERTIFICATES = 'relay_clientcerts';

function permitCertificate(session: Session, anyTrusted: boolean): Decision {
  const { settings, oracle } = session;
  const { certificate } = session.scenario.client;
  if (!certificate || !settings.yes('smtpd_tls_ask_ccert')) return PASS;
  if (anyTrusted && certificate.trusted) {
    session.found({ key: certificate.fingerprint, source: 'smtpd_tls_CAfile' });
    return PERMIT;
  }
  const tables = settings.list(CERTIFICATES);
  const context = addressContext(settings, () => false);
  const question = { settings, role: 'exact' as const, context, subject: certificate.fingerprint };
  const listed = membership(askTables(tables, question), certificate.fingerprint, oracle);
  return permitIf(session, listed && listed !== 'failed' ? { ...listed, list: CERTIFICATES } : listed);
}
