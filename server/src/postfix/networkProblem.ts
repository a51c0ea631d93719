import ipaddr from 'ipaddr.js';

export type NetworkProblemCode =
  | 'hostBits' // 10.0.0.1/8
  | 'badAddress' // 300.0.0.0/8, 10.0.0/8
  | 'netmask' // 10.0.0.0/255.0.0.0
  | 'badPrefix' // 10.0.0.0/x
  | 'longPrefix' // 10.0.0.0/33
  | 'unbracketed' // 2001:db8::/32
  | 'unclosed' // [2001:db8::
  | 'behindBracket' // [2001:db8::]:25
  | 'port' // 10.0.0.1:25
  | 'neverMatches'; // 10.0.0.*

/** What is wrong with an item of an address list, as Postfix reads it (src/util/match_ops.c, cidr_match.c). */
export interface NetworkProblem {
  readonly code: NetworkProblemCode;
  /** Which clients bring it to light: only IPv6 ones, or all. */
  readonly family: 4 | 6;
  /** The items that were meant; the likeliest first. */
  readonly replacements: readonly string[];
}

/** An address or network, in brackets or not; where none is expected, Postfix may take it for a lookup table. */
export function looksLikeNetwork(text: string): boolean {
  const address = text.replace(/^!*\[?|\].*$|\/.*$/g, '');
  return isVersion4(address) || isVersion6(address);
}

/** Judges one item; undefined for good networks and addresses, and for names, files and tables. */
export function networkProblem(item: string): NetworkProblem | undefined {
  const [, bangs = '', body = ''] = /^(!*)(.*)$/s.exec(item) ?? [];
  const problem = bodyProblem(body);
  return problem && { ...problem, replacements: problem.replacements.map((text) => bangs + text) };
}

function bodyProblem(body: string): NetworkProblem | undefined {
  if (body.startsWith('[')) return bracketed(body);
  if (/^\d[\d.]*(\/[\da-f:.[\]/]*)?$/i.test(body)) return plain(body);
  if (looksLikeVersion6(body)) return unbracketed(body);
  const [, address = '', port] = /^([\d.]+):(\d+)$/.exec(body) ?? [];
  if (port !== undefined && isVersion4(address)) return found('port', 4, address);
  const replacement = fromOtherNotation(body);
  if (replacement !== undefined) return found('neverMatches', 4, replacement);
  return /^\d+(\.\d+){3}\/./.test(body) ? found('neverMatches', 4) : undefined;
}

function found(code: NetworkProblemCode, family: 4 | 6, ...replacements: readonly string[]): NetworkProblem {
  return { code, family, replacements };
}

const isVersion4 = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text);
const isVersion6 = (text: string): boolean =>
  !text.includes('%') && text.includes(':') && ipaddr.IPv6.isValid(text);

function looksLikeVersion6(text: string): boolean {
  return /^[\da-f]*:[\da-f]*:[\da-f:.]*(\/\d+)?$/i.test(text);
}

function plain(body: string): NetworkProblem | undefined {
  const [address = '', ...rest] = body.split('/');
  const prefix = rest.length > 0 ? rest.join('/') : undefined;
  if (isVersion4(address))
    return prefix === undefined ? undefined : prefixProblem(4, address, prefix, plainNetwork);
  const code = prefix === undefined ? 'neverMatches' : 'badAddress';
  return found(code, 4, ...mendedVersion4(address, prefix));
}

/** Without leading zeros, or with the octets that an old notation leaves out. */
function mendedVersion4(address: string, prefix: string | undefined): string[] {
  const octets = address.replace(/\.+$/, '').split('.');
  const numbers = octets.map(Number);
  if (numbers.length > 4 || octets.includes('') || numbers.some((number) => number > 255)) return [];
  const length = prefix ?? (numbers.length < 4 ? String(numbers.length * 8) : undefined);
  const full = [...numbers, 0, 0, 0].slice(0, 4).join('.');
  if (length === undefined) return [full];
  return isPrefix(length, 4) ? [networkOf(4, full, Number(length), plainNetwork)] : [];
}

function bracketed(body: string): NetworkProblem | undefined {
  const close = body.indexOf(']');
  if (!/^[\da-f:.[\]/]*$/i.test(body)) return found('neverMatches', 6);
  if (close < 0) {
    const [address = '', prefix] = body.slice(1).split('/');
    return found('unclosed', familyOf(address), bracketedNetwork(address, prefix));
  }
  const inside = body.slice(1, close);
  const behind = body.slice(close + 1);
  const [address = '', inner] = inside.split('/');
  const family = familyOf(address);
  if (behind !== '' && (!behind.startsWith('/') || inner !== undefined))
    return found('behindBracket', family, `[${inside}]`);
  if (family === 4 ? !isVersion4(address) : !isVersion6(address)) return found('badAddress', family);
  const prefix = inner ?? (behind === '' ? undefined : behind.slice(1));
  return prefix === undefined ? undefined : prefixProblem(family, address, prefix, bracketedNetwork);
}

/** Postfix takes such an item for a lookup table of the type before the first colon. */
function unbracketed(body: string): NetworkProblem {
  const [address = '', prefix] = body.split('/');
  if (!isVersion6(address)) return found('unbracketed', 4);
  const length = prefix === undefined ? undefined : Number(prefix);
  if (length === undefined || length > 128) return found('unbracketed', 4, bracketedNetwork(address));
  return found('unbracketed', 4, networkOf(6, address, length, bracketedNetwork));
}

type Writer = (address: string, prefix?: string) => string;

const plainNetwork: Writer = (address, prefix) => (prefix === undefined ? address : `${address}/${prefix}`);
const bracketedNetwork: Writer = (address, prefix) => plainNetwork(`[${address}]`, prefix);

function prefixProblem(
  family: 4 | 6,
  address: string,
  prefix: string,
  write: Writer,
): NetworkProblem | undefined {
  const mask =
    family === 4 && isVersion4(prefix) ? ipaddr.IPv4.parse(prefix).prefixLengthFromSubnetMask() : undefined;
  if (mask !== undefined)
    return found('netmask', 4, ...(mask === null ? [] : [networkOf(4, address, mask, write)]));
  if (!/^\d+$/.test(prefix)) return found('badPrefix', family);
  const length = Number(prefix);
  if (!isPrefix(prefix, family)) return found('longPrefix', family, write(address));
  const network = networkAddress(family, address, length);
  const sameAddress = ipaddr.parse(address).toString() === network;
  return sameAddress ? undefined : found('hostBits', family, write(network, String(length)), write(address));
}

const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);
const isPrefix = (text: string, family: 4 | 6): boolean =>
  /^\d+$/.test(text) && Number(text) <= (family === 4 ? 32 : 128);

function networkAddress(family: 4 | 6, address: string, prefix: number): string {
  const cidr = `${address}/${prefix}`;
  const network =
    family === 4 ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return network.toString();
}

function networkOf(family: 4 | 6, address: string, prefix: number, write: Writer): string {
  return write(networkAddress(family, address, prefix), String(prefix));
}

/** Notations of other programs: wildcards, ranges that are a network, other separators. */
function fromOtherNotation(body: string): string | undefined {
  const wildcard = /^(\d+(?:\.\d+){0,2})(?:\.\*)+$/.exec(body)?.[1];
  if (wildcard !== undefined) return mendedVersion4(wildcard, undefined)[0];
  const [, address = '', prefix] = /^([\d.]+)\\(\d+)$/.exec(body) ?? [];
  if (prefix !== undefined && isVersion4(address)) return plainNetwork(address, prefix);
  if (/^[\d./]+(;[\d./]+)+;?$/.test(body)) return body.split(';').filter(Boolean).join(', ');
  const [, first = '', last = ''] = /^([\d.]+)-([\d.]+)$/.exec(body) ?? [];
  return isVersion4(first) && isVersion4(last) ? networkOfRange(first, last) : undefined;
}

/** Empty for a range that no single network covers exactly. */
function networkOfRange(first: string, last: string): string {
  for (let prefix = 0; prefix <= 32; prefix++) {
    const cidr = `${first}/${prefix}`;
    const isFirst = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString() === first;
    if (isFirst && ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString() === last) return cidr;
  }
  return '';
}
