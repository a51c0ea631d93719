import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { isRemoteError, RemoteError, type RemoteProblemKind } from '../../client/src/ssh/errors';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts, type SharedHosts } from '../support/hosts/sharedHosts';
import { connect, visit, type Visit, type VisitOptions } from './connection';

const [suite] = hostSuites('keys of hosts');

if (suite) {
  describe('key of a host', function () {
    this.timeout(120_000);
    let shared: SharedHosts;
    let host: MailHost;
    let file: string;

    before(async () => {
      shared = await sharedHosts();
      host = shared.host(suite);
      file = shared.client.file('own_known_hosts');
    });

    /** With a known_hosts of these lines. */
    function knowing(lines: readonly string[], settings: readonly string[] = []): VisitOptions {
      shared.client.write('own_known_hosts', lines.map((line) => `${line}\n`).join(''));
      const own = ['Host *', `UserKnownHostsFile ${file}`, ...settings];
      return { source: { file: shared.client.config('config-keys', own) } };
    }

    const known = (): string => shared.client.read('own_known_hosts');
    const noQuestion = ({ user }: Visit): Promise<void> =>
      Promise.resolve(assert.deepEqual([...user.hostKeys, ...user.asked], []));

    async function refused(options: VisitOptions, kind: RemoteProblemKind): Promise<RemoteError> {
      const error = await connect(host, 'admin', options).then(
        () => assert.fail('it connected'),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof RemoteError && isRemoteError(error, kind), String(error));
      return error;
    }

    it('that is unknown: asks with the fingerprint that the server itself tells, and keeps it', async () => {
      const options = { ...knowing(['# nothing yet']), script: { trust: true } };
      await visit(host, 'admin', options, ({ user }) => {
        const [question] = user.hostKeys;
        const told = host.sh('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
        assert.equal(question?.fingerprint, told.split(' ')[1]);
        assert.equal(question?.host, host.address);
        return Promise.resolve();
      });
      assert.equal(known(), `# nothing yet\n${host.address} ${host.publicKey()}\n`);
      await visit(host, 'admin', { source: options.source ?? {} }, noQuestion);
    });

    it('that is unknown and not trusted: is refused, nothing is kept, nothing else is asked', async () => {
      const error = await refused(knowing([]), 'host-key-unknown');
      assert.match(error.message, /SHA256:/);
      assert.equal(known(), '');
    });

    it('that is unknown: is refused without a question where the configuration says so', async () => {
      const options = { ...knowing([], ['StrictHostKeyChecking yes']), script: { trust: true } };
      await refused(options, 'host-key-unknown');
    });

    it('is kept hashed, where the configuration says so, and ssh-keygen finds it', async () => {
      rmSync(file, { force: true });
      const options = { ...knowing([], ['HashKnownHosts yes']), script: { trust: true } };
      await visit(host, 'admin', options, () => Promise.resolve());
      assert.ok(!known().includes(host.address), known());
      const found = spawnSync('ssh-keygen', ['-F', host.address, '-f', file], { encoding: 'utf8' });
      assert.match(found.stdout, /found: line 1/);
      await visit(host, 'admin', { source: options.source ?? {} }, noQuestion);
    });

    it('that ssh-keygen has hashed is known', async () => {
      const options = knowing([`${host.address} ${host.publicKey()}`]);
      assert.equal(spawnSync('ssh-keygen', ['-q', '-H', '-f', file]).status, 0);
      assert.match(known(), /^\|1\|/);
      await visit(host, 'admin', options, noQuestion);
    });

    it('is asked of the kind that is known, of the several that the server has', async () => {
      for (const type of ['ecdsa', 'rsa'] as const) {
        await visit(host, 'admin', knowing([`${host.address} ${host.publicKey(type)}`]), noQuestion);
      }
    });

    it('that has changed: is refused, with the line that knew another', async () => {
      const other = shared.client.read('id_ed25519.pub').split(' ').slice(0, 2).join(' ');
      const options = { ...knowing(['# kept', `${host.address} ${other}`]), script: { trust: true } };
      const { problem } = await refused(options, 'host-key-changed');
      assert.ok(problem.kind === 'host-key-changed');
      assert.deepEqual([problem.file, problem.line], [file, 2]);
    });

    it('that is revoked: is refused although another line trusts it', async () => {
      const key = host.publicKey();
      await refused(knowing([`${host.address} ${key}`, `@revoked * ${key}`]), 'host-key-revoked');
      const revoked = shared.client.write('revoked', `# gone\n${key}\n`);
      const options = knowing([`${host.address} ${key}`], [`RevokedHostKeys ${revoked}`]);
      await refused(options, 'host-key-revoked');
    });

    it('of an authority: says that it cannot be checked', async () => {
      await refused(knowing([`@cert-authority * ${host.publicKey()}`]), 'host-key-authority');
    });

    it('of another port has a name of its own', async () => {
      host.listen(2224, []);
      const options = knowing([`[${host.address}]:2224 ${host.publicKey()}`], ['Port 2224']);
      await visit(host, 'admin', options, noQuestion);
      const question = { ...knowing([], ['Port 2224']), script: { trust: true } };
      await visit(host, 'admin', question, () => Promise.resolve());
      assert.match(known(), /^\[[\d.]+\]:2224 ssh-ed25519 /);
    });
  });
}
