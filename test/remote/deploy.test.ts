import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeFolder } from '../../client/src/cli/node/folder';
import { serverCommands } from '../../client/src/cli/serverCommands';
import type { ServerTools } from '../../client/src/cli/tools';
import { lookAtDoor } from '../../client/src/deploy/smtpDoor';
import { askOwnAddress } from '../../client/src/deploy/stranger';
import { run } from '../../server/src/cli/run';
import { nodeFiles } from '../../server/src/node/host';
import { realTime } from '../support/deployPlace';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import type { MailHost } from '../support/hosts/mailHost';
import { memoryIo } from '../support/memoryIo';
import { connect } from './connection';

/** The command as a user without a terminal calls it, over SSH and sudo. */
async function mailwright(host: MailHost, argv: string): Promise<{ code: number; said: string }> {
  const io = memoryIo({});
  const tools: ServerTools = {
    connect: async () => (await connect(host, 'deployer')).session,
    folder: nodeFolder,
    look: (_remote, door) => lookAtDoor(host.address, door),
    ownAddress: askOwnAddress,
    terminal: { interactive: false, ask: () => Promise.reject(new Error('nobody is there')) },
    who: 'tester@example.test',
    now: () => '2026-01-02T03:04:05Z',
    token: () => 'the-secret-token',
    wait: (milliseconds) => realTime.wait(milliseconds),
  };
  const real = { ...io, files: nodeFiles, toUri: (path: string) => pathToFileURL(path).href };
  const code = await run(argv.split(' '), real, '1.2.3', serverCommands(tools));
  return { code, said: `${io.written.out}${io.written.err}` };
}

// The other suite's Postfix is deployed to in test/real.
for (const suite of hostSuites('deploys over SSH').filter((name) => name === 'trixie')) {
  describe(`mailwright deploy, over SSH to Debian ${suite}`, function () {
    this.timeout(240_000);
    let folder: string;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'mailwright-remote-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('pulls, deploys as seen from outside too, and takes it back', async () => {
      const host = (await sharedHosts()).host(suite);
      const main = join(folder, 'etc/postfix/main.cf');
      const pulled = await mailwright(host, `pull ${host.name} ${folder}`);
      assert.equal(pulled.code, 0, pulled.said);
      assert.equal(readFileSync(main, 'utf8'), host.sh('cat /etc/postfix/main.cf'));

      writeFileSync(main, `${readFileSync(main, 'utf8')}smtpd_banner = $myhostname ESMTP deployed\n`);
      const deployed = await mailwright(host, `deploy ${host.name} ${folder} --yes`);
      assert.equal(deployed.code, 0, deployed.said);
      assert.equal(host.sh('postconf -h smtpd_banner'), '$myhostname ESMTP deployed\n');
      const again = await mailwright(host, `diff ${host.name} ${folder}`);
      assert.equal(again.code, 0, again.said);
      assert.equal(host.sh('stat -c "%a %U" /var/lib/mailwright'), '700 root\n');

      const back = await mailwright(host, `rollback ${host.name} ${folder} --yes`);
      assert.equal(back.code, 0, back.said);
      assert.equal(host.sh('postconf -n smtpd_banner 2>/dev/null'), '');
      const undeployed = await mailwright(host, `diff ${host.name} ${folder}`);
      assert.match(undeployed.said, /\+smtpd_banner = /, 'what is here counts as not deployed again');
    });
  });
}
