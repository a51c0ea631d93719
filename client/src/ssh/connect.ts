import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import { messageOf, RemoteError, throwIfCancelled, type HostKeyProblem } from './errors';
import { hostKeyAlgorithms, loadKnownHosts, refuseHostKey } from './hostKey';
import type { HostOptions, Target } from './hostOptions';
import { Login } from './login';
import { PausingTimer, pausing } from './pausingTimer';
import type { Prompts, RemoteLog } from './prompts';
import type { Secrets } from './secrets';
import { resolveHost, type ConfigSource } from './sshConfig';
import { CommandStream, tcpStream } from './stream';

export interface Way {
  readonly target: Target;
  readonly source: ConfigSource;
  readonly prompts: Prompts;
  readonly log: RemoteLog;
  readonly secrets: Secrets;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

/** In milliseconds; time in which the user is asked does not count. */
export interface Limits {
  readonly connect: number;
  /** Between two signs of life of a connection; after three without an answer it counts as lost. */
  readonly alive: number;
}

/** A client that is logged in, and the hosts in between that it came by. */
export interface Connection {
  readonly client: Client;
  readonly options: HostOptions;
  close(): void;
}

/** More hosts than anybody has in a row; ssh_config may name itself as its own jump host. */
const LONGEST_CHAIN = 8;

/**
 * Connects and logs in, through jump hosts where the configuration says so.
 *
 * @param jumps hosts to pass; those of the configuration when undefined
 */
export async function connectTo(way: Way, jumps?: readonly Target[], depth = 0): Promise<Connection> {
  const options = await resolveHost(way.target, way.source);
  const chain = jumps ?? options.proxyJump;
  const before = chain.at(-1);
  if (depth > LONGEST_CHAIN) {
    throw new RemoteError({
      kind: 'proxy-failed',
      via: way.target.host,
      said: 'the jump hosts go in circles',
    });
  }
  if (before) {
    // As `ssh -J a,b`: b is reached by a, and a by what its own configuration says.
    const earlier = chain.length > 1 ? chain.slice(0, -1) : undefined;
    const gate = await connectTo({ ...way, target: before }, earlier, depth + 1);
    return logInOrClose(way, options, () => forwarded(gate.client, options), gate);
  }
  const { proxyCommand } = options;
  if (proxyCommand !== undefined) {
    return logInOrClose(way, options, () => Promise.resolve(new CommandStream(proxyCommand)));
  }
  const timeout = options.connectTimeout ?? way.limits.connect;
  return logInOrClose(way, options, () => tcpStream(options, timeout, way.signal));
}

async function logInOrClose(
  way: Way,
  options: HostOptions,
  open: () => Promise<Duplex>,
  gate?: Connection,
): Promise<Connection> {
  try {
    const client = await logIn(way, options, open);
    const close = (): void => {
      client.end();
      gate?.close();
    };
    client.on('close', () => gate?.close());
    return { client, options, close };
  } catch (error) {
    gate?.close();
    throw error;
  }
}

function forwarded(client: Client, { hostName, port }: HostOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, hostName, port, (error, channel) => {
      const via = `${hostName}:${String(port)}`;
      if (error) reject(new RemoteError({ kind: 'proxy-failed', via, said: error.message }));
      else resolve(channel);
    });
  });
}

/** Errors after which ssh2 tries the next key or method by itself. */
const PASSING = new Set(['agent']);

async function logIn(way: Way, options: HostOptions, open: () => Promise<Duplex>): Promise<Client> {
  const { limits, log, secrets, signal } = way;
  const host = options.hostName;
  const entries = await loadKnownHosts(options);
  throwIfCancelled(signal, host);
  // Nothing is waited for between this and the listeners: a command may fail at once.
  const stream = await open();
  const timer = new PausingTimer(limits.connect);
  const prompts = pausing(way.prompts, timer);
  const login = new Login({ options, prompts, secrets, signal });
  const client = new Client();
  let refused: HostKeyProblem | undefined;
  let stop = (): void => undefined;
  const done = new Promise<Client>((resolve, reject) => {
    const fail = (error: Error & { level?: string }): void => {
      if (PASSING.has(error.level ?? '')) {
        log.step(host, error.message);
        return;
      }
      reject(refused ? new RemoteError(refused) : loginError(error, options, login, timer));
    };
    timer.start(() => fail(new Error(`nobody answered within ${String(limits.connect)} ms`)));
    stop = () => reject(new RemoteError({ kind: 'cancelled', host }));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    client.on('error', fail);
    client.on('close', () => fail(new Error('the server closed the connection')));
    client.on('ready', () => resolve(client));
    stream.on('error', fail);
  });
  client.on('handshake', ({ serverHostKey, kex }) => log.step(host, `${serverHostKey}, ${kex}`));
  client.connect({
    sock: stream,
    username: options.user,
    readyTimeout: 0,
    keepaliveInterval: options.aliveInterval ?? limits.alive,
    keepaliveCountMax: options.aliveCountMax,
    algorithms: { serverHostKey: hostKeyAlgorithms(entries, options) },
    authHandler: login.next,
    hostVerifier: (key: Buffer, verify: (valid: boolean) => void): void => {
      // A question that could not be asked was not answered with yes.
      const judge = async (): Promise<boolean> => {
        refused = await refuseHostKey(key, entries, options, prompts, signal);
        return refused === undefined;
      };
      judge().then(verify, (error: unknown) => {
        log.step(host, messageOf(error));
        verify(false);
      });
    },
  });
  try {
    return await done;
  } catch (error) {
    client.destroy();
    stream.destroy();
    throw error;
  } finally {
    timer.stop();
    signal.removeEventListener('abort', stop);
  }
}

function loginError(
  error: Error & { level?: string },
  { user, hostName: host }: HostOptions,
  { cancelled, offered }: Login,
  timer: PausingTimer,
): RemoteError {
  if (error instanceof RemoteError) return error;
  const login = `${user}@${host}`;
  if (cancelled) return new RemoteError({ kind: 'login-cancelled', login });
  if (timer.isOver) return new RemoteError({ kind: 'too-late', host, milliseconds: timer.limit });
  if (offered.length > 0) return new RemoteError({ kind: 'login-failed', login, offered }, { cause: error });
  return new RemoteError({ kind: 'handshake-failed', host, said: messageOf(error) }, { cause: error });
}
