import assert from 'node:assert/strict';
import { describeCommand } from '../../../client/src/hosts/commandLog';
import { RemoteError, type RemoteProblem } from '../../../client/src/ssh/errors';
import { describeProblem } from '../../../client/src/ssh/problemTexts';

const host = 'mx';
const said = 'no \u001b[31mway\n';
const known = { host, file: '/home/me/.ssh/known_hosts', line: 7, fingerprint: 'SHA256:abc' };

/** One of each kind. */
const PROBLEMS: { readonly [K in RemoteProblem['kind']]: Extract<RemoteProblem, { kind: K }> } = {
  'bad-target': { kind: 'bad-target', host, said },
  'name-not-found': { kind: 'name-not-found', host },
  unreachable: { kind: 'unreachable', address: 'mx:22', said },
  'proxy-failed': { kind: 'proxy-failed', via: 'gate', said },
  'handshake-failed': { kind: 'handshake-failed', host, said },
  'host-key-unknown': { kind: 'host-key-unknown', host, fingerprint: 'SHA256:abc' },
  'host-key-changed': { kind: 'host-key-changed', ...known },
  'host-key-revoked': { kind: 'host-key-revoked', ...known },
  'host-key-authority': { kind: 'host-key-authority', ...known },
  'krl-unsupported': { kind: 'krl-unsupported', file: '/etc/ssh/krl' },
  'login-failed': { kind: 'login-failed', login: 'me@mx', offered: ['publickey', 'password'] },
  'login-cancelled': { kind: 'login-cancelled', login: 'me@mx' },
  'link-lost': { kind: 'link-lost', host, said },
  'channel-refused': { kind: 'channel-refused', host, said },
  cancelled: { kind: 'cancelled', host },
  'too-late': { kind: 'too-late', host, milliseconds: 60_000 },
  'sudo-refused': { kind: 'sudo-refused', host, said },
  'sudo-cancelled': { kind: 'sudo-cancelled', host },
};

describe('what a user is told of a problem with a server', () => {
  for (const problem of Object.values(PROBLEMS)) {
    it(`${problem.kind}: every fact is filled in, and what the server said shows itself`, () => {
      for (const language of ['en', 'zh-cn'] as const) {
        const { happened, next } = describeProblem(new RemoteError(problem), language);
        const shown = happened + next;
        assert.ok(!['{', '}', '\n', '\u001b'].some((bad) => shown.includes(bad)), shown);
        if ('said' in problem) assert.ok(happened.includes('no \\x1b[31mway'), happened);
      }
    });
  }

  it('a changed key: names the line that decides, and the way out', () => {
    const { next } = describeProblem(new RemoteError(PROBLEMS['host-key-changed']), 'en');
    assert.match(next, /line 7 of \/home\/me\/\.ssh\/known_hosts \(ssh-keygen -R mx\)/);
  });
});

describe('the log of the servers', () => {
  it('shows who ran what, how it ended and how long it took', () => {
    const record = { host, command: 'postconf -n', asRoot: true, outcome: '0', elapsed: 12.7 };
    assert.equal(describeCommand(record), 'mx # postconf -n → 0 (13 ms)');
    assert.equal(describeCommand({ ...record, asRoot: false, outcome: '1' }), 'mx $ postconf -n → 1 (13 ms)');
  });
});
