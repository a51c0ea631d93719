import { internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';
import { splitAddress } from '../postfix/tables/mailAddress';
import { parseInetAddress } from '../postfix/inetAddress';
import type { Program } from './program';
import { quoted, rewriteRulesOf, rewriteTokens, withoutTrailingDot } from './rewrite';
import type { Failure, Place, RouteStep } from './types';

/** What a domain is to the server (ADDRESS_CLASS_README). */
export type AddressClass = 'local' | 'virtual-alias' | 'virtual-mailbox' | 'relay' | 'default';

/** Where trivial-rewrite(8) sends an address. */
export interface Resolution {
  readonly kind: 'resolved';
  readonly class: AddressClass;
  /** The address after all local domains are stripped off it, without quotes. */
  readonly recipient: string;
  readonly transport: string;
  readonly nexthop: string;
  /** The local part names another domain to relay to (`user%domain`), with whatever settings. */
  readonly routed: boolean;
  readonly steps: readonly RouteStep[];
}

export type Resolved =
  | Resolution
  | { readonly kind: 'bad-syntax'; readonly recipient: string; readonly steps: readonly RouteStep[] }
  | { readonly kind: 'null-transport'; readonly recipient: string; readonly steps: readonly RouteStep[] }
  | {
      readonly kind: 'failed';
      readonly recipient: string;
      readonly failure: Failure;
      readonly steps: readonly RouteStep[];
    };

/** Finds class, transport and next hop; `sender` is undefined when it is not known. */
export function resolveAddress(address: string, sender: string | undefined, program: Program): Resolved {
  try {
    return new Resolver(program, sender).resolve(address);
  } catch (error) {
    if (!(error instanceof LookupFailure)) throw error;
    const { recipient, failure, steps } = error;
    return { kind: 'failed', recipient, failure, steps };
  }
}

/** Ends the work of a resolver from inside; never seen outside of this file. */
class LookupFailure extends Error {
  constructor(
    readonly failure: Failure,
    readonly recipient: string,
    readonly steps: readonly RouteStep[],
  ) {
    super(failure.parameter);
  }
}

/** More stripping of domains than an address can need. */
const MOST_ROUNDS = 100;

class Resolver {
  private readonly steps: RouteStep[] = [];
  private recipient = '';

  constructor(
    private readonly program: Program,
    private readonly sender: string | undefined,
  ) {}

  resolve(address: string): Resolved {
    const { program, steps } = this;
    // Without its quotes an address has nothing to escape: a backslash is a character of the name, as in `\user`.
    const written = program.yes('resolve_dequoted_address')
      ? address.replaceAll('\\', '\\\\')
      : quoted(address);
    const { tokens, local } = this.stripLocalDomains(scanTokens(written));
    this.recipient = internalForm(tokens);
    const { recipient } = this;
    const domain = splitAddress(recipient).domain ?? '';
    if (!isDeliverable(domain)) return { kind: 'bad-syntax', recipient, steps };
    const first = local ? this.localHop(domain) : this.remoteHop(domain);
    const [transport = '', ...rest] = first.transport.split(':');
    const fixed = rest.join(':');
    if (transport === '') return { kind: 'null-transport', recipient, steps };
    const start = { transport, nexthop: fixed === '' ? first.nexthop : fixed };
    // Mail for an alias domain ends here unless virtual_alias_maps has led it elsewhere before.
    const routed = first.class === 'virtual-alias' ? start : this.transportMap(start, domain);
    const hop = this.relocate(routed);
    const at = recipient.search(/[@!%]/);
    return {
      kind: 'resolved',
      class: first.class,
      recipient,
      ...hop,
      routed: recipient.slice(at + 1) !== domain,
      steps,
    };
  }

  /** Takes one local domain after the other off the address, until it is local for good or leads elsewhere. */
  private stripLocalDomains(start: Token[]): { tokens: Token[]; local: boolean } {
    const { program } = this;
    const rules = rewriteRulesOf(program);
    let tokens: Token[] = start;
    let saved: Token[] | undefined;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      tokens = withoutTrailingDot(tokens);
      if (program.yes('resolve_null_domain') && tokens[tokens.length - 1]?.type === '@') tokens.pop();
      const at = tokens.map(({ type }) => type).lastIndexOf('@');
      if (at >= 0) {
        if (at < tokens.length - 1 && !this.isLocal(internalForm(tokens.slice(at + 1))))
          return { tokens, local: false };
        saved = tokens.slice(at);
        tokens = tokens.slice(0, at);
      }
      if (tokens.length > 0 && hasOperator(tokens, rules.swapBangpath, rules.percentHack)) {
        tokens = rewriteTokens(tokens, rules);
        continue;
      }
      const cracked = program.yes('resolve_dequoted_address') ? crackOpen(tokens, rules) : undefined;
      if (!cracked) break;
      tokens = rewriteTokens(cracked, rules);
    }
    const domain = saved ?? scanTokens(`@${program.text('myhostname')}`);
    return { tokens: [...this.named(tokens), ...domain], local: true };
  }

  /** Mail for nobody goes to the mail system itself. */
  private named(tokens: Token[]): Token[] {
    const [only] = tokens;
    const isEmpty = !only || (tokens.length === 1 && only.type === 'quoted' && only.text === '');
    return isEmpty ? scanTokens(this.program.text('empty_address_recipient')) : tokens;
  }

  private isLocal(domain: string): boolean {
    const answer = this.program.isLocal(domain);
    if (answer.kind === 'found') this.lastLocal = { key: answer.key, ...placed(answer.place) };
    return this.holds(answer, 'mydestination', domain);
  }

  private lastLocal: { readonly key: string; readonly place?: Place } | undefined;

  private localHop(domain: string): Hop & { class: AddressClass } {
    this.step({
      kind: 'class',
      subject: domain,
      parameter: 'mydestination',
      result: 'local',
      ...this.lastLocal,
    });
    return { class: 'local', ...this.defaultHop('local_transport', domain) };
  }

  private remoteHop(domain: string): Hop & { class: AddressClass } {
    const { program } = this;
    if (this.isListed('virtual_alias_domains', domain, 'virtual-alias')) {
      const table = program.text('show_user_unknown_table_name') !== 'no' ? ' in virtual alias table' : '';
      return { class: 'virtual-alias', transport: 'error', nexthop: `5.1.1 User unknown${table}` };
    }
    if (this.isListed('virtual_mailbox_domains', domain, 'virtual-mailbox'))
      return { class: 'virtual-mailbox', ...this.defaultHop('virtual_transport', domain) };
    const relay = this.isListed('relay_domains', domain, 'relay');
    if (!relay) this.step({ kind: 'class', subject: domain, parameter: 'mydestination', result: 'default' });
    const { transport } = relay ? this.defaultHop('relay_transport', domain) : this.defaultTransport();
    return { class: relay ? 'relay' : 'default', transport, nexthop: this.relayhost(domain) };
  }

  private defaultHop(parameter: string, nexthop: string): Hop {
    const transport = this.program.text(parameter);
    this.choose(parameter, transport, nexthop);
    return { transport, nexthop };
  }

  private defaultTransport(): { readonly transport: string } {
    const maps = 'sender_dependent_default_transport_maps';
    const found = this.bySender(maps, 'empty_address_default_transport_maps_lookup_key');
    if (found !== undefined && found.toUpperCase() !== 'DUNNO') return { transport: found };
    return this.defaultHop('default_transport', this.recipient);
  }

  private relayhost(domain: string): string {
    const { program } = this;
    const found = this.bySender('sender_dependent_relayhost_maps', 'empty_address_relayhost_maps_lookup_key');
    if (found !== undefined && found.toUpperCase() !== 'DUNNO') return found;
    const relayhost = program.text('relayhost');
    if (relayhost !== '') this.choose('relayhost', relayhost, domain);
    return relayhost === '' ? domain : relayhost;
  }

  private bySender(maps: string, nullKey: string): string | undefined {
    const { program, sender } = this;
    if (program.words(maps).length === 0) return undefined;
    if (sender === undefined) {
      this.step({ kind: 'untold', subject: this.recipient, parameter: maps, result: '', reason: 'sender' });
      return undefined;
    }
    const subject = sender === '' ? program.text(nullKey) : sender;
    const answer = program.find(maps, 'sender-dependent', subject);
    if (!this.holds(answer, maps, subject) || answer.kind !== 'found') return undefined;
    const { key, value } = answer;
    this.step({ kind: 'chosen', subject, parameter: maps, key, result: value, ...placed(answer.place) });
    return value;
  }

  /** transport(5): `transport:nexthop`, either of them left out. */
  private transportMap(hop: Hop, domain: string): Hop {
    const { program, recipient } = this;
    const answer = program.find('transport_maps', 'transport', recipient);
    if (!this.holds(answer, 'transport_maps', recipient) || answer.kind !== 'found') return hop;
    const { key, value } = answer;
    this.step({
      kind: 'chosen',
      subject: recipient,
      parameter: 'transport_maps',
      key,
      result: value,
      ...placed(answer.place),
    });
    const [transport = '', ...rest] = value.split(':');
    const nexthop = rest.join(':');
    if (transport === '') return nexthop === '' ? hop : { ...hop, nexthop };
    const speaks = transport === 'error' || transport === 'retry';
    const fallback = speaks ? 'Address is undeliverable' : domain;
    return { transport, nexthop: nexthop === '' ? fallback : nexthop };
  }

  private relocate(hop: Hop): Hop {
    const { recipient } = this;
    const answer = this.program.find('relocated_maps', 'relocated', recipient);
    if (!this.holds(answer, 'relocated_maps', recipient) || answer.kind !== 'found') return hop;
    const { key, value } = answer;
    const parameter = 'relocated_maps';
    const step = { kind: 'chosen', subject: recipient, parameter, key, result: value } as const;
    this.step({ ...step, ...placed(answer.place) });
    return { transport: 'error', nexthop: `5.1.6 User has moved to ${value}` };
  }

  private isListed(parameter: string, domain: string, result: AddressClass): boolean {
    const answer = this.program.listed(parameter, domain, parameter === 'relay_domains');
    if (!this.holds(answer, parameter, domain) || answer.kind !== 'found') return false;
    const { key } = answer;
    this.step({ kind: 'class', subject: domain, parameter, key, result, ...placed(answer.place) });
    return true;
  }

  private choose(parameter: string, result: string, subject: string): void {
    this.step({
      kind: 'chosen',
      subject,
      parameter,
      result,
      ...placed(this.program.placeOf(parameter)),
    });
  }

  /** Whether there is an answer; an answer that cannot be told counts as none, and is said. */
  private holds(answer: ReturnType<Program['find']>, parameter: string, subject: string): boolean {
    if (answer.kind === 'failed')
      throw new LookupFailure({ parameter, reason: answer.reason }, this.recipient, this.steps);
    if (answer.kind === 'untold')
      this.step({ kind: 'untold', subject, parameter, result: '', reason: answer.reason });
    return answer.kind === 'found';
  }

  private step(step: RouteStep): void {
    this.steps.push(step);
  }
}

interface Hop {
  readonly transport: string;
  readonly nexthop: string;
}

function placed(place: Place | undefined): { readonly place?: Place } {
  return place ? { place } : {};
}

function hasOperator(tokens: readonly Token[], bang: boolean, percent: boolean): boolean {
  return tokens.some(({ type }) => type === '@' || (bang && type === '!') || (percent && type === '%'));
}

/** A quoted local part may hide an address to relay to. */
function crackOpen(
  tokens: readonly Token[],
  rules: { readonly swapBangpath: boolean; readonly percentHack: boolean },
): Token[] | undefined {
  const [only] = tokens;
  if (!only || tokens.length !== 1 || only.type !== 'quoted') return undefined;
  const { text } = only;
  const percent = rules.percentHack ? text.lastIndexOf('%') : -1;
  if (text.includes('@')) return scanTokens(quoted(text));
  if (percent >= 0) return scanTokens(quoted(`${text.slice(0, percent)}@${text.slice(percent + 1)}`));
  return rules.swapBangpath && text.includes('!') ? scanTokens(text) : undefined;
}

const LABEL = /^[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u;

/** A host name, or an address in brackets: a bare address is none (valid_hostname, valid_mailhost_literal). */
function isDeliverable(domain: string): boolean {
  if (domain.startsWith('[')) {
    const [, v6, text = ''] = /^\[(ipv6:)?(.*)\]$/i.exec(domain) ?? [];
    const address = parseInetAddress(text);
    return address !== undefined && (address.length === 16) === (v6 !== undefined);
  }
  if (parseInetAddress(domain) || domain.length > 255 || /^[\d.]+$/.test(domain)) return false;
  return domain.split('.').every((label) => LABEL.test(label));
}
