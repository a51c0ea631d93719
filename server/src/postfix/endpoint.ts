import ipaddr from 'ipaddr.js';

/** Column 1 of an inet service: `port`, `host:port`, `[address]:port`, `:port`. */
export interface Endpoint {
  /** Undefined when the service listens on every address in `inet_interfaces`. */
  readonly host: string | undefined;
  /** Number or name. */
  readonly port: string;
  /** Index of the port in the text. */
  readonly portStart: number;
}

export type EndpointProblem =
  'bracket-not-closed' | 'text-behind-bracket' | 'bad-host' | 'no-port' | 'text-behind-number';

/** Cuts an endpoint as master does (src/global/host_port.c): at the last colon, or behind the bracket. */
export function parseEndpoint(text: string): Endpoint | EndpointProblem {
  const endpoint = text.startsWith('[') ? cutBracketed(text) : cutPlain(text);
  if (typeof endpoint === 'string') return endpoint;
  const { host, port } = endpoint;
  if (host !== undefined && !isHostName(host) && !canonicalAddress(host)) return 'bad-host';
  if (port === '') return 'no-port';
  return /^\d/.test(port) && !/^\d+$/.test(port) ? 'text-behind-number' : endpoint;
}

function cutPlain(text: string): Endpoint {
  const colon = text.lastIndexOf(':');
  const host = colon > 0 ? text.slice(0, colon) : undefined;
  return { host, port: text.slice(colon + 1), portStart: colon + 1 };
}

function cutBracketed(text: string): Endpoint | EndpointProblem {
  const close = text.indexOf(']');
  if (close < 0) return 'bracket-not-closed';
  const behind = text.slice(close + 1);
  if (behind !== '' && !behind.startsWith(':')) return 'text-behind-bracket';
  const host = text.slice(1, close).replace(/^IPv6:/i, '');
  return { host, port: behind.slice(1), portStart: Math.min(close + 2, text.length) };
}

/** The spelling in which two texts for one address are equal; undefined for what is no address. */
export function canonicalAddress(host: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(host)) return ipaddr.IPv4.parse(host).toString();
  return host.includes(':') && ipaddr.IPv6.isValid(host) ? ipaddr.IPv6.parse(host).toString() : undefined;
}

const LABEL = '[A-Za-z0-9_\\u0080-\\uffff](?:[A-Za-z0-9_\\u0080-\\uffff-]{0,61}[A-Za-z0-9_\\u0080-\\uffff])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** What Postfix takes for a host name: no empty label, no dash at a label's end, not digits alone. */
function isHostName(text: string): boolean {
  return HOST_NAME.test(text) && /[^\d.]/.test(text);
}

/** `inet:host:port`, `unix:path` or `local:path`: how Postfix names a Milter or a policy server. */
export function isServerEndpoint(text: string): boolean {
  const [, transport, address = ''] = /^(inet|unix|local):(.+)$/.exec(text) ?? [];
  return transport === 'inet' ? typeof parseEndpoint(address) !== 'string' : transport !== undefined;
}
