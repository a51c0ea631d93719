import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Remote } from '../../client/src/ssh/remote';
import { someOf } from '../support/campaign';
import { CutLine, type Cut } from '../support/cuttingRemote';
import { Link } from '../support/hosts/link';
import { hostSuites, sharedHosts, type SharedHosts } from '../support/hosts/sharedHosts';
import { connect } from './connection';
import { DeployPlace } from './deployPlace';
import { mailwright, type Said } from './mailwright';

/** Everything is gone but what is on the disk; then what a boot starts. */
const REBOOT = `exec >/dev/null 2>&1
kill -KILL -1
rm -rf /run/* /tmp/real.pid
mkdir -p /run/sshd
/usr/sbin/sshd -E /var/log/sshd.log
dovecot
postfix start 2>/dev/null`;

/** What the command says when each of its phases begins. */
const PHASES = ['bringing', 'the programs', 'looking', 'changing', 'verifying', 'confirming'] as const;

const STEPS = ['backup', 'look', 'arm', 'swap', 'activate', 'answer', 'quiet'] as const;

type Moment = { readonly phase: (typeof PHASES)[number] } | { readonly step: (typeof STEPS)[number] };

for (const suite of hostSuites('deploys that are cut short').filter((name) => name === 'trixie')) {
  describe(`a deploy over SSH to Debian ${suite} that is cut short`, function () {
    this.timeout(900_000);
    let shared: SharedHosts;
    let place: DeployPlace;
    let link: Link;
    const scenes: [name: string, act: () => Promise<void>][] = [];

    before(async () => {
      shared = await sharedHosts();
      place = await DeployPlace.of(shared.host(suite));
      link = await Link.to(place.host.address);
    });
    after(async () => {
      await link.close();
      place.remove();
    });

    /** Deploys over the link, as a user who may do everything without a password. */
    function deployOver(line: CutLine, options = ''): Promise<Said> {
      const { host } = place;
      const entry = [`Host ${host.address}`, 'HostName 127.0.0.1', `Port ${String(link.port)}`];
      const alias = [`HostKeyAlias ${host.address}`, 'HostKeyAlgorithms ssh-ed25519'];
      const file = shared.client.config(`config-link-${suite}`, [...entry, ...alias]);
      const open = async (): Promise<Remote> =>
        line.remote((await connect(host, 'deployer', { source: { file } })).session);
      return mailwright(host, `deploy ${host.name} ${place.folder()} --yes ${options}`.trim(), {
        connect: open,
      });
    }

    scenes.push([
      'by its link, at any command',
      async () => {
        const sever = (): void => link.cut();
        const whole = new CutLine({ at: 1000, when: 'before' }, sever);
        const { code, said } = await deployOver(whole);
        assert.equal(code, 0, said);
        await place.assertNew();
        place.reset();
        const cuts = Array.from({ length: whole.count }, (_, index) => index + 1).flatMap((at) =>
          (['before', 'after'] as const).map((when): Cut => ({ at, when })),
        );
        for (const cut of someOf(cuts, 2)) {
          const line = new CutLine(cut, sever);
          const ended = await deployOver(line);
          const about = `cut at ${String(cut.at)}, ${cut.when}: ${line.victim ?? 'nothing'}; ${ended.said}`;
          await place.settled();
          const state = await place.assertWhole();
          assert.equal(ended.code === 0, state === 'new', about);
          if (state === 'old') {
            assert.match(
              ended.said,
              /Nothing was changed on the server|old configuration is in force/,
              about,
            );
          } else place.reset();
        }
      },
    ]);

    /** Runs the command in a process of its own, and kills it. */
    async function killedAt(moment: Moment): Promise<void> {
      const { host } = place;
      const program = join(import.meta.dirname, '../support/hosts/mailwrightProcess.ts');
      const entry = [`Host ${host.name}`, `HostName ${host.address}`, 'User deployer'];
      const config = shared.client.config('config-process', entry);
      const words = ['deploy', host.name, place.folder(), '--yes', '--confirm-within', '3'];
      const child = spawn(process.execPath, ['--import', 'tsx', program, ...words], {
        env: { ...process.env, MAILWRIGHT_SSH_CONFIG: config, LC_ALL: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      const kill = (): unknown => child.kill('SIGKILL');
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if ('phase' in moment && said.includes(moment.phase)) kill();
      });
      const exited = once(child, 'exit');
      if ('step' in moment) {
        const begun = `grep -q "begin ${moment.step}" /var/lib/mailwright/deploys/*/journal 2>/dev/null`;
        await Promise.race([host.until(`${begun} || [ -e /tmp/ended ]`), exited]);
        kill();
        host.sh('touch /tmp/ended');
      }
      const [code, signal] = (await exited) as [number | null, string | null];
      assert.deepEqual([code, signal], [null, 'SIGKILL'], said);
    }

    scenes.push([
      'by the death of the client, at any step',
      async () => {
        const moments: Moment[] = [...PHASES.map((phase) => ({ phase })), ...STEPS.map((step) => ({ step }))];
        for (const moment of someOf(moments, 1)) {
          place.host.sh('rm -rf /var/lib/mailwright /tmp/ended; mkdir -p /var/lib/mailwright/deploys');
          await killedAt(moment);
          await place.settled();
          const about = JSON.stringify(moment);
          const state = await place.assertWhole();
          // The confirmation may have gone out already.
          if (state === 'new') assert.deepEqual(moment, { phase: 'confirming' }, about);
          if (state === 'new') place.reset();
        }
      },
    ]);

    scenes.push([
      'by a restart of the server while it waits: the new state is confirmed, or the old one is back',
      async () => {
        let looks = 0;
        const { host } = place;
        const { code, said } = await mailwright(host, `deploy ${host.name} ${place.folder()} --yes`, {
          beforeLook: () => (looks++ === 1 ? void host.run(['sh', '-c', REBOOT]) : undefined),
        });
        await place.settled();
        const state = await place.assertWhole();
        assert.equal(code, state === 'new' ? 0 : 1, said);
        if (state === 'new') place.reset();
      },
    ]);

    scenes.push([
      'by a restart of the server between two steps: it is undone, and the user is told',
      async () => {
        const { host } = place;
        host.sh('rm -rf /var/lib/mailwright');
        host.sh(
          `cp /usr/sbin/postfix /tmp/real; printf '%s\n' '#!/bin/sh' 'case "$*" in *reload*) sleep 600 ;; esac; exec /tmp/real "$@"' >/tmp/slow; chmod 755 /tmp/slow; mount --bind /tmp/slow /usr/sbin/postfix`,
        );
        const deploying = mailwright(host, `deploy ${host.name} ${place.folder()} --yes`);
        await host.until('grep -q "begin activate" /var/lib/mailwright/deploys/*/journal 2>/dev/null');
        host.run(['sh', '-c', `umount -l /usr/sbin/postfix; ${REBOOT}`]);
        const { code, said } = await deploying;
        assert.equal(code, 1, said);
        assert.match(
          said,
          /interrupted on the server, so it was undone[^]*old configuration is in force again/,
        );
        await place.assertOld();
      },
    ]);

    scenes.push([
      'by another one at the same time: one of them deploys, the other changes nothing',
      async () => {
        const { host } = place;
        const deploys = [place.folder(), place.folder()].map((folder) =>
          mailwright(host, `deploy ${host.name} ${folder} --yes`),
        );
        const [first, second] = (await Promise.all(deploys)).sort((a, b) => a.code - b.code);
        assert.deepEqual([first?.code, second?.code], [0, 1], `${first?.said}${second?.said}`);
        assert.match(second?.said ?? '', /came first|not come to its end|changed \/etc\/postfix\/main\.cf/);
        await place.assertNew();
        place.reset();
      },
    ]);

    for (const [name, act] of someOf(scenes, 2)) it(name, act);
  });
}
