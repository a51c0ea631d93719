import ipaddr from 'ipaddr.js';

const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const MAXIMUM_LENGTH = 255;

/** What Postfix takes for a host name: no empty label, no dash at a label's end, not digits alone (valid_hostname(3)). */
export function isHostName(text: string): boolean {
  if (text === '' || text.length > MAXIMUM_LENGTH || /^[\d.]+$/.test(text)) return false;
  return text.split('.').every((label) => LABEL.test(label));
}

/** The address in `[192.0.2.1]` or `[IPv6:2001:db8::1]`; undefined for other text. */
export function literalAddress(literal: string): string | undefined {
  const inner = /^\[(.*)\]$/s.exec(literal)?.[1];
  if (inner === undefined) return undefined;
  const v6 = /^ipv6:(.*)$/i.exec(inner)?.[1];
  if (v6 !== undefined) return v6.includes(':') && ipaddr.IPv6.isValid(v6) ? v6 : undefined;
  return ipaddr.IPv4.isValidFourPartDecimal(inner) ? inner : undefined;
}
