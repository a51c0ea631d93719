import assert from 'node:assert/strict';
import { ConnectionPool, type PooledRemote } from '../../../client/src/hosts/connectionPool';
import { sshHost, type Host } from '../../../client/src/hosts/inventory';
import { isRemoteError, RemoteError } from '../../../client/src/ssh/errors';

const mx = sshHost('mx');

/** A connection without a server. */
class StandIn implements PooledRemote {
  readonly link = new AbortController();
  readonly gone = this.link.signal;
  closed = false;

  constructor(readonly name: string) {}

  run(): Promise<never> {
    return Promise.reject(new Error('there is no server'));
  }

  reconnect(): Promise<PooledRemote> {
    return Promise.resolve(this);
  }

  close(): Promise<void> {
    this.closed = true;
    this.lose();
    return Promise.resolve();
  }

  lose(): void {
    this.link.abort(new RemoteError({ kind: 'link-lost', host: this.name, said: 'gone' }));
  }
}

/** A pool whose attempts end when the test says so. */
function poolOf() {
  const attempts: {
    readonly signal: AbortSignal;
    readonly succeed: (remote: PooledRemote) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  const states: string[] = [];
  const lost: unknown[] = [];
  const pool: ConnectionPool = new ConnectionPool({
    open: (_host, signal) =>
      new Promise((succeed, fail) => {
        attempts.push({ signal, succeed, fail });
        signal.addEventListener('abort', () => fail(new RemoteError({ kind: 'cancelled', host: 'mx' })));
      }),
    changed: (host: Host) => states.push(pool.stateOf(host).kind),
    lost: (_host, error) => lost.push(error),
  });
  return { pool, attempts, states, lost };
}

const cancelled = (error: unknown): boolean => isRemoteError(error, 'cancelled');

describe('the connection pool', () => {
  it('makes one connection for all who want it', async () => {
    const { pool, attempts, states } = poolOf();
    const both = Promise.all([pool.connect(mx), pool.connect(mx)]);
    const remote = new StandIn('mx');
    attempts[0]?.succeed(remote);
    assert.deepEqual(await both, [remote, remote]);
    assert.equal(await pool.connect(mx), remote);
    assert.equal(attempts.length, 1);
    assert.deepEqual(states, ['connecting', 'connected']);
  });

  it('goes on for others when one no longer waits', async () => {
    const { pool, attempts } = poolOf();
    const impatient = new AbortController();
    const first = pool.connect(mx, impatient.signal);
    const second = pool.connect(mx);
    impatient.abort();
    await assert.rejects(first, cancelled);
    attempts[0]?.succeed(new StandIn('mx'));
    assert.equal((await second).name, 'mx');
  });

  it('ends an attempt that nobody waits for', async () => {
    const { pool, attempts } = poolOf();
    const user = new AbortController();
    const only = pool.connect(mx, user.signal);
    user.abort();
    await assert.rejects(only, cancelled);
    assert.equal(attempts[0]?.signal.aborted, true);
  });

  it('closes a connection that comes when nobody wants it any more', async () => {
    const late = new StandIn('mx');
    let arrive: (remote: PooledRemote) => void = () => undefined;
    const pool = new ConnectionPool({
      open: () => new Promise((resolve) => (arrive = resolve)),
      changed: () => undefined,
      lost: () => assert.fail('it was never there'),
    });
    const connecting = pool.connect(mx);
    await pool.disconnect(mx);
    arrive(late);
    await assert.rejects(connecting, cancelled);
    assert.deepEqual([late.closed, pool.stateOf(mx).kind], [true, 'off']);
  });

  it('keeps why an attempt failed, and tries again when asked', async () => {
    const { pool, attempts } = poolOf();
    const problem = new RemoteError({ kind: 'name-not-found', host: 'mx' });
    const connecting = pool.connect(mx);
    attempts[0]?.fail(problem);
    await assert.rejects(connecting, problem);
    assert.deepEqual(pool.stateOf(mx), { kind: 'failed', error: problem });
    const again = pool.connect(mx);
    attempts[1]?.succeed(new StandIn('mx'));
    await again;
    assert.equal(pool.stateOf(mx).kind, 'connected');
  });

  it('tells that a link was lost, and connects anew afterwards', async () => {
    const { pool, attempts, lost } = poolOf();
    const connecting = pool.connect(mx);
    const remote = new StandIn('mx');
    attempts[0]?.succeed(remote);
    await connecting;
    remote.lose();
    assert.equal(pool.stateOf(mx).kind, 'failed');
    assert.ok(isRemoteError(lost[0], 'link-lost'));
    void pool.connect(mx);
    assert.equal(attempts.length, 2);
  });

  it('says nothing of a connection that the user closed', async () => {
    const { pool, attempts, lost, states } = poolOf();
    const connecting = pool.connect(mx);
    const remote = new StandIn('mx');
    attempts[0]?.succeed(remote);
    await connecting;
    await pool.disconnect(mx);
    assert.deepEqual([remote.closed, lost, states.at(-1)], [true, [], 'off']);
  });

  it('closes everything at the end', async () => {
    const { pool, attempts, lost } = poolOf();
    const connecting = pool.connect(mx);
    const remote = new StandIn('mx');
    attempts[0]?.succeed(remote);
    await connecting;
    const other = assert.rejects(pool.connect(sshHost('web')), cancelled);
    await pool.disconnectAll();
    await other;
    assert.deepEqual([remote.closed, lost], [true, []]);
  });
});
