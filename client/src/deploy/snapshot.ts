import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { readRecords } from './records';
import { INSPECT } from './script/inspect';
import { modeOf, type ServerFile } from './serverFile';

/** Which installation on a host is meant. */
export interface Target {
  /** Postfix's configuration directory; the server's default when undefined, not looked at when null. */
  readonly postfix?: string | null;
  /** Dovecot's main file, in the same way. */
  readonly dovecot?: string | null;
  /** Where deploys are kept on the server. */
  readonly stateDirectory?: string;
  /** A mailbox that gets a test message after each deploy. */
  readonly testRecipient?: string;
}

/** By whom a service is started and stopped. */
export type ServiceManager = 'systemd' | 'openrc' | 'bsd' | 'none';

interface RunningService {
  readonly version: string;
  readonly running: boolean;
  readonly manager: ServiceManager;
}

export interface PostfixFacts extends RunningService {
  readonly configDirectory: string;
  /** Empty when postconf refuses the configuration. */
  readonly queueDirectory: string;
  /** What `postconf -x` prints: values in force, expanded. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface DovecotFacts extends RunningService {
  readonly configFile: string;
  readonly baseDirectory: string;
}

/** What was on a server at one moment. */
export interface Snapshot {
  readonly host: string;
  readonly postfix: PostfixFacts | undefined;
  readonly dovecot: DovecotFacts | undefined;
  /** By path. */
  readonly files: ReadonlyMap<string, ServerFile>;
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: 'not-a-file' | 'too-large' | 'name-not-utf8';
}

/** More would be no mail server's configuration. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;

export async function takeSnapshot(
  remote: Remote,
  target: Target,
  options: RunOptions = {},
): Promise<Snapshot> {
  const words = [target.postfix, target.dovecot].map((word) => (word === null ? '-' : (word ?? '')));
  const outcome = await remote.run(
    { argv: ['sh', '-s', '--', ...words], asRoot: true, stdin: INSPECT },
    { ...options, outputLimit: OUTPUT_LIMIT },
  );
  const text = decode(outcome.stdout);
  if (outcome.truncated || !text.endsWith('end\x000\x00')) {
    throw new DeployError('inspect-failed', { host: remote.name, said: decode(outcome.stderr) });
  }
  const snapshot = readSnapshot(remote.name, text);
  if (!snapshot.postfix && !snapshot.dovecot) throw new DeployError('no-mail-server', { host: remote.name });
  return snapshot;
}

/** Reads the records of the inspection; what it does not know, or what has another shape, it passes over. */
export function readSnapshot(host: string, text: string): Snapshot {
  const records = readRecords(text);
  const fieldsOf = (tag: string): readonly string[] | undefined =>
    records.find((record) => record.tag === tag)?.fields;
  const files = records.filter(({ tag }) => tag === 'file').map(({ fields }) => readFile(fields));
  return {
    host,
    postfix: readPostfix(fieldsOf('postfix'), fieldsOf('parameters')?.[0] ?? ''),
    dovecot: readDovecot(fieldsOf('dovecot')),
    files: new Map(files.flatMap((file) => ('hash' in file ? [[file.path, file]] : []))),
    skipped: [
      ...files.flatMap((file) => ('reason' in file ? [file] : [])),
      ...records.filter(({ tag }) => tag === 'skipped').map(({ fields }) => readSkipped(fields)),
    ],
  };
}

function readFile(fields: readonly string[]): ServerFile | SkippedFile {
  const [path = '', real = '', letters = '', uid, gid, size, hash = ''] = fields;
  if (`${path}${real}`.includes('\ufffd')) return { path, reason: 'name-not-utf8' };
  if (!/^[0-9a-f]{64}$/.test(hash)) return { path, reason: 'not-a-file' };
  return {
    path,
    real,
    hash,
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    mode: modeOf(letters.slice(1)),
  };
}

function readSkipped([path = '', reason]: readonly string[]): SkippedFile {
  return { path, reason: reason === 'too-large' ? reason : 'not-a-file' };
}

function readPostfix(fields: readonly string[] | undefined, parameters: string): PostfixFacts | undefined {
  if (!fields) return undefined;
  const [version = '', configDirectory = '', queueDirectory = '', running, manager] = fields;
  return {
    version,
    configDirectory,
    queueDirectory,
    running: running === 'yes',
    manager: managerOf(manager),
    parameters: readParameters(parameters),
  };
}

function readDovecot(fields: readonly string[] | undefined): DovecotFacts | undefined {
  if (!fields) return undefined;
  const [version = '', configFile = '', baseDirectory = '', running, manager] = fields;
  return {
    version: version.split(' ', 1)[0] ?? '',
    configFile,
    baseDirectory,
    running: running === 'yes',
    manager: managerOf(manager),
  };
}

const MANAGERS: readonly ServiceManager[] = ['systemd', 'openrc', 'bsd'];

function managerOf(word: string | undefined): ServiceManager {
  return MANAGERS.find((manager) => manager === word) ?? 'none';
}

/** `name = value` lines, as postconf prints them. */
export function readParameters(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(' =');
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2).trim()]];
  });
  return new Map(pairs);
}
