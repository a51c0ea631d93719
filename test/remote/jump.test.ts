import assert from 'node:assert/strict';
import { isRemoteError } from '../../client/src/ssh/errors';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts, type SharedHosts } from '../support/hosts/sharedHosts';
import { connect, textOf, visit, type VisitOptions } from './connection';

const [near, far = near] = hostSuites('jump hosts');

if (near && far) {
  describe('jump hosts', function () {
    this.timeout(120_000);
    let shared: SharedHosts;
    let gate: MailHost;
    let inner: MailHost;

    before(async () => {
      shared = await sharedHosts();
      gate = shared.host(near);
      inner = shared.host(far);
    });

    /** `inside` listens on its own loopback interface alone. */
    const inside = (jump: string): VisitOptions => {
      shared.client.trust('inside', inner.publicKey());
      const lines = [
        ...['Host gate', `HostName ${gate.address}`, 'User guest'],
        ...['Host inner', `HostName ${inner.address}`, 'User guest'],
        ...['Host inside', 'HostName 127.0.0.1', 'Port 2222', 'HostKeyAlias inside', jump],
      ];
      return {
        target: { host: 'inside', user: 'deployer' },
        source: { file: shared.client.config('config-jump', lines) },
      };
    };

    const addresses = async (options: VisitOptions): Promise<string> =>
      visit(inner, 'deployer', options, async ({ session }) => {
        const outcome = await session.run({ argv: ['sh', '-c', 'hostname; echo "$SSH_CONNECTION"'] });
        return textOf(outcome.stdout);
      });

    it('one: the server sees a neighbour', async () => {
      const said = await addresses(inside('ProxyJump inner'));
      assert.match(said, new RegExp(`^${inner.name}\n127\\.0\\.0\\.1 \\d+ 127\\.0\\.0\\.1 2222\n$`));
    });

    it('several, one behind the other', async () => {
      assert.match(await addresses(inside('ProxyJump gate,inner')), /^\w+\n127\.0\.0\.1/);
      const seen = inner.sh('grep "Accepted publickey for guest" /var/log/sshd.log | tail -n 1');
      assert.ok(seen.includes(`from ${gate.address} `), seen);
    });

    it('a command instead', async () => {
      const netcat = `ssh -F ${shared.client.file('config-jump')} -W %h:%p inner`;
      assert.match(await addresses(inside(`ProxyCommand ${netcat}`)), /^\w+\n127\.0\.0\.1/);
    });

    it('a command that fails: tells what it said', async () => {
      await assert.rejects(
        connect(inner, 'deployer', inside('ProxyCommand echo no such way >&2; exit 3')),
        (error) => isRemoteError(error, 'proxy-failed') && error.problem.said === 'no such way',
      );
    });

    it('that go in circles are refused', async () => {
      await assert.rejects(connect(inner, 'deployer', inside('ProxyJump inside')), (error) =>
        isRemoteError(error, 'proxy-failed'),
      );
    });

    it('that lead nowhere: tells where it ended', async () => {
      const nowhere = inside('ProxyJump inner\nHost inside\nPort 9');
      await assert.rejects(
        connect(inner, 'deployer', { ...nowhere, target: { host: 'inside', user: 'deployer', port: 9 } }),
        (error) => isRemoteError(error, 'proxy-failed') && error.problem.via === '127.0.0.1:9',
      );
    });
  });
}
