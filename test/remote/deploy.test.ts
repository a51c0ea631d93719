import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { mailwright } from './mailwright';

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

      // Postfix delivers to /var/mail, and Dovecot reads ~/Maildir.
      const edited = `${readFileSync(main, 'utf8')}smtpd_banner = $myhostname ESMTP deployed\n`;
      writeFileSync(main, edited);
      const unseen = await mailwright(host, `deploy ${host.name} ${folder} --yes --test-mail admin`);
      assert.equal(unseen.code, 1, unseen.said);
      assert.match(
        unseen.said,
        /admin was delivered to where Dovecot does not look[^]*old configuration is in force/,
      );

      writeFileSync(main, `${edited}home_mailbox = Maildir/\n`);
      const deployed = await mailwright(host, `deploy ${host.name} ${folder} --yes --test-mail admin`);
      assert.equal(deployed.code, 0, deployed.said);
      assert.match(deployed.said, /test message to admin is in its mailbox, where Dovecot sees it/);
      assert.equal(
        host.sh('find /home/admin/Maildir -type f -path "*/[cn]*/*"'),
        '',
        'the message is gone again',
      );
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
