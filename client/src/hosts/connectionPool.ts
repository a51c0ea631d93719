import { isRemoteError, RemoteError } from '../ssh/errors';
import type { Remote } from '../ssh/remote';
import type { Host } from './inventory';

/** A connection that tells when it is gone: the signal's reason is a RemoteError. */
export interface PooledRemote extends Remote {
  readonly gone: AbortSignal;
}

export type HostState =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly remote: PooledRemote }
  /** The last attempt failed, or the link broke. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface PoolParts {
  open(host: Host, signal: AbortSignal): Promise<PooledRemote>;
  /** The state of a host is another one. */
  changed(host: Host): void;
  /** A connection that nobody closed is gone. */
  lost(host: Host, error: unknown): void;
}

/** An attempt that any number of callers wait for; it goes on as long as one of them does. */
interface Attempt {
  readonly result: Promise<PooledRemote>;
  readonly abort: AbortController;
  waiting: number;
}

const OFF: HostState = { kind: 'off' };

/** One connection a host, made when it is first wanted, for all commands until it is closed or lost. */
export class ConnectionPool {
  private readonly states = new Map<string, HostState>();
  private readonly attempts = new Map<string, Attempt>();

  constructor(private readonly parts: PoolParts) {}

  stateOf({ name }: Host): HostState {
    return this.states.get(name) ?? OFF;
  }

  /** Rejects with a RemoteError; one whose signal was aborted no longer waits, but others do. */
  async connect(host: Host, signal?: AbortSignal): Promise<PooledRemote> {
    const state = this.stateOf(host);
    if (state.kind === 'connected') return state.remote;
    const attempt = this.attempts.get(host.name) ?? this.begin(host);
    attempt.waiting += 1;
    try {
      return await unlessAborted(attempt.result, host, signal);
    } finally {
      attempt.waiting -= 1;
      if (attempt.waiting === 0) attempt.abort.abort();
    }
  }

  async disconnect(host: Host): Promise<void> {
    this.attempts.get(host.name)?.abort.abort();
    const state = this.stateOf(host);
    this.become(host, OFF);
    if (state.kind === 'connected') await state.remote.close();
  }

  async disconnectAll(): Promise<void> {
    for (const { abort } of this.attempts.values()) abort.abort();
    const open = [...this.states.values()].flatMap((state) =>
      state.kind === 'connected' ? [state.remote] : [],
    );
    this.states.clear();
    await Promise.all(open.map((remote) => remote.close()));
  }

  private begin(host: Host): Attempt {
    const abort = new AbortController();
    const attempt: Attempt = { result: this.open(host, abort.signal), abort, waiting: 0 };
    this.attempts.set(host.name, attempt);
    this.become(host, { kind: 'connecting' });
    return attempt;
  }

  private async open(host: Host, signal: AbortSignal): Promise<PooledRemote> {
    try {
      const remote = await this.parts.open(host, signal);
      if (signal.aborted) {
        await remote.close();
        throw new RemoteError({ kind: 'cancelled', host: host.name });
      }
      this.follow(host, remote);
      return remote;
    } catch (error) {
      const given = isRemoteError(error, 'cancelled') || isRemoteError(error, 'login-cancelled');
      this.become(host, given ? OFF : { kind: 'failed', error });
      throw error;
    } finally {
      this.attempts.delete(host.name);
    }
  }

  private follow(host: Host, remote: PooledRemote): void {
    this.become(host, { kind: 'connected', remote });
    remote.gone.addEventListener('abort', () => {
      const state = this.stateOf(host);
      if (state.kind !== 'connected' || state.remote !== remote) return;
      const error: unknown = remote.gone.reason;
      this.become(host, { kind: 'failed', error });
      this.parts.lost(host, error);
    });
  }

  private become(host: Host, state: HostState): void {
    this.states.set(host.name, state);
    this.parts.changed(host);
  }
}

function unlessAborted<T>(work: Promise<T>, { name }: Host, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new RemoteError({ kind: 'cancelled', host: name }));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}
