import ipaddr from 'ipaddr.js';
import { parseNetwork, type Network } from '../postfix/networks';
import { requiresTls } from './dialogue';
import { isHostName } from './names';
import type { Client } from './scenario';
import { rewriterOf, type ServiceSettings } from './settings';

/** Addresses and names that nobody has (RFC 5737, RFC 3849, RFC 2606), to stand for those of strangers. */
export const STRANGER = {
  address: '198.51.100.77',
  address6: '2001:db8::77',
  domain: 'stranger.example',
} as const;
export const FOREIGN_DOMAIN = 'foreign.example';

/** Any client of the internet; it takes TLS where the service asks for it. */
export function stranger(settings: ServiceSettings): Client {
  return { address: STRANGER.address, tls: needsTls(settings) };
}

export function needsTls(settings: ServiceSettings): boolean {
  return settings.yes('smtpd_tls_wrappermode') || requiresTls(settings);
}

/** An address that `mynetworks` trusts: not loopback, if there is another. */
export function trustedAddress(settings: ServiceSettings): string {
  const networks = settings
    .list('mynetworks')
    .flatMap(({ text }) => (text.startsWith('!') ? [] : (parseNetwork(text) ?? [])));
  const outside = networks.find((network) => !isLoopback(network));
  const network = outside ?? networks[0];
  return network ? memberOf(network) : '127.0.0.1';
}

/** Of a network that this machine alone is in. */
export function isLoopback({ address }: Network): boolean {
  return ipaddr.parse(address).range() === 'loopback';
}

/** An address in a network: its second one, since the first is the network's own; no client has one of 0.0.0.0/8. */
export function memberOf({ address, prefix, family }: Network): string {
  const bytes = ipaddr.parse(address).toByteArray();
  const last = bytes.length - 1;
  if (family === 4 && bytes[0] === 0 && prefix < 8) bytes[0] = 1;
  if (prefix < (family === 4 ? 31 : 127)) bytes[last] = (bytes[last] ?? 0) | 1;
  return ipaddr.fromByteArray(bytes).toString();
}

/** What the recipients of a server are called, as far as its settings tell. */
export interface OwnAddresses {
  /** A recipient that is delivered here. */
  readonly local: string;
  /** A recipient in `relay_domains`; absent when there is no such domain to name. */
  readonly relay?: string;
}

export function ownAddresses(settings: ServiceSettings): OwnAddresses {
  const rewriter = rewriterOf(settings);
  const local =
    firstDomain(rewriter, 'mydestination') ??
    firstDomain(rewriter, 'virtual_mailbox_domains') ??
    firstDomain(rewriter, 'virtual_alias_domains') ??
    rewriter.text('myorigin');
  const relay = firstDomain(rewriter, 'relay_domains');
  return { local: `postmaster@${local}`, ...(relay !== undefined && { relay: `postmaster@${relay}` }) };
}

function firstDomain(settings: ServiceSettings, name: string): string | undefined {
  const domains = settings.list(name).map(({ text }) => text);
  const names = domains.filter((domain) => isHostName(domain) && domain.includes('.'));
  return names.find((domain) => !domain.startsWith('localhost')) ?? names[0];
}

/** A recipient of a foreign domain in each form that once led around the restrictions. */
export function routedForms(through: string): Readonly<Record<string, string>> {
  const domain = through.slice(through.lastIndexOf('@') + 1);
  return {
    'user%foreign': `user%${FOREIGN_DOMAIN}`,
    'user%foreign@own': `user%${FOREIGN_DOMAIN}@${domain}`,
    'user@foreign@own': `user@${FOREIGN_DOMAIN}@${domain}`,
    '"user@foreign"@own': `"user@${FOREIGN_DOMAIN}"@${domain}`,
    'foreign!user': `${FOREIGN_DOMAIN}!user`,
    'foreign!user@own': `${FOREIGN_DOMAIN}!user@${domain}`,
    '@own:user@foreign': `@${domain}:user@${FOREIGN_DOMAIN}`,
  };
}
