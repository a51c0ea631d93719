import { canonicalAddress, parseEndpoint } from '../postfix/endpoint';
import { fieldText, type Service } from '../postfix/masterCf';
import type { PostfixInstance } from './postfixInstance';

const PORTS = 65_536;

/** `lmtp=24, smtps=submissions=465` of `known_tcp_ports` (3.6 and later). */
function knownPort(instance: PostfixInstance, name: string): number | undefined {
  if (!instance.release.parameter('known_tcp_ports')) return undefined;
  const groups = (instance.effective('known_tcp_ports') ?? '').split(/[\s,]+/);
  const group = groups.map((text) => text.split('=')).find((words) => words.slice(0, -1).includes(name));
  const number = Number(group?.at(-1));
  return Number.isInteger(number) ? number : undefined;
}

/** The number that a port's name stands for: in `known_tcp_ports`, else in services(5) of Debian. Case matters. */
export function portNumber(instance: PostfixInstance, name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(BigInt(name) % BigInt(PORTS));
  return knownPort(instance, name) ?? instance.release.port(name);
}

/**
 * What master tells services apart by (get_master_ent() of Postfix): type and endpoint in one spelling, so that `25`
 * equals `smtp`; sockets by their directory and name.
 */
export function endpointKey(instance: PostfixInstance, service: Service): string {
  const type = fieldText(service, 'type');
  const name = fieldText(service, 'service');
  if (type !== 'inet') {
    return `${type} ${fieldText(service, 'private') === 'n' ? 'public' : 'private'}/${name}`;
  }
  const endpoint = parseEndpoint(name);
  if (typeof endpoint === 'string') return `${type} ${name}`;
  const port = portNumber(instance, endpoint.port) ?? endpoint.port;
  if (endpoint.host === undefined) return `${type} ${port}`;
  return `${type} [${canonicalAddress(endpoint.host) ?? endpoint.host}]:${port}`;
}
