import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { notRun } from '../support/notRun';
import { DeployPlace } from './deployPlace';
import { mailwright } from './mailwright';

const NAMES = [
  'with blank',
  'it\'s "quoted"',
  'line\nbreak',
  '-rf',
  '$(id) `id` $HOME',
  'back\\slash %0a',
  '*',
  '你好',
];

/** BusyBox before all other tools, also as the login shell; neither bash nor perl; a clock that is decades off. */
const SMALL = `set -e
busybox --install -s /usr/local/sbin
rm -f /usr/local/sbin/date
printf '#!/bin/sh\\necho 1970-01-01\\n' >/usr/local/sbin/date
: >/tmp/nothing
chmod 644 /tmp/nothing
chmod 755 /usr/local/sbin/date
usermod -s /usr/local/bin/busybox-sh deployer
mkdir -p /var/lib/mailwright/deploys/000009
touch -d '2099-01-01' /var/lib/mailwright /var/lib/mailwright/deploys/000009
mount --bind /tmp/nothing /usr/bin/bash
mount --bind /tmp/nothing /usr/bin/perl`;

const USUAL = `umount /usr/bin/bash
umount /usr/bin/perl
usermod -s /bin/dash deployer
rm -rf /usr/local/sbin /var/lib/mailwright
mkdir /usr/local/sbin`;

// The server of trixie has no BusyBox.
for (const suite of hostSuites('deploys to a small server').filter((name) => name === 'bookworm')) {
  describe(`a deploy over SSH to Debian ${suite} with little more than BusyBox`, function () {
    this.timeout(240_000);

    it('brings files of any name, whatever the clock says, and takes them back', async function () {
      const { host: hostOf } = await sharedHosts();
      const host = hostOf(suite);
      if (host.run(['sh', '-c', 'command -v busybox']).status !== 0) {
        notRun('deploys to a small server', 'there is no BusyBox on the server');
        return this.skip();
      }
      const place = await DeployPlace.of(host);
      const folder = place.folder();
      const directory = join(folder, 'etc/postfix/odd names');
      mkdirSync(directory);
      for (const name of NAMES) writeFileSync(join(directory, name), `content of ${name}`);
      // What is no text goes another way.
      writeFileSync(join(directory, 'binary\n'), Uint8Array.of(0, 10, 255, 0));
      host.sh(SMALL);
      try {
        const deployed = await mailwright(host, `deploy ${host.name} ${folder} --yes`);
        assert.equal(deployed.code, 0, deployed.said);
        const there = JSON.parse(
          host.sh(`cd '/etc/postfix/odd names' && for name in * -rf; do
            printf '%s\\0' "$name"; cat "./$name"; printf '\\0'; done | od -An -v -tu1 | awk '
            { for (i = 1; i <= NF; i++) all = all "," $i } END { print "[" substr(all, 2) "]" }'`),
        ) as number[];
        const words = Buffer.from(there).toString('utf8');
        for (const name of NAMES) assert.ok(words.includes(`${name}\0content of ${name}\0`), name);
        assert.ok(Buffer.from(there).includes(Buffer.from([...Buffer.from('binary\n\0'), 0, 10, 255, 0])));
        const back = await mailwright(host, `rollback ${host.name} ${folder} --yes`);
        assert.equal(back.code, 0, back.said);
      } finally {
        host.sh(USUAL);
      }
      await place.assertOld();
      place.remove();
    });
  });
}
