import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import { RemoteError, type HostKeyProblem } from './errors';
import type { HostOptions } from './hostOptions';
import {
  fingerprintOf,
  judgeHostKey,
  keyTypeOf,
  knownHostsLine,
  knownName,
  knownTypes,
  parseKnownHosts,
  type HostKeyVerdict,
  type KnownHost,
} from './knownHosts';
import type { Prompts } from './prompts';

/** All entries that bear on a host; files that are not there have none. */
export async function loadKnownHosts(options: HostOptions): Promise<readonly KnownHost[]> {
  const files = [...options.userKnownHostsFiles, ...options.globalKnownHostsFiles];
  const entries = await Promise.all(files.map(async (file) => parseKnownHosts(file, await text(file))));
  return [...entries.flat(), ...(await revokedKeys(options.revokedHostKeys))];
}

const text = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** `RevokedHostKeys` as a list of public keys: each is revoked for every host (ssh_config(5)). */
async function revokedKeys(file: string | undefined): Promise<readonly KnownHost[]> {
  if (file === undefined) return [];
  const lines = (await readFile(file, 'latin1')).split('\n');
  if (lines[0]?.startsWith('SSHKRL')) {
    throw new RemoteError({ kind: 'krl-unsupported', file });
  }
  return lines.flatMap((raw, index) => {
    const [keyType, key] = raw.trim().split(/\s+/);
    if (!keyType || !key || keyType.startsWith('#')) return [];
    return [{ file, line: index + 1, marker: 'revoked', hosts: '*', keyType, key }];
  });
}

/** `ssh-rsa` names the key; its signatures have names of their own (RFC 8332). */
const RSA: readonly ServerHostKeyAlgorithm[] = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];
const ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  ...(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'] as const),
  ...RSA,
];

/** Algorithms with those of known keys first, so that a host which has several keys shows the one that is known. */
export function hostKeyAlgorithms(
  entries: readonly KnownHost[],
  options: HostOptions,
): ServerHostKeyAlgorithm[] {
  const types = knownTypes(entries, options.hostKeyName, options.port);
  const first = types.flatMap((type) =>
    type === 'ssh-rsa' ? RSA : ALGORITHMS.filter((algorithm) => algorithm === type),
  );
  return [...new Set([...first, ...ALGORITHMS])];
}

/** Why the key of a host must not be used; nothing when it may be. */
export async function refuseHostKey(
  key: Uint8Array,
  entries: readonly KnownHost[],
  options: HostOptions,
  prompts: Prompts,
  signal: AbortSignal,
): Promise<HostKeyProblem | undefined> {
  const verdict = judgeHostKey(entries, options.hostKeyName, options.port, key);
  const host = knownName(options.hostKeyName, options.port);
  const fingerprint = fingerprintOf(key);
  if (verdict.kind === 'known') return undefined;
  if (verdict.kind !== 'unknown') return problemOf(verdict, host, fingerprint);
  const [file] = options.userKnownHostsFiles;
  const otherKnownTypes = verdict.otherTypes;
  const question = { host, keyType: keyTypeOf(key), fingerprint, otherKnownTypes, file: file ?? '' };
  const trusted =
    options.unknownHostKey === 'accept' ||
    (options.unknownHostKey === 'ask' && (await prompts.trustHostKey(question, signal)));
  if (!trusted) return { kind: 'host-key-unknown', host, fingerprint };
  if (file !== undefined)
    await remember(file, knownHostsLine(host, key, options.hashKnownHosts, randomBytes(20)));
  return undefined;
}

function problemOf(
  { kind, entry }: Extract<HostKeyVerdict, { entry: KnownHost }>,
  host: string,
  fingerprint: string,
): HostKeyProblem {
  return { kind: `host-key-${kind}`, host, file: entry.file, line: entry.line, fingerprint };
}

async function remember(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await text(file);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  await appendFile(file, gap + line, { mode: 0o600 });
}
