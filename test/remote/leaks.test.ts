import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLog } from '../../client/src/hosts/commandLog';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { connect, login, type Visit } from './connection';
import { DeployPlace } from './deployPlace';
import { mailwright } from './mailwright';

/**
 * Looks at the command line and the environment of every process, there and here, again and again, for words in a
 * file, until its input ends. Processes of the servers can be seen from this machine.
 */
const WATCH = `while :; do
  cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -aF -f "$0" | sort -u
  sleep 0.4
done & echo up; cat >/dev/null; kill $!`;

/** Where a server keeps what outlives a command, but for the deploys themselves, which root alone can read. */
const PLACES = ['/var/log', '/etc', '/home', '/root', '/run', '/tmp', '/var/tmp', '/var/spool'];

/** Lines of processes that hold one of the words while something is done. */
async function seenDuring(file: string, work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const watch = spawn('sh', ['-c', WATCH, file], { stdio: ['pipe', 'pipe', 'ignore'] });
  let seen = '';
  watch.stdout.setEncoding('utf8').on('data', (text: string) => (seen += text));
  await once(watch.stdout, 'data');
  try {
    await work();
  } finally {
    watch.stdin.end();
  }
  await once(watch, 'exit');
  return new Set(seen.split('\n'));
}

/** What the output channel of the editor holds of a connection, at its most talkative. */
function channelOf({ commands, steps }: Visit['user']): string[] {
  const lines: string[] = [];
  const write = (line: string): unknown => lines.push(line);
  const channel = commandLog({ info: write, debug: write });
  for (const record of commands) channel.command(record);
  for (const step of steps) channel.step('trixie', step);
  return lines;
}

for (const suite of hostSuites('secrets of a deploy').filter((name) => name === 'trixie')) {
  describe(`secrets of a deploy to Debian ${suite}`, function () {
    this.timeout(300_000);

    it('are in no process, log, message or file, there or here', async () => {
      const { host: hostOf, passwords, client } = await sharedHosts();
      const host = hostOf(suite);
      const place = await DeployPlace.of(host);
      const folder = place.folder();
      const table = `table${randomBytes(8).toString('hex')}`;
      writeFileSync(join(folder, 'etc/postfix/sasl_passwd'), `example.org user:${table}\n`, { mode: 0o600 });
      appendFileSync(
        join(folder, 'etc/postfix/main.cf'),
        'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\n',
      );
      const words = { password: passwords.admin.slice(3, 19), table, token: 'the-secret-token' };
      const sign = '/var/lib/mailwright/deploys';
      const file = client.write('words', `${[...Object.values(words), sign].join('\n')}\n`);
      const secrets = { [`sudo ${login('admin', host)}`]: ['wrong', passwords.admin] };
      const visits: Visit[] = [];
      let said = '';

      const seen = await seenDuring(file, async () => {
        const deploy = `deploy ${host.name} ${folder} --yes`;
        const ended = await mailwright(host, deploy, {
          connect: async () => {
            visits.push(await connect(host, 'admin', { script: { secrets } }));
            return visits.at(-1)?.session ?? assert.fail();
          },
        });
        assert.equal(ended.code, 0, ended.said);
        ({ said } = ended);
      });

      const holding = (texts: Iterable<string>, secret: string): string[] =>
        [...texts].filter((text) => text.includes(secret));
      assert.notEqual(holding(seen, sign).length, 0, 'processes of the deploy were seen');
      assert.equal(host.sh('stat -c %a /etc/postfix/sasl_passwd /etc/postfix/sasl_passwd.db'), '600\n600\n');
      const logged = visits.flatMap(({ user }) => channelOf(user)).join('\n');
      assert.ok(logged.includes('/var/lib/mailwright/deploys'), 'the output channel tells of the deploy');
      for (const [name, secret] of Object.entries(words)) {
        assert.deepEqual(holding([...seen, said, logged], secret), [], name);
        const there = host
          .run(['grep', '-rlF', secret, ...PLACES])
          .stdout.split('\n')
          .filter(Boolean);
        const allowed = name === 'table' ? /^\/etc\/postfix\/sasl_passwd(\.db)?$/ : /^$/;
        assert.deepEqual(
          there.filter((path) => !allowed.test(path)),
          [],
          `${name}, there`,
        );
        const here = spawnSync('grep', ['-rlF', secret, folder], { encoding: 'utf8' });
        const own = name === 'table' ? `${folder}/etc/postfix/sasl_passwd\n` : '';
        assert.equal(here.stdout, own, `${name}, here`);
      }
      // Of what root alone can read, the password of a person is no part either.
      assert.equal(host.run(['grep', '-rlF', words.password, '/var/lib/mailwright']).stdout, '');
      host.sh(`rm /etc/postfix/sasl_passwd* && postconf -X smtp_sasl_password_maps`);
      place.reset();
      await place.assertOld();
      place.remove();
    });
  });
}
