import { evaluate } from '../../../../server/src/postfix/evaluate';
import { lastByName, parseMainCf } from '../../../../server/src/postfix/mainCf';
import { fieldText, parseMasterCf, type Service } from '../../../../server/src/postfix/masterCf';
import type { Listener } from './model';

/** Programs that greet a client first. */
const GREETING: ReadonlySet<string> = new Set(['smtpd', 'postscreen']);

/**
 * The doors that a master.cf opens, with an address that reaches each from the server itself. None when
 * master_service_disable closes some of them.
 */
export function listenersOf(
  mainCf: string,
  masterCf: string,
  inForce: ReadonlyMap<string, string>,
): Listener[] {
  const own = lastByName(parseMainCf(mainCf).parameters);
  const raw = (name: string): string | undefined => own.get(name)?.value.text ?? inForce.get(name);
  const valueOf = (name: string): string => evaluate(raw(name) ?? '', raw).text;
  if (valueOf('master_service_disable') !== '') return [];
  const address = reachableAddress(valueOf('inet_interfaces'), valueOf('inet_protocols'));
  const wrapped = valueOf('smtpd_tls_wrappermode');
  const services = parseMasterCf(masterCf).services.filter(
    (service) => fieldText(service, 'type') === 'inet',
  );
  // Of two lines for one door the last one counts.
  const doors = services.map((service) => listenerOf(service, address, wrapped));
  return [...new Map(doors.map((door) => [`${door.address} ${door.port}`, door])).values()];
}

function listenerOf(service: Service, ofAll: string, wrappedByDefault: string): Listener {
  const name = fieldText(service, 'service');
  const colon = name.lastIndexOf(':');
  const host = name.slice(0, Math.max(colon, 0)).replace(/^\[|\]$/g, '');
  const wrapped =
    service.overrides.findLast((override) => override.name === 'smtpd_tls_wrappermode')?.value.text ??
    wrappedByDefault;
  return {
    address: host === '' ? ofAll : host,
    port: name.slice(colon + 1),
    greets: GREETING.has(fieldText(service, 'command')) && wrapped.toLowerCase() !== 'yes',
  };
}

function reachableAddress(interfaces: string, protocols: string): string {
  const loopback = protocols.trim() === 'ipv6' ? '::1' : '127.0.0.1';
  const words = interfaces.split(/[\s,]+/).filter((word) => word !== '');
  const everywhere = words.length === 0 || words.includes('all') || words.includes('loopback-only');
  if (everywhere || words.includes(loopback) || words.includes('localhost')) return loopback;
  return (words.find((word) => /^[0-9a-f.:[\]]+$/i.test(word)) ?? loopback).replace(/^\[|\]$/g, '');
}
