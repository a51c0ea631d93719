import ipaddr from 'ipaddr.js';
import { splitList } from './values';

/** An address or network as Postfix's address lists write it: `10.0.0.0/8`, `[2001:db8::]/32`, `192.0.2.1`. */
export interface Network {
  readonly family: 4 | 6;
  /** First address, in the family's canonical spelling. */
  readonly address: string;
  readonly prefix: number;
}

export interface AddressCount {
  readonly v4: bigint;
  readonly v6: bigint;
  /** A /0 is among them. */
  readonly everyone: boolean;
}

/** Reads one item; undefined for names, tables, files, and whatever is no network. */
export function parseNetwork(item: string): Network | undefined {
  const match = /^(\[([^\]]*)\]|[^/[\]]+)(?:\/(\d{1,3}))?$/.exec(item);
  const text = match?.[2] ?? match?.[1];
  if (text === undefined) return undefined;
  const address = parseAddress(text);
  if (!address) return undefined;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = match?.[3] === undefined ? bits : Number(match[3]);
  if (prefix > bits) return undefined;
  return { family: bits === 32 ? 4 : 6, address: address.toString(), prefix };
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** How many addresses a list names; overlapping networks are counted once, `!` items not at all. */
export function countAddresses(list: string): AddressCount {
  const networks = splitList(list).flatMap(({ text }) => parseNetwork(text) ?? []);
  const count = (family: Network['family']): bigint =>
    sizeOfUnion(networks.filter((network) => network.family === family).map(rangeOf));
  return { v4: count(4), v6: count(6), everyone: networks.some(({ prefix }) => prefix === 0) };
}

/** First and last address as numbers. */
type Range = readonly [first: bigint, last: bigint];

function rangeOf({ family, address, prefix }: Network): Range {
  const bits = family === 4 ? 32 : 128;
  const number = ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const size = 1n << BigInt(bits - prefix);
  const first = number - (number % size);
  return [first, first + size - 1n];
}

function sizeOfUnion(ranges: readonly Range[]): bigint {
  let counted = 0n;
  let reached = -1n;
  for (const [first, last] of [...ranges].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (last <= reached) continue;
    counted += last - (first > reached ? first - 1n : reached);
    reached = last;
  }
  return counted;
}
