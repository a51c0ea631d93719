import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someOf } from '../support/campaign';
import type { MailHost } from '../support/hosts/mailHost';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { FAULTS, type Fault } from './faults';
import { mailwright } from './mailwright';

/** What an administrator wants to see in a deploy that went wrong, and in one that did not. */
const BANNER = 'smtpd_banner = $myhostname ESMTP deployed\n';

for (const suite of hostSuites('faults of a deploy').filter((name) => name === 'trixie')) {
  describe(`a deploy over SSH to Debian ${suite} of which`, function () {
    this.timeout(300_000);
    let host: MailHost;
    let pulled: string;
    let original: string;

    before(async () => {
      host = (await sharedHosts()).host(suite);
      pulled = mkdtempSync(join(tmpdir(), 'mailwright-faults-'));
      const { code, said } = await mailwright(host, `pull ${host.name} ${pulled}`);
      assert.equal(code, 0, said);
      original = files(host);
    });
    after(() => rmSync(pulled, { recursive: true, force: true }));

    for (const fault of someOf(FAULTS, 4)) {
      it(fault.name, () => run(fault));
    }

    /** A deploy of a new banner, and of what the fault adds, while something is wrong on the server. */
    async function run(fault: Fault): Promise<void> {
      const folder = `${pulled}.${String(FAULTS.indexOf(fault))}`;
      cpSync(pulled, folder, { recursive: true });
      const main = join(folder, 'etc/postfix/main.cf');
      writeFileSync(main, `${readFileSync(main, 'utf8')}${BANNER}`);
      fault.edit?.(folder);
      try {
        if (fault.server) host.sh(fault.server);
        const argv = `deploy ${host.name} ${folder} --yes ${fault.options ?? ''}`.trim();
        const { code, said } = await mailwright(host, argv, fault.world?.(host) ?? {});
        assert.match(said, fault.said, said);
        assert.equal(code, fault.code ?? 1, said);
        assert.doesNotMatch(said, /(?<!\$)\{\w+\}/, 'every fact is filled in');
      } finally {
        if (fault.mend) host.sh(fault.mend);
        rmSync(folder, { recursive: true, force: true });
      }
      assert.equal(files(host), original, 'the old files are there, and nothing else');
      assert.equal(
        host.sh('ls /var/lib/mailwright 2>/dev/null | grep -v deploys || :'),
        '',
        'the lock is released',
      );
      await host.until(
        'bash -c "exec 3<>/dev/tcp/127.0.0.1/25 && read -r -t 5 line <&3 && test \\"\\${line#220}\\" != \\"\\$line\\""',
      );
    }
  });
}

/** Every file of the configuration, what is left over from deploys included, with owner, mode and content. */
function files(host: MailHost): string {
  return host.sh(
    'find /etc/postfix /etc/dovecot ! -type d -exec stat -c "%n %U:%G %a" {} + -exec sha256sum {} + | sort',
  );
}
