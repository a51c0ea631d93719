import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { isRemoteError } from '../../client/src/ssh/errors';
import type { ServerQuestions } from '../../client/src/ssh/prompts';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts, type SharedHosts } from '../support/hosts/sharedHosts';
import { connect, login, textOf, visit, type VisitOptions } from './connection';

const NO_KEYS = ['Host *', 'PubkeyAuthentication no'];

for (const suite of hostSuites('login over SSH')) {
  describe(`login on Debian ${suite}`, function () {
    this.timeout(120_000);
    let shared: SharedHosts;
    let host: MailHost;

    before(async () => {
      shared = await sharedHosts();
      host = shared.host(suite);
    });

    /** Logs in and asks who it is there. */
    const whoAmI = (user: string, options: VisitOptions = {}): Promise<string> =>
      visit(host, user, options, async ({ session }) => {
        const outcome = await session.run({ argv: ['id', '-un'] });
        return textOf(outcome.stdout).trim();
      });

    const withConfig = (...lines: readonly string[]): VisitOptions => ({
      source: { file: shared.client.config(`config-${suite}`, lines) },
    });

    it('by a key, and asks nothing', async () => {
      await visit(host, 'admin', {}, async ({ session, user }) => {
        assert.equal(textOf((await session.run({ argv: ['id', '-un'] })).stdout), 'admin\n');
        assert.deepEqual([...user.asked, ...user.hostKeys], []);
      });
    });

    it('by a key with a passphrase, after a wrong one', async () => {
      const key = shared.client.makeKey(`locked-${suite}`, 'open sesame');
      host.sh(
        `echo '${shared.client.read(`locked-${suite}.pub`).trim()}' >>/home/admin/.ssh/authorized_keys`,
      );
      const script = { secrets: { [`passphrase ${key}`]: ['wrong', 'open sesame'] } };
      const config = withConfig('Host *', 'IdentitiesOnly yes', `IdentityFile ${key}`);
      // The common key would do as well, but it is named later.
      await visit(host, 'admin', { script, ...config }, async ({ session, user }) => {
        assert.deepEqual(user.attempts, [1, 2]);
        const again = await session.reconnect();
        await again.close();
        assert.equal(user.asked.length, 2, 'the passphrase is not asked for again');
      });
    });

    it('by a key that only the agent has', async () => {
      const key = shared.client.makeKey(`agent-${suite}`, '', 'rsa');
      host.sh(
        `echo '${shared.client.read(`agent-${suite}.pub`).trim()}' >>/home/deployer/.ssh/authorized_keys`,
      );
      const socket = shared.client.file(`agent-${suite}.sock`);
      const agent = await startAgent(socket, key);
      try {
        const config = withConfig('Host *', `IdentityAgent ${socket}`, 'IdentityFile none');
        assert.equal(await whoAmI('deployer', config), 'deployer');
      } finally {
        agent.kill();
      }
    });

    it('by a password, after a wrong one', async () => {
      const secrets = { [`password ${login('admin', host)}`]: ['wrong', shared.passwords.admin] };
      const options = { script: { secrets }, ...withConfig(...NO_KEYS, 'KbdInteractiveAuthentication no') };
      assert.equal(await whoAmI('admin', options), 'admin');
    });

    it('by a password at a server that only asks questions', async () => {
      const secrets = { [`password ${login('guest', host)}`]: [shared.passwords.guest] };
      assert.equal(await whoAmI('guest', { script: { secrets }, ...withConfig(...NO_KEYS) }), 'guest');
    });

    it('by several answers: a password that has to be changed', async () => {
      const fresh = `${shared.passwords.newcomer} Neu`;
      const answers: Readonly<Record<string, string>> = {
        'Current password: ': shared.passwords.newcomer,
        'New password: ': fresh,
        'Retype new password: ': fresh,
      };
      const script = {
        secrets: { [`password ${login('newcomer', host)}`]: [shared.passwords.newcomer] },
        answers: ({ questions }: ServerQuestions) =>
          questions.map(({ text }) => answers[lastLine(text)] ?? ''),
      };
      await visit(host, 'newcomer', { script }, async ({ session, user }) => {
        assert.equal(textOf((await session.run({ argv: ['id', '-un'] })).stdout), 'newcomer\n');
        const texts = user.questions.flatMap(({ questions }) => questions.map(({ text }) => lastLine(text)));
        assert.deepEqual(texts, Object.keys(answers));
        assert.ok(user.questions.every(({ questions }) => questions.every(({ echo }) => !echo)));
      });
    });

    it('by a key and a password, where the server wants both', async () => {
      host.listen(2223, ['AuthenticationMethods publickey,keyboard-interactive']);
      const lines = [`Host ${host.address}`, 'Port 2223', 'StrictHostKeyChecking accept-new'];
      const secrets = { [`password ${login('admin', host)}`]: [shared.passwords.admin] };
      assert.equal(await whoAmI('admin', { script: { secrets }, ...withConfig(...lines) }), 'admin');
    });

    it('refused: says which ways the server offers', async () => {
      const config = withConfig('Host *', 'PreferredAuthentications publickey');
      await assert.rejects(connect(host, 'newcomer', config), (error: unknown) => {
        assert.ok(isRemoteError(error, 'login-failed'), String(error));
        assert.deepEqual(error.problem.offered, ['keyboard-interactive']);
        return true;
      });
    });

    it('given up by the user', async () => {
      await assert.rejects(connect(host, 'guest', withConfig(...NO_KEYS)), (error) =>
        isRemoteError(error, 'login-cancelled'),
      );
    });
  });
}

/** PAM puts what it has to say before the question. */
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

async function startAgent(socket: string, key: string): Promise<ChildProcess> {
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  // It says where it listens when it does.
  await once(agent.stdout, 'data');
  const added = spawnSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  assert.equal(added.status, 0, String(added.stderr));
  return agent;
}
