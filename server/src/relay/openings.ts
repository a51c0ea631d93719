import ipaddr from 'ipaddr.js';
import type { Network } from '../postfix/networks';
import { listenerOf } from '../system/listener';
import type { MailSystem } from '../system/mailSystem';
import { asksForCertificates, trustsPublicAuthorities } from './authentication';
import { claimedHelos, claimedNames, claimedNetworks, claimedRecipients, claimedSenders } from './claims';
import {
  FOREIGN_DOMAIN,
  memberOf,
  needsTls,
  ownAddresses,
  routedForms,
  STRANGER,
  trustedAddress,
} from './examples';
import { judge } from './judge';
import { inHostList } from './lists';
import { pathToAddress } from './addressTokens';
import { resolve } from './resolve';
import { NO_NAME, type Client, type Scenario } from './scenario';
import { relayServices, type RelayService } from './services';
import { addressContext, Session, type Oracle } from './session';
import type { ServiceSettings } from './settings';
import type { Dependency, Match, TraceStep, Verdict } from './verdict';

/** What a stranger has to be, or to say, for a service to relay. */
export type Claim =
  | 'nothing'
  | 'sender' // a certain MAIL FROM
  | 'helo'
  | 'recipient' // only certain foreign recipients
  | 'network' // an address in a wide network
  | 'private' // an address that all clients have behind address translation
  | 'name' // a name in DNS below a domain
  | 'certificate' // any TLS certificate, or one of any authority
  | 'xclient' // XCLIENT, with the address of a trusted client
  | 'proxy' // the header of a proxy, with the address of a trusted client
  | 'policy-service' // the policy server permits
  | 'mx-backup'; // DNS names this server as mail exchanger

/** Claims that any stranger can make at will; the others need more than his word. */
const AT_WILL: ReadonlySet<Claim> = new Set([
  'nothing',
  'network',
  'sender',
  'helo',
  'recipient',
  'certificate',
  'xclient',
]);

export const isAtWill = (claim: Claim): boolean => AT_WILL.has(claim);

/** A way around the restrictions of a service. */
export interface Opening {
  readonly service: RelayService;
  readonly claim: Claim;
  readonly scenario: Scenario;
  readonly verdict: Verdict;
  /** The restriction that lets the message through; absent where a class of domains does. */
  readonly step?: TraceStep;
  /** The item or line that made it so. */
  readonly match?: Match;
}

const known = new WeakMap<MailSystem, readonly Opening[]>();

/** How strangers may relay through a server: at most one way for each service and claim. Worked out once for a system. */
export function openings(system: MailSystem): readonly Opening[] {
  let found = known.get(system);
  if (!found) known.set(system, (found = relayServices(system).filter(isExposed).flatMap(openingsOf)));
  return found;
}

/** Strangers can reach the service at all. */
export function isExposed({ settings, service, front }: RelayService): boolean {
  const entry = front ?? service;
  const host = entry && listenerOf(entry, settings.instance)?.host;
  if (host !== undefined) return !LOOPBACK.test(host);
  return settings.list('inet_interfaces').some(({ text }) => !LOOPBACK.test(text));
}

const LOOPBACK = /^(\[?::1\]?|127\.\d+\.\d+\.\d+|localhost|loopback-only)$/i;

function openingsOf(service: RelayService): Opening[] {
  const found: Opening[] = [];
  for (const [claim, scenarios] of attacks(service)) {
    const opening = firstOpening(service, claim, scenarios);
    if (opening) found.push(opening);
    // Whoever needs no claim needs no other one either.
    if (opening && claim === 'nothing') return found;
  }
  return [...found, ...undecided(service)];
}

function firstOpening(
  service: RelayService,
  claim: Claim,
  scenarios: readonly Scenario[],
): Opening | undefined {
  for (const scenario of scenarios) {
    const verdict = judge(service.settings, scenario);
    if (verdict.usual !== 'permit') continue;
    const reason =
      claim === 'xclient' ? xclientReason(service.settings) : reasonOf(service.settings, scenario, verdict);
    if (reason) return { service, claim, scenario, verdict, ...reason };
  }
  return undefined;
}

/** Scenarios of strangers, those that claim least first. */
function attacks({ settings, front }: RelayService): (readonly [Claim, readonly Scenario[]])[] {
  const tls = needsTls(settings);
  const plain: Client = { address: STRANGER.address, name: `mail.${STRANGER.domain}`, tls };
  const base: Scenario = {
    client: plain,
    helo: `mail.${STRANGER.domain}`,
    sender: `user@${STRANGER.domain}`,
    recipient: `user@${FOREIGN_DOMAIN}`,
  };
  const by = (client: Partial<Client>): Scenario => ({ ...base, client: { ...plain, ...client } });
  const own = ownAddresses(settings);
  const throughOwn = [own.local, ...(own.relay === undefined ? [] : [own.relay])];
  const networks = claimedNetworks(settings);
  return [
    ['nothing', [base, by({ name: NO_NAME }), by({ address: STRANGER.address6, name: NO_NAME })]],
    [
      'network',
      [...networks.filter(isWide).map(memberOf), ...ANYWHERE].map((address) =>
        by({ address, name: NO_NAME }),
      ),
    ],
    ['sender', ['', own.local, ...claimedSenders(settings)].map((sender) => ({ ...base, sender }))],
    ['helo', claimedHelos(settings).map((helo) => ({ ...base, helo }))],
    [
      'recipient',
      [
        ...throughOwn.flatMap((through) => Object.values(routedForms(through))),
        ...claimedRecipients(settings),
      ].map((recipient) => ({ ...base, recipient })),
    ],
    ['certificate', certificates(settings).map((certificate) => by({ certificate, tls: true }))],
    ['name', claimedNames(settings).map((name) => by({ name }))],
    ['xclient', xclientReason(settings) ? [by({ address: trustedAddress(settings) })] : []],
    [
      'proxy',
      believesProxy(settings, front !== undefined) ? [by({ address: trustedAddress(settings) })] : [],
    ],
    [
      'private',
      networks.filter(isPrivate).map((network) => by({ address: memberOf(network), name: NO_NAME })),
    ],
  ];
}

/** Addresses all over the internet, for patterns that match some of them. */
const ANYWHERE = ['8.8.8.8', '23.32.23.32', '64.46.64.46', '95.59.95.59', '137.71.137.71', '203.0.113.9'];

/** A 256th of the internet or more; of IPv6, what no single site has. */
function isWide(network: Network): boolean {
  const { address, family, prefix } = network;
  const range = ipaddr.parse(address).range();
  if (isPrivate(network) || (range === 'loopback' && prefix >= 8)) return false;
  return prefix <= (family === 4 ? 8 : 20);
}

const PRIVATE: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal']);

const isPrivate = ({ address, prefix, family }: Network): boolean =>
  PRIVATE.has(ipaddr.parse(address).range()) && prefix >= (family === 4 ? 8 : 7);

/** Certificates that a stranger can have: one that he made, and one that a public authority has given him. */
function certificates(settings: ServiceSettings): NonNullable<Client['certificate']>[] {
  if (!asksForCertificates(settings)) return [];
  const fingerprint = '0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9';
  const own = { fingerprint, trusted: false };
  return trustsPublicAuthorities(settings) ? [own, { fingerprint, trusted: true }] : [own];
}

const NO_ANSWERS: Oracle = { ask: (_, __, [first]) => first };

/** The item of `smtpd_authorized_xclient_hosts` that lets a stranger say where he comes from. */
function xclientReason(settings: ServiceSettings): { readonly match: Match } | undefined {
  const name = 'smtpd_authorized_xclient_hosts';
  const context = addressContext(settings, () => false);
  const subject = { address: STRANGER.address, name: () => NO_NAME, parents: true };
  const match = inHostList({ name, settings, context, oracle: NO_ANSWERS }, subject);
  return match === undefined || match === 'failed' ? undefined : { match };
}

function believesProxy(settings: ServiceSettings, behindPostscreen: boolean): boolean {
  const name = behindPostscreen ? 'postscreen_upstream_proxy_protocol' : 'smtpd_upstream_proxy_protocol';
  return settings.text(name) !== '';
}

/** Ways that only a policy server or DNS can open. */
function undecided(service: RelayService): Opening[] {
  const { settings } = service;
  const client: Client = { address: STRANGER.address, name: NO_NAME, tls: needsTls(settings) };
  const sender = `user@${STRANGER.domain}`;
  const scenario: Scenario = {
    client,
    helo: `mail.${STRANGER.domain}`,
    sender,
    recipient: `user@${FOREIGN_DOMAIN}`,
  };
  const verdict = judge(settings, scenario);
  if (verdict.kind !== 'depends' || verdict.usual === 'permit') return [];
  return verdict.dependsOn.flatMap((dependency): Opening[] => {
    const step = verdict.trace.find(({ restriction }) => asks(restriction, dependency));
    const claim = dependency.kind === 'policy-service' ? 'policy-service' : 'mx-backup';
    return step ? [{ service, claim, scenario, verdict, step }] : [];
  });
}

function asks(restriction: string, { kind, name }: Dependency): boolean {
  if (kind === 'policy-service') return restriction.endsWith(name);
  return kind === 'dns' && /^permit_mx_backup$/i.test(restriction);
}

const DESTINATION =
  /^(reject_unauth_destination|defer_unauth_destination|permit_auth_destination|check_relay_domains)$/i;
const DECIDING: ReadonlySet<string> = new Set(['smtpd_relay_restrictions', 'smtpd_recipient_restrictions']);

/** An item or key that names a domain, not everything or a whole top-level domain: the domain is one of this server. */
function isNamed({ key, source }: Match): boolean {
  return !/^(static|regexp|pcre|cidr):/.test(source) && key.includes('.');
}

/** What let a message to another server through; undefined when it is none of another server. */
function reasonOf(
  settings: ServiceSettings,
  scenario: Scenario,
  { trace }: Verdict,
): { readonly step?: TraceStep; readonly match?: Match } | undefined {
  const session = new Session(settings, scenario, NO_ANSWERS);
  const destination = resolve(session, pathToAddress(scenario.recipient));
  if (destination.kind === 'failed') return undefined;
  if (destination.class !== 'default' && !destination.routed) {
    if (destination.match && isNamed(destination.match)) return undefined;
    const step = trace.find(({ restriction }) => DESTINATION.test(restriction));
    return { ...(step && { step }), ...(destination.match && { match: destination.match }) };
  }
  const step = trace.findLast(
    ({ result, list, depth }) =>
      (result === 'permit' || result === 'discard') && DECIDING.has(list) && depth === 0,
  );
  const warned = trace.find(
    ({ result, restriction }) => result === 'warned' && DESTINATION.test(restriction),
  );
  const passed = trace.find(({ restriction, match }) => DESTINATION.test(restriction) && match);
  const by = step ?? warned ?? passed;
  return { ...(by && { step: by }), ...(by?.match && { match: by.match }) };
}
