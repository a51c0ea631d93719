import assert from 'node:assert/strict';
import { isRemoteError } from '../../client/src/ssh/errors';
import { decode } from '../../client/src/ssh/remoteText';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { connect, textOf, visit, type Visit } from './connection';

const ODD_WORDS = [
  '',
  ' ',
  'a b',
  "it's",
  '"quoted"',
  '$HOME `id` $(id)',
  'back\\slash\\\\',
  'line\nbreak',
  '!history',
  '*?[a-z]{a,b}~',
  '-n',
  'a;b&c|d<e>f(g)h#i',
  'Grüße 你好',
  '\t',
  '%s\\n',
];

for (const suite of hostSuites('commands over SSH')) {
  describe(`commands on Debian ${suite}`, function () {
    this.timeout(120_000);
    let host: MailHost;
    let own: Visit;

    before(async () => {
      host = (await sharedHosts()).host(suite);
      own = await connect(host, 'deployer');
    });
    after(() => own.session.close());

    const sh = (script: string): readonly string[] => ['sh', '-c', script];

    it('have a code, or a signal, and two streams', async () => {
      const outcome = await own.session.run({ argv: sh('echo out; echo err >&2; exit 7') });
      assert.deepEqual(
        [outcome.code, outcome.signal, textOf(outcome.stdout), textOf(outcome.stderr), outcome.truncated],
        [7, undefined, 'out\n', 'err\n', false],
      );
      const killed = await own.session.run({ argv: sh('kill -KILL $$') });
      assert.deepEqual([killed.code, killed.signal], [undefined, 'SIGKILL']);
    });

    it('get their standard input, also without reading it', async () => {
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);
      const echoed = await own.session.run({ argv: ['cat'], stdin: bytes });
      assert.deepEqual(Buffer.from(echoed.stdout), Buffer.from(bytes));
      assert.equal((await own.session.run({ argv: ['true'], stdin: bytes })).code, 0);
    });

    for (const [user, shell] of Object.entries({ admin: 'bash', deployer: 'dash', guest: 'BusyBox sh' })) {
      it(`get every word as it is, through ${shell}`, async () => {
        const words = await visit(host, user, {}, async ({ session }) => {
          const outcome = await session.run({ argv: ['printf', '%s\\0', ...ODD_WORDS] });
          return textOf(outcome.stdout).split('\0').slice(0, -1);
        });
        assert.deepEqual(words, ODD_WORDS);
      });
    }

    it('find the programs of Postfix although the login has a short path', async () => {
      const outcome = await own.session.run({ argv: ['postconf', '-h', 'mail_name'] });
      assert.equal(textOf(outcome.stdout), 'Postfix\n');
    });

    it('may write megabytes, of which as many are kept as wanted', async () => {
      const argv = sh('head -c 6000000 /dev/zero | tr "\\0" x; echo end >&2');
      const whole = await own.session.run({ argv });
      assert.deepEqual([whole.stdout.length, whole.truncated], [6_000_000, false]);
      const part = await own.session.run({ argv }, { outputLimit: 1000 });
      assert.deepEqual([part.stdout.length, textOf(part.stderr), part.truncated], [1000, 'end\n', true]);
    });

    it('may write what is no UTF-8', async () => {
      const { stdout } = await own.session.run({ argv: ['printf', 'a\\377\\303(\\0b'] });
      assert.deepEqual([...stdout], [0x61, 0xff, 0xc3, 0x28, 0, 0x62]);
      assert.equal(decode(stdout), 'a\ufffd\ufffd(\0b');
    });

    it('run at the same time, also where the server allows one', async () => {
      host.listen(2225, ['MaxSessions 1']);
      const { client } = await sharedHosts();
      const file = client.config('config-one', ['Host *', 'Port 2225', 'StrictHostKeyChecking accept-new']);
      await visit(host, 'deployer', { source: { file } }, async ({ session }) => {
        const numbers = Array.from({ length: 12 }, (_, index) => String(index));
        const outcomes = await Promise.all(numbers.map((n) => session.run({ argv: ['echo', n] })));
        assert.deepEqual(
          outcomes.map(({ stdout }) => textOf(stdout).trim()),
          numbers,
        );
      });
    });

    it('are logged, with code and time', async () => {
      await own.session.run({ argv: ['ls', '/no such\nplace'] });
      const last = own.user.commands.at(-1);
      assert.equal(last?.command, "ls '/no such\\nplace'");
      assert.equal(last.outcome, '2');
      assert.ok(last.elapsed > 0);
    });

    it('end when they are cancelled or take too long, and the session goes on', async () => {
      const pidFile = `/tmp/pid-${suite}`;
      const argv = sh(`echo $$ >${pidFile}; echo begun; exec sleep 1000`);
      const cancel = new AbortController();
      const cancelled = own.session.run({ argv }, { signal: cancel.signal });
      await host.until(`[ -s ${pidFile} ]`);
      cancel.abort();
      await assert.rejects(cancelled, (error) => isRemoteError(error, 'cancelled'));
      await host.until(`! kill -0 "$(cat ${pidFile})" 2>/dev/null`);
      await assert.rejects(
        own.session.run({ argv: ['sleep', '1000'] }, { timeout: 100 }),
        (error) => isRemoteError(error, 'too-late') && error.problem.milliseconds === 100,
      );
      assert.equal((await own.session.run({ argv: ['true'] })).code, 0);
    });

    it('that were cancelled before do not run', async () => {
      await assert.rejects(
        own.session.run({ argv: ['touch', '/tmp/never'] }, { signal: AbortSignal.abort() }),
        (error) => isRemoteError(error, 'cancelled'),
      );
      assert.equal(host.run(['test', '-e', '/tmp/never']).status, 1);
    });

    it('makes a new connection although connecting can no longer be given up', async () => {
      const connecting = new AbortController();
      await visit(host, 'root', { signal: connecting.signal }, async ({ session }) => {
        connecting.abort();
        const again = await session.reconnect();
        assert.equal(textOf((await again.run({ argv: ['id', '-un'] })).stdout), 'root\n');
        await again.close();
      });
    });

    it('are told of when the server ends the connection, and so is every later one', async () => {
      const { session } = await connect(host, 'guest');
      const running = session.run({ argv: ['sleep', '1000'] });
      const gone = assert.rejects(running, (error) => isRemoteError(error, 'link-lost'));
      await host.until('pkill -u guest -x sleep -0');
      host.sh('pkill -u guest sshd');
      await gone;
      await assert.rejects(session.run({ argv: ['true'] }), (error) => isRemoteError(error, 'link-lost'));
      const again = await session.reconnect();
      assert.equal((await again.run({ argv: ['true'] })).code, 0);
      await again.close();
    });

    it('are told of when the server falls silent', async () => {
      const { network } = await sharedHosts();
      const { session } = await connect(host, 'guest', { limits: { alive: 100 } });
      const running = session.run({ argv: ['sleep', '1000'] });
      network.setLink(host.address, 'down');
      try {
        await assert.rejects(
          running,
          (error) => isRemoteError(error, 'link-lost') && /keepalive/i.test(error.problem.said),
        );
      } finally {
        network.setLink(host.address, 'up');
      }
    });

    it('cannot be sent where nobody listens, or to a name that nobody has', async () => {
      const refused = connect(host, 'guest', { target: { host: host.address, port: 9 } });
      await assert.rejects(refused, (error) => isRemoteError(error, 'unreachable'));
      const unknown = connect(host, 'guest', { target: { host: 'no-such-host.invalid' } });
      await assert.rejects(unknown, (error) => isRemoteError(error, 'name-not-found'));
      const option = connect(host, 'guest', { target: { host: '-oProxyCommand=id' } });
      await assert.rejects(option, (error) => isRemoteError(error, 'bad-target'));
    });

    it('of which the connection is cancelled', async () => {
      const cancel = new AbortController();
      const connecting = connect(host, 'guest', { signal: cancel.signal });
      cancel.abort();
      await assert.rejects(connecting, (error) => isRemoteError(error, 'cancelled'));
    });
  });
}
