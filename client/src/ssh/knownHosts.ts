import { createHash, createHmac } from 'node:crypto';

/** One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHost {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly marker: 'revoked' | 'authority' | undefined;
  readonly hosts: string;
  readonly keyType: string;
  /** As in the file: base64. */
  readonly key: string;
}

const MARKERS: Readonly<Record<string, KnownHost['marker']>> = {
  '@revoked': 'revoked',
  '@cert-authority': 'authority',
};

/** What does not look like an entry is passed over, as OpenSSH does. */
export function parseKnownHosts(file: string, text: string): readonly KnownHost[] {
  return text.split('\n').flatMap((raw, index) => {
    const words = raw.trim().split(/[ \t]+/);
    if (words[0] === '' || words[0]?.startsWith('#')) return [];
    const marked = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [hosts, keyType, key] = words;
    const marker = marked === undefined ? undefined : MARKERS[marked];
    if (!hosts || !keyType || !key || (marked !== undefined && marker === undefined)) return [];
    return [{ file, line: index + 1, marker, hosts, keyType, key }];
  });
}

/** The name under which a host is known: its port belongs to it unless it is the usual one. */
export const knownName = (host: string, port: number): string =>
  port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${String(port)}`;

/** `|1|salt|hash`: the name itself cannot be read. */
function matchesHashed(pattern: string, name: string): boolean {
  const [, , salt, hash] = pattern.split('|');
  if (!salt || !hash) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

function matchesWildcards(pattern: string, name: string): boolean {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const expression = escaped.replaceAll('\\*', '.*').replaceAll('\\?', '.');
  return new RegExp(`^${expression}$`, 'i').test(name);
}

/** Patterns apart from each other by commas; one with `!` before it that matches decides alone. */
export function matchesHost(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return hosts.startsWith('|1|') && matchesHashed(hosts, name);
  const patterns = hosts.split(',');
  const refused = patterns.some((one) => one.startsWith('!') && matchesWildcards(one.slice(1), name));
  return !refused && patterns.some((one) => !one.startsWith('!') && matchesWildcards(one, name));
}

/** A line for known_hosts, with the host's name in clear or hashed (`HashKnownHosts`). */
export function knownHostsLine(name: string, key: Uint8Array, hashed: boolean, salt: Uint8Array): string {
  const base64 = Buffer.from(salt).toString('base64');
  const digest = createHmac('sha1', salt).update(name).digest('base64');
  const host = hashed ? `|1|${base64}|${digest}` : name;
  return `${host} ${keyTypeOf(key)} ${Buffer.from(key).toString('base64')}\n`;
}

/** The type that stands at the head of a public key in SSH's own format. */
export function keyTypeOf(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  return bytes.length < 4 ? '' : bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('latin1');
}

export const fingerprintOf = (key: Uint8Array): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

export type HostKeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown'; readonly otherTypes: readonly string[] }
  | { readonly kind: 'changed' | 'revoked' | 'authority'; readonly entry: KnownHost };

/**
 * What the known_hosts files say about the key that a host shows. A key that is known for the host without its port
 * is accepted for any port, as ssh does.
 */
export function judgeHostKey(
  entries: readonly KnownHost[],
  host: string,
  port: number,
  key: Uint8Array,
): HostKeyVerdict {
  const base64 = Buffer.from(key).toString('base64');
  const keyType = keyTypeOf(key);
  const mine = entriesOf(entries, knownName(host, port));
  const anyPort = port === 22 ? [] : entriesOf(entries, knownName(host, 22));
  const isIt = (entry: KnownHost): boolean => entry.key === base64;
  const revoked = [...mine, ...anyPort].find((entry) => entry.marker === 'revoked' && isIt(entry));
  if (revoked) return { kind: 'revoked', entry: revoked };
  const plain = mine.filter(({ marker }) => marker === undefined);
  if (plain.some(isIt) || anyPort.some((entry) => entry.marker === undefined && isIt(entry))) {
    return { kind: 'known' };
  }
  const changed = plain.find((entry) => entry.keyType === keyType);
  if (changed) return { kind: 'changed', entry: changed };
  const authority = mine.find(({ marker }) => marker === 'authority');
  if (authority) return { kind: 'authority', entry: authority };
  return { kind: 'unknown', otherTypes: [...new Set(plain.map((entry) => entry.keyType))] };
}

export const entriesOf = (entries: readonly KnownHost[], name: string): readonly KnownHost[] =>
  entries.filter(({ hosts }) => matchesHost(hosts, name));

/** Types of key that are known for a host, so that it is asked for one of these first. */
export function knownTypes(entries: readonly KnownHost[], host: string, port: number): readonly string[] {
  const names = [knownName(host, port), knownName(host, 22)];
  const plain = names.flatMap((name) => entriesOf(entries, name)).filter(({ marker }) => !marker);
  return [...new Set(plain.map(({ keyType }) => keyType))];
}
