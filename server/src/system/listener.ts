import { parseEndpoint } from '../postfix/endpoint';
import { fieldText, type Service } from '../postfix/masterCf';
import type { PostfixInstance } from './postfixInstance';
import { wordsOf } from './names';
import { portNumber } from './ports';

/** What an smtpd entry of master.cf offers to clients, from its own options and main.cf. */
export interface Listener {
  /** Host part of the service name; undefined is every address in `inet_interfaces`. */
  readonly host: string | undefined;
  readonly portName: string;
  readonly port: number | undefined;
  readonly tls: 'none' | 'starttls' | 'starttls-required' | 'implicit';
  readonly sasl: 'off' | 'offered' | 'offered-under-tls' | 'required';
}

/** Describes an inet service that runs smtpd; undefined for any other entry. */
export function listenerOf(service: Service, instance: PostfixInstance): Listener | undefined {
  if (fieldText(service, 'type') !== 'inet' || fieldText(service, 'command') !== 'smtpd') return undefined;
  const name = fieldText(service, 'service');
  const endpoint = parseEndpoint(name);
  const { host, port: portName } = typeof endpoint === 'string' ? { host: undefined, port: name } : endpoint;
  const tls = tlsOf(service, instance);
  return { host, portName, port: portNumber(instance, portName), tls, sasl: saslOf(service, instance, tls) };
}

function isYes(name: string, service: Service, instance: PostfixInstance): boolean {
  return instance.effective(name, service)?.toLowerCase() === 'yes';
}

function tlsOf(service: Service, instance: PostfixInstance): Listener['tls'] {
  if (isYes('smtpd_tls_wrappermode', service, instance)) return 'implicit';
  const level = instance.effective('smtpd_tls_security_level', service) ?? '';
  if (level === 'encrypt' || (level === '' && isYes('smtpd_enforce_tls', service, instance)))
    return 'starttls-required';
  if (level === 'may' || (level === '' && isYes('smtpd_use_tls', service, instance))) return 'starttls';
  return 'none';
}

function saslOf(service: Service, instance: PostfixInstance, tls: Listener['tls']): Listener['sasl'] {
  if (!isYes('smtpd_sasl_auth_enable', service, instance)) return 'off';
  if (RESTRICTION_LISTS.some((name) => wantsLogin(instance.effective(name, service) ?? '')))
    return 'required';
  const hidden = tls === 'starttls' && isYes('smtpd_tls_auth_only', service, instance);
  return hidden ? 'offered-under-tls' : 'offered';
}

const RESTRICTION_LISTS = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
];

/** True for a list that lets nobody but logged-in clients through: `permit_sasl_authenticated, reject`. */
function wantsLogin(value: string): boolean {
  const words = wordsOf(value).map(({ text }) => text.toLowerCase());
  const end = words.findIndex((word) => word === 'reject' || word === 'defer');
  if (end < 1) return false;
  const permits = words.slice(0, end).filter((word) => word.startsWith('permit'));
  return permits.length > 0 && permits.every((word) => word === 'permit_sasl_authenticated');
}
