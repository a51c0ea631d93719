import { inDomainList } from '../lists';
import { isAuthorized, resolve, type Resolution } from '../resolve';
import { NO_NAME } from '../scenario';
import { addressContext, PASS, PERMIT, plain, type Check, type Decision, type Session } from '../session';
import type { ListWord } from '../settings';
import type { Dependency } from '../verdict';

const dns = (name: string): Dependency => ({ kind: 'dns', name });

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Refuses when DNS says so: at once, or later when DNS does not answer. */
function refuseIf(session: Session, dependency: Dependency, question: string, code: number): Decision {
  switch (session.ask(dependency, question, ['no', 'yes', 'no answer'])) {
    case 'no':
      return PASS;
    case 'yes':
      return session.refuse(code);
    case 'no answer':
      return session.refuseLater(NO_ANSWER);
  }
}

const NO_ANSWER = 450;

/** `reject_rbl_client` and its kin: without an argument only a warning. */
function listed(subjectOf: (session: Session) => string | undefined): Check {
  return {
    takesArgument: true,
    run: (session, list) => {
      const subject = subjectOf(session);
      if (!list || subject === undefined || subject === '') return PASS;
      const dependency = { kind: 'dns', name: listName(list), ...(list.at && { at: list.at }) } as const;
      const said = session.ask(dependency, `lists ${subject}`, ['no', 'yes']);
      return said === 'no' ? PASS : session.refuse(session.settings.number('maps_rbl_reject_code'));
    },
  };
}

/** `zen.example.org=127.0.0.[2..11]` → `zen.example.org` */
const listName = ({ text }: ListWord): string => text.replace(/=.*$/s, '');

const mailDomain = (address: string | undefined): string | undefined => {
  if (address?.includes('@') !== true) return address;
  const domain = domainOf(address);
  return domain.startsWith('[') ? undefined : domain;
};

/** `permit_dnswl_client`, `permit_rhswl_client`: whitelisted clients may still not relay. */
function whitelisted(subjectOf: (session: Session) => string): Check {
  return {
    takesArgument: true,
    run: (session, list) => {
      const destination = destinationOf(session);
      if (destination?.kind === 'failed') return session.misconfigured();
      if (!list || (destination && !isAuthorized(session, destination))) return PASS;
      const dependency = { kind: 'dns', name: listName(list), ...(list.at && { at: list.at }) } as const;
      return session.ask(dependency, `lists ${subjectOf(session)}`, ['no', 'yes']) === 'yes' ? PERMIT : PASS;
    },
  };
}

function destinationOf(session: Session): Resolution | undefined {
  return session.recipient === undefined ? undefined : resolve(session, session.recipient);
}

/** A domain that DNS does not know; those of this server are known. */
function unknownDomain(session: Session, address: string | undefined): Decision {
  if (address === undefined || address === '') return PASS;
  const destination = resolve(session, address);
  if (destination.kind === 'failed') return session.misconfigured();
  const { domain } = destination;
  if (FINAL.has(destination.class) || (domain.startsWith('[') && domain.endsWith(']'))) return PASS;
  return refuseIf(session, dns(domain), 'unknown', session.settings.number('unknown_address_reject_code'));
}

const FINAL: ReadonlySet<string> = new Set(['local', 'virtual-alias', 'virtual-mailbox']);

/** `check_sender_mx_access` and the like: the names and addresses of a domain's servers, which DNS tells. */
function ofServers(subjectOf: (session: Session) => string | undefined): Check {
  return {
    takesArgument: true,
    run: (session, table) => {
      if (table?.text.includes(':') !== true) return session.misconfigured();
      const subject = subjectOf(session);
      if (subject === undefined || subject === '' || subject === NO_NAME) return PASS;
      const answer = session.ask(dns(domainOf(subject)), `in ${table.text}`, ['nothing', 'REJECT', 'OK']);
      if (answer === 'nothing') return PASS;
      // An OK is refused: the owner of the domain could give it to himself.
      return answer === 'OK'
        ? session.misconfigured()
        : session.refuse(session.settings.number('access_map_reject_code'));
    },
  };
}

function unverified(session: Session, address: string | undefined, code: string): Decision {
  if (address === undefined || address === '') return PASS;
  const dependency: Dependency = { kind: 'verification', name: address };
  return refuseIf(session, dependency, 'undeliverable', session.settings.number(code));
}

/** The connection ends without a word: smtpd dies of a list that it has to know. */
const DIES: Decision = { kind: 'refuse', code: 0 };

/**
 * Before 3.9 it lets in clients whose own name is in `relay_domains`, as this smtpd and not trivial-rewrite(8) has
 * them; since then it is a mistake.
 */
const checkRelayDomains: Check = plain((session) => {
  const { settings, oracle } = session;
  if (session.recipient === undefined) return PASS;
  if (settings.isAtLeast('3.9')) return session.misconfigured();
  const context = addressContext(settings, () => false);
  const client = inDomainList({ name: 'relay_domains', settings, context, oracle }, session.clientName());
  if (client === 'failed') return DIES;
  if (client) {
    session.found(client);
    return PERMIT;
  }
  const destination = destinationOf(session);
  if (!destination) return PASS;
  if (destination.kind === 'failed') return session.misconfigured();
  return isAuthorized(session, destination)
    ? PERMIT
    : session.refuse(session.settings.number('relay_domains_reject_code'));
});

const permitMxBackup: Check = plain((session) => {
  const destination = destinationOf(session);
  if (!destination) return PASS;
  if (destination.kind === 'failed') return session.misconfigured();
  const { domain, routed } = destination;
  if (destination.class === 'local') return PERMIT;
  if (routed && !session.settings.yes('allow_untrusted_routing')) return PASS;
  if (FINAL.has(destination.class)) return PERMIT;
  if (domain.startsWith('[')) return PASS;
  const said = session.ask(dns(domain), 'names this server as mail exchanger', ['no', 'yes']);
  return said === 'yes' ? PERMIT : PASS;
});

const clientName = (session: Session): string => session.clientName();
const reverseName = (session: Session): string => session.reverseName();
const helo = (session: Session): string | undefined => session.helo;
const sender = (session: Session): string | undefined => mailDomain(session.sender);
const recipient = (session: Session): string | undefined => mailDomain(session.recipient);
const named =
  (name: (session: Session) => string) =>
  (session: Session): string | undefined => {
    const text = name(session);
    return text === NO_NAME ? undefined : text;
  };

const SERVERS = {
  client: named(clientName),
  reverse_client_hostname: named(reverseName),
  helo,
  sender,
  recipient,
};

const serverChecks = Object.entries(SERVERS).flatMap(([who, subjectOf]) =>
  ['mx', 'ns', 'a'].map((type) => [`check_${who}_${type}_access`, ofServers(subjectOf)] as const),
);

/** Restrictions that DNS or a probe decides. */
export const DNS: Readonly<Record<string, Check>> = {
  reject_rbl_client: listed((session) => session.scenario.client.address),
  reject_rhsbl_client: listed(named(clientName)),
  reject_rhsbl_reverse_client: listed(named(reverseName)),
  reject_rhsbl_helo: listed(helo),
  reject_rhsbl_sender: listed(sender),
  reject_rhsbl_recipient: listed(recipient),
  permit_dnswl_client: whitelisted((session) => session.scenario.client.address),
  permit_rhswl_client: whitelisted(clientName),
  reject_unknown_helo_hostname: plain((session) =>
    session.helo === undefined || session.helo.startsWith('[')
      ? PASS
      : refuseIf(
          session,
          dns(session.helo),
          'unknown',
          session.settings.number('unknown_hostname_reject_code'),
        ),
  ),
  reject_unknown_sender_domain: plain((session) => unknownDomain(session, session.sender)),
  reject_unknown_recipient_domain: plain((session) => unknownDomain(session, session.recipient)),
  reject_unverified_sender: plain((session) =>
    unverified(session, session.sender, 'unverified_sender_reject_code'),
  ),
  reject_unverified_recipient: plain((session) =>
    unverified(session, session.recipient, 'unverified_recipient_reject_code'),
  ),
  reject_maps_rbl: plain((session) => {
    if (session.settings.isAtLeast('3.9')) return session.misconfigured();
    for (const { text } of session.settings.list('maps_rbl_domains')) {
      const said = session.ask(dns(text), `lists ${session.scenario.client.address}`, ['no', 'yes']);
      if (said === 'yes') return session.refuse(session.settings.number('maps_rbl_reject_code'));
    }
    return PASS;
  }),
  permit_mx_backup: permitMxBackup,
  check_relay_domains: checkRelayDomains,
  ...Object.fromEntries(serverChecks),
};
