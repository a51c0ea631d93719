import assert from 'node:assert/strict';
import { isRemoteError } from '../../client/src/ssh/errors';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts, type SharedHosts } from '../support/hosts/sharedHosts';
import { login, textOf, visit, type VisitOptions } from './connection';

for (const suite of hostSuites('sudo')) {
  describe(`sudo on Debian ${suite}`, function () {
    this.timeout(120_000);
    let shared: SharedHosts;
    let host: MailHost;

    before(async () => {
      shared = await sharedHosts();
      host = shared.host(suite);
    });

    const answering = (user: string, ...answers: readonly string[]): VisitOptions => ({
      script: { secrets: { [`sudo ${login(user, host)}`]: answers } },
    });

    const whoAmI = { argv: ['id', '-un'], asRoot: true };

    it('asks nothing where the server does not, nor of root', async () => {
      for (const user of ['deployer', 'root']) {
        await visit(host, user, {}, async ({ session, user: { asked } }) => {
          assert.equal(textOf((await session.run(whoAmI)).stdout), 'root\n');
          assert.deepEqual(asked, []);
        });
      }
    });

    it('asks for the password once, and keeps it for the next connection', async () => {
      const options = answering('admin', shared.passwords.admin);
      await visit(host, 'admin', options, async ({ session, user }) => {
        const both = await Promise.all([session.run(whoAmI), session.run(whoAmI)]);
        assert.deepEqual(
          both.map(({ stdout, stderr }) => [textOf(stdout), textOf(stderr)]),
          [
            ['root\n', ''],
            ['root\n', ''],
          ],
        );
        const again = await session.reconnect();
        assert.equal(textOf((await again.run(whoAmI)).stdout), 'root\n');
        await again.close();
        assert.equal(user.asked.length, 1);
      });
    });

    it('asks again after a wrong password', async () => {
      const options = answering('admin', 'wrong', shared.passwords.admin);
      await visit(host, 'admin', options, async ({ session, user }) => {
        assert.equal(textOf((await session.run(whoAmI)).stdout), 'root\n');
        assert.deepEqual(user.attempts, [1, 2]);
      });
    });

    it('gives the command its standard input, and nothing of the password', async () => {
      const stdin = 'first line\nsecond line\n';
      for (const [user, answers] of [
        ['admin', [shared.passwords.admin]],
        ['deployer', []],
      ] as const) {
        await visit(host, user, answering(user, ...answers), async ({ session }) => {
          for (const round of [1, 2]) {
            const outcome = await session.run({ argv: ['cat'], asRoot: true, stdin });
            assert.equal(textOf(outcome.stdout), stdin, `${user}, ${String(round)}`);
          }
        });
      }
    });

    it('keeps words, codes and errors of the command', async () => {
      await visit(host, 'deployer', {}, async ({ session }) => {
        const outcome = await session.run({
          argv: ['sh', '-c', 'echo "$1" >&2; exit 9', 'sh', "a 'b"],
          asRoot: true,
        });
        assert.deepEqual([outcome.code, textOf(outcome.stderr)], [9, "a 'b\n"]);
        const missing = await session.run({ argv: ['no-such-program'], asRoot: true });
        assert.equal(missing.code, 127);
      });
    });

    it('that is refused: tells in the words of sudo', async () => {
      const options = answering('guest', shared.passwords.guest);
      await visit(host, 'guest', options, async ({ session }) => {
        await assert.rejects(
          session.run(whoAmI),
          (error) =>
            isRemoteError(error, 'sudo-refused') && error.problem.said.includes('not in the sudoers'),
        );
        assert.equal((await session.run({ argv: ['true'] })).code, 0);
      });
    });

    it('that the user gives up is not run', async () => {
      await visit(host, 'admin', {}, async ({ session }) => {
        const run = session.run({ argv: ['touch', '/tmp/by-root'], asRoot: true });
        await assert.rejects(run, (error) => isRemoteError(error, 'sudo-cancelled'));
      });
      assert.equal(host.run(['test', '-e', '/tmp/by-root']).status, 1);
    });

    it('leaves the password in no command line, environment, file or log', async () => {
      const { admin } = shared.passwords;
      await visit(host, 'admin', answering('admin', admin), async ({ session, user }) => {
        const looking = session.run({
          argv: ['sh', '-c', 'echo up >/tmp/up; exec cat /tmp/gate'],
          asRoot: true,
        });
        host.sh('mkfifo /tmp/gate');
        await host.until('[ -s /tmp/up ]');
        const seen = host.sh('cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"');
        assert.ok(seen.includes('/tmp/gate'), 'the command was seen');
        assert.ok(!seen.includes(admin.slice(3, 19)));
        host.sh('echo go >/tmp/gate');
        assert.equal(textOf((await looking).stdout), 'go\n');
        const found = host.run([
          'grep',
          '-rlF',
          admin.slice(3, 19),
          '/var/log',
          '/tmp',
          '/home',
          '/root',
          '/run',
          '/etc',
        ]);
        assert.equal(found.stdout, '');
        assert.ok(!JSON.stringify([user.commands, user.steps]).includes(admin.slice(3, 19)));
        host.sh('rm /tmp/gate /tmp/up');
      });
    });
  });
}
