/** An address as the 4 or 16 bytes of inet_pton(3). */
export type AddressBytes = readonly number[];

const DECIMAL = /^(?:0|[1-9]\d{0,2})$/;
const GROUPS = 8;

/** Reads what inet_pton(3) takes: four decimal numbers without leading zeros, or an IPv6 address without a zone. */
export function parseInetAddress(text: string): AddressBytes | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): AddressBytes | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part) && Number(part) <= 255))
    return undefined;
  return parts.map(Number);
}

function parseV6(text: string): AddressBytes | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = GROUPS - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

/** Groups of 16 bits; an IPv4 address may stand at the end of all. */
function parseGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = last && index === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4) {
      const [a = 0, b = 0, c = 0, d = 0] = v4;
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** An address with only its first `prefix` bits left. */
export function maskAddress(address: AddressBytes, prefix: number): AddressBytes {
  return address.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    return byte & ((0xff << (8 - bits)) & 0xff);
  });
}

/** True when the first `prefix` bits of two addresses of one family are equal. */
export function inNetwork(address: AddressBytes, network: AddressBytes, prefix: number): boolean {
  if (address.length !== network.length) return false;
  const masked = maskAddress(address, prefix);
  return network.every((byte, index) => byte === masked[index]);
}
