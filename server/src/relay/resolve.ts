import ipaddr from 'ipaddr.js';
import { internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';
import { lastOf, quoteAddress, rewriteAddress, rewriteTokens, token, tokensOf } from './addressTokens';
import { inDomainList, inStringList, type MatchedList } from './lists';
import { isHostName, literalAddress } from './names';
import { addressContext, type Session } from './session';
import type { ServiceSettings } from './settings';
import { askTables, memberOfTables, type Membership } from './tables';
import type { Match } from './verdict';

/** ADDRESS_CLASS_README */
export type AddressClass = 'local' | 'virtual-alias' | 'virtual-mailbox' | 'relay' | 'default';

/** Where trivial-rewrite(8) sends an address. */
export interface Destination {
  readonly kind: 'resolved';
  /** Final address, in small letters. */
  readonly address: string;
  readonly domain: string;
  readonly class: AddressClass;
  /** Its local part still holds `@`, `!` or `%`. */
  readonly routed: boolean;
  /** Its domain is no name and no address. */
  readonly malformed: boolean;
  readonly transport: string;
  /** Of the transport; for `error` and `retry` a text. */
  readonly nexthop: string;
  /** What made it a member of its class. */
  readonly match?: Match;
}

/** A table that could not be asked leaves the class open, but not whether the address is well-formed. */
export type Resolution = Destination | { readonly kind: 'failed'; readonly malformed: boolean };

const FAILED: Resolution = { kind: 'failed', malformed: false };
const resolutions = new WeakMap<Session, Map<string, Resolution>>();

/** Rewrites and resolves an address; once for each address of a session. */
export function resolve(session: Session, address: string): Resolution {
  let known = resolutions.get(session);
  if (!known) resolutions.set(session, (known = new Map<string, Resolution>()));
  let resolution = known.get(address);
  if (!resolution) known.set(address, (resolution = resolveRewritten(session, address)));
  return resolution;
}

function resolveRewritten(session: Session, address: string): Resolution {
  const { rewriter } = session;
  return resolveAddress(session, rewriteAddress(address, rewriter));
}

/** Strips local domains until none is left (src/trivial-rewrite/resolve.c). */
function resolveAddress(session: Session, address: string): Resolution {
  let tokens = tokensOf(address);
  let local: Match | undefined;
  let saved: readonly Token[] = [];
  let found = false;
  for (let rest = address.length + 100; rest > 0; rest--) {
    tokens = withoutFinalDot(tokens);
    const at = lastOf(tokens, '@');
    if (at >= 0) {
      const domain = tokens.slice(at + 1);
      const own = domain.length > 0 ? localDomain(session, internalForm(domain)) : NULL_DOMAIN;
      if (own === 'failed') return FAILED;
      if (!own) {
        found = true;
        break;
      }
      local = own;
      saved = tokens.slice(at);
      tokens = tokens.slice(0, at);
    }
    const next = openRouting(session.rewriter, tokens);
    if (!next) break;
    tokens = next;
  }
  if (!found) tokens = withLocalDomain(session.rewriter, tokens, saved);
  return classify(session, internalForm(tokens).toLowerCase(), found ? undefined : (local ?? NULL_DOMAIN));
}

/** An address without a domain belongs to this server. */
const NULL_DOMAIN: Match = { key: '', source: 'myorigin' };

function withoutFinalDot(tokens: Token[]): Token[] {
  const [before, last] = tokens.slice(-2);
  return last?.type === '.' && lastOf(tokens, '@') >= 0 && before?.type !== '.'
    ? tokens.slice(0, -1)
    : tokens;
}

/** The next address when the local part is a route; undefined when it is not. */
function openRouting(settings: ServiceSettings, tokens: readonly Token[]): Token[] | undefined {
  const operators = ['@', ...(settings.yes('allow_percent_hack') ? ['%'] : [])];
  if (settings.yes('swap_bangpath')) operators.push('!');
  if (operators.some((operator) => lastOf(tokens, operator) >= 0)) return rewriteTokens(tokens, settings);
  const [only, ...others] = tokens;
  if (only?.type !== 'quoted' || others.length > 0 || !settings.yes('resolve_dequoted_address'))
    return undefined;
  const operator = operators.find((one) => only.text.includes(one));
  if (operator === undefined) return undefined;
  const at = only.text.lastIndexOf(operator);
  const opened = operator === '%' ? `${only.text.slice(0, at)}@${only.text.slice(at + 1)}` : only.text;
  return rewriteTokens(scanTokens(operator === '!' ? opened : quoteAddress(opened)), settings);
}

function withLocalDomain(
  settings: ServiceSettings,
  tokens: readonly Token[],
  saved: readonly Token[],
): Token[] {
  const empty = tokens.length === 0 || (tokens.length === 1 && tokens[0]?.text === '');
  const local = empty ? scanTokens(settings.text('empty_address_recipient') || 'MAILER-DAEMON') : tokens;
  if (saved.length > 0) return [...local, ...saved];
  return [...local, token('@'), ...scanTokens(settings.text('myhostname'))];
}

/** A domain of `mydestination`, or an address of this server in brackets. */
function localDomain(session: Session, domain: string): Membership {
  return localMatch(session, session.rewriter, domain);
}

export function localMatch(session: Session, settings: ServiceSettings, domain: string): Membership {
  const name = domain.replace(/(?<!\.)\.$/, '');
  const match = inStringList(domainList(session, settings, 'mydestination'), name);
  if (match || !name.startsWith('[')) return match;
  const address = literalAddress(name);
  return address === undefined ? undefined : ownAddress(session, settings, address);
}

const LOOPBACK = /^(127\.0\.0\.1|::1)$/;

/** An address in `inet_interfaces` or `proxy_interfaces`. */
export function ownAddress(session: Session, settings: ServiceSettings, address: string): Membership {
  const wanted = ipaddr.parse(address).toString();
  for (const name of ['inet_interfaces', 'proxy_interfaces']) {
    for (const word of settings.list(name)) {
      const text = word.text.replace(/^\[(.*)\]$/, '$1');
      const match: Match = { key: word.text, source: name, ...(word.at && { at: word.at }) };
      if (ipaddr.isValid(text) && ipaddr.parse(text).toString() === wanted) return match;
      if (/^(all|loopback-only|localhost)$/i.test(text) && LOOPBACK.test(wanted)) return match;
      if (text.toLowerCase() === 'all' && mayBeOurs(wanted)) {
        const dependency = { kind: 'interfaces', name, ...(word.at && { at: word.at }) } as const;
        if (session.ask(dependency, `own ${wanted}`, ['no', 'yes']) === 'yes') return match;
      }
    }
  }
  return undefined;
}

/** Networks for examples, which no interface has (RFC 5737, RFC 3849). */
const EXAMPLES = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((network) =>
  ipaddr.parseCIDR(network),
);

export function mayBeOurs(address: string): boolean {
  const parsed = ipaddr.parse(address);
  return !EXAMPLES.some(([base, prefix]) => base.kind() === parsed.kind() && parsed.match(base, prefix));
}

function domainList(session: Session, settings: ServiceSettings, name: string): MatchedList {
  const context = addressContext(settings, () => false);
  return { name, settings, context, oracle: session.oracle };
}

interface ClassMatch {
  readonly class: AddressClass;
  readonly transport: string;
  readonly match?: Match;
}

/** Classes of domains that are not local, in the order in which they are tried. */
const CLASSES = [
  {
    class: 'virtual-alias',
    domains: 'virtual_alias_domains',
    contains: inStringList,
    transport: () => 'error:User unknown in virtual alias table',
  },
  {
    class: 'virtual-mailbox',
    domains: 'virtual_mailbox_domains',
    contains: inStringList,
    transport: (settings: ServiceSettings) => settings.text('virtual_transport'),
  },
  {
    class: 'relay',
    domains: 'relay_domains',
    contains: inDomainList,
    transport: (settings: ServiceSettings) => settings.text('relay_transport'),
  },
] as const;

function classOf(session: Session, domain: string): ClassMatch | 'failed' {
  const { rewriter } = session;
  for (const { class: name, domains, contains, transport } of CLASSES) {
    const match = contains(domainList(session, rewriter, domains), domain);
    if (match === 'failed') return match;
    if (match) return { class: name, transport: transport(rewriter), match };
  }
  return { class: 'default', transport: rewriter.text('default_transport') };
}

function classify(session: Session, address: string, local: Match | undefined): Resolution {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const own: ClassMatch | undefined = local && {
    class: 'local',
    transport: session.rewriter.text('local_transport'),
    match: local,
  };
  const malformed = domain.startsWith('[') ? literalAddress(domain) === undefined : !isHostName(domain);
  const known = own ?? classOf(session, domain);
  if (known === 'failed') return { kind: 'failed', malformed };
  const route = routeOf(session, address, domain, known);
  if (!route) return { kind: 'failed', malformed };
  const first = /[@!%]/.exec(address)?.index ?? -1;
  return {
    kind: 'resolved',
    address,
    domain,
    class: known.class,
    routed: address.slice(first + 1) !== domain,
    malformed,
    ...route,
    ...(known.match && { match: known.match }),
  };
}

type Route = Pick<Destination, 'transport' | 'nexthop'>;

/** The transport of the class, unless `transport_maps` names another; moved addresses go to `error`. */
function routeOf(session: Session, address: string, domain: string, known: ClassMatch): Route | undefined {
  const { rewriter } = session;
  let route = cutTransport(known.transport, domain);
  const context = addressContext(rewriter, () => false);
  const maps = rewriter.list('transport_maps');
  if (maps.length > 0 && known.class !== 'virtual-alias') {
    const question = { settings: rewriter, role: 'transport' as const, context, subject: address };
    const answer = askTables(maps, question);
    if (answer.kind === 'failed') return undefined;
    if (answer.kind === 'found') route = overridden(route, answer.match.value, domain);
    if (answer.kind === 'unknown' && ERROR_TRANSPORTS.has(route.transport)) return route;
  }
  const moved = relocation(session, address);
  if (moved === 'failed') return undefined;
  return moved ? { transport: 'error', nexthop: `5.1.6 User has moved to ${moved.value ?? ''}` } : route;
}

const ERROR_TRANSPORTS: ReadonlySet<string> = new Set(['error', 'retry']);

function cutTransport(text: string, domain: string): Route {
  const [, transport = text, nexthop = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return { transport, nexthop: nexthop === '' ? domain : nexthop };
}

/** transport(5): an empty transport leaves the one that is; the nexthop goes back to the domain. */
function overridden(route: Route, value: string, domain: string): Route {
  const { transport, nexthop } = cutTransport(value, domain);
  return transport === '' ? { ...route, nexthop } : { transport, nexthop };
}

function relocation(session: Session, address: string): Membership {
  const { rewriter } = session;
  const maps = rewriter.list('relocated_maps');
  if (maps.length === 0) return undefined;
  const context = addressContext(rewriter, (domain) => localDomain(session, domain) !== undefined);
  const question = { settings: rewriter, role: 'relocated' as const, context, subject: address };
  return memberOfTables(maps, question, session.oracle);
}

/** True for destinations that smtpd forwards mail to for anybody (postconf(5), reject_unauth_destination). */
export function isAuthorized(session: Session, { class: name, routed }: Destination): boolean {
  if (routed && !session.settings.yes('allow_untrusted_routing')) return false;
  return name !== 'default';
}
