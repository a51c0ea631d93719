import { addressContext, type Oracle } from './session';
import { inHostList } from './lists';
import { NO_NAME, type Client } from './scenario';
import type { ServiceSettings } from './settings';

/** The client can get a TLS session. */
export function offersTls(settings: ServiceSettings): boolean {
  if (settings.yes('smtpd_tls_wrappermode')) return true;
  const level = settings.text('smtpd_tls_security_level').toLowerCase();
  if (level !== '') return level === 'may' || level === 'encrypt';
  return settings.yes('smtpd_use_tls') || settings.yes('smtpd_enforce_tls');
}

/** The client may show a certificate. */
export function asksForCertificates(settings: ServiceSettings): boolean {
  return offersTls(settings) && settings.yes('smtpd_tls_ask_ccert');
}

/** Where systems keep the authorities that give certificates to everybody. */
const PUBLIC_AUTHORITIES =
  /\/(ca-certificates\.crt|ca-bundle\.(crt|pem|trust\.crt)|tls-ca-bundle\.pem|ca-root-nss\.crt|cert\.pem)$/;

/**
 * Authorities that give certificates to strangers are trusted too: those of the system, by their usual names, or a
 * whole directory. A file of another name is taken for an authority of one's own.
 */
export function trustsPublicAuthorities(settings: ServiceSettings): boolean {
  return (
    settings.yes('tls_append_default_CA') ||
    settings.text('smtpd_tls_CApath') !== '' ||
    PUBLIC_AUTHORITIES.test(settings.text('smtpd_tls_CAfile'))
  );
}

/** When a login is possible: never, under TLS only, or at any time (SASL_README). */
export type Login = 'never' | 'under-tls' | 'always';

export function loginOn(settings: ServiceSettings): Login {
  if (!settings.yes('smtpd_sasl_auth_enable')) return 'never';
  const level = settings.text('smtpd_tls_security_level').toLowerCase();
  const hidden = settings.yes('smtpd_tls_auth_only') || level === 'encrypt';
  if (settings.yes('smtpd_tls_wrappermode')) return 'under-tls';
  if (!hidden) return 'always';
  return offersTls(settings) ? 'under-tls' : 'never';
}

/** The client as it can be on this service: without the login that nobody offers it. */
export function asServed(settings: ServiceSettings, client: Client): Client {
  if (client.login === undefined) return client;
  const login = loginOn(settings);
  const possible = login === 'always' || (login === 'under-tls' && client.tls);
  if (possible && !isExcepted(settings, client)) return client;
  const { address, name, reverseName, tls, certificate } = client;
  return {
    address,
    tls,
    ...(name !== undefined && { name }),
    ...(reverseName !== undefined && { reverseName }),
    ...(certificate && { certificate }),
  };
}

/** `smtpd_sasl_exceptions_networks`: clients that are never offered a login. */
function isExcepted(settings: ServiceSettings, client: Client): boolean {
  const name = 'smtpd_sasl_exceptions_networks';
  if (settings.list(name).length === 0) return false;
  const oracle: Oracle = { ask: (_, __, [first]) => first };
  const list = { name, settings, context: addressContext(settings, () => false), oracle };
  const subject = { address: client.address, name: () => client.name ?? NO_NAME, parents: true };
  return inHostList(list, subject) !== undefined;
}
