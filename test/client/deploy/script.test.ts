import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { confirmDeploy, fetchStatus, undoDeploy } from '../../../client/src/deploy/apply';
import { deployScript } from '../../../client/src/deploy/script/deployScript';
import { checkScript } from '../../../client/src/deploy/script/check';
import { INSPECT } from '../../../client/src/deploy/script/inspect';
import { DeployHost, type Tree } from '../../support/deployPlace';
import { notRun } from '../../support/notRun';
import { availableShells, type Shell } from '../../support/shells';

const BEFORE: Tree = {
  'main.cf': 'a = 1\n',
  'master.cf': 'smtp inet\n',
  '-f': 'a name like an option\n',
  'gone.cf': 'no longer wanted\n',
  'o\'d "d"\n$HOME `x` \\': 'an odd name\n',
};

const AFTER: Tree = {
  'main.cf': 'a = 2\n',
  'master.cf': 'smtp inet\n',
  '-f': 'another content\n',
  'o\'d "d"\n$HOME `x` \\': 'no end of line',
  'new.d/with blank/x.cf': 'new\n',
};

/** Puts shell text in front of a line of the script, or in place of it; `$` has no meaning in it. */
const put = (script: string, place: string, text: string): string => {
  assert.ok(script.includes(place), `the script has no ${place}`);
  return script.replace(place, () => text);
};

/** In the swap: renames the first of several files only. */
const MOVE_ONE_AND_DIE = `mv() {
  [ "$#" -gt 3 ] || { command mv "$@"; return; }
  shift $(($# - 2))
  command mv -f "$1" "$2"
  kill -KILL $$
}`;

const SHELLS = availableShells('deploy script');
const [FIRST] = SHELLS;

after(() => SHELLS.forEach((shell) => shell.remove()));

/** A host for one test, under one shell. */
async function onHost(shell: Shell | undefined, run: (host: DeployHost) => Promise<void>): Promise<void> {
  const host = new DeployHost(BEFORE, { prefix: shell?.prefix ?? [] });
  try {
    await run(host);
  } finally {
    host.remove();
  }
}

function assertOld(host: DeployHost): void {
  assert.deepEqual(host.tree(), BEFORE);
  assert.ok(!existsSync(join(host.etc, 'new.d')), 'the new directory is gone again');
  assert.ok(!host.locked, 'the lock is released');
}

for (const shell of SHELLS) {
  describe(`the deploy script under ${shell.name}`, () => {
    it('brings every file to its new state, and keeps it when confirmed', () =>
      onHost(shell, async (host) => {
        const deploy = await host.stage(AFTER);
        const { journal } = await host.run(deploy);
        assert.equal(journal.waiting, true, JSON.stringify(journal));
        assert.ok(host.locked);
        assert.equal(await confirmDeploy(host.remote, deploy, 'wrong-token'), false);
        assert.equal(await confirmDeploy(host.remote, deploy, deploy.token), true);
        assert.deepEqual((await fetchStatus(host.remote, deploy)).journal.end, { state: 'new', why: '' });
        assert.deepEqual(host.tree(), AFTER);
        assert.equal(statSync(join(host.etc, 'main.cf')).mode & 0o777, 0o640, 'the mode is kept');
        assert.equal(statSync(join(host.etc, 'new.d/with blank/x.cf')).mode & 0o777, 0o644);
        assert.ok(!host.locked);
      }));

    it('goes back by itself when nobody confirms', () =>
      onHost(shell, async (host) => {
        const deploy = await host.stage(AFTER, (script) => script.replace(/^CONFIRM=60$/m, 'CONFIRM=0'));
        const { journal } = await host.run(deploy, () => false);
        assert.deepEqual(journal.end, { state: 'old', why: 'unconfirmed' });
        assertOld(host);
        assert.equal(await confirmDeploy(host.remote, deploy, deploy.token), false, 'too late');
      }));

    it('is killed between two renames, and ends in the old state', () =>
      onHost(shell, async (host) => {
        const deploy = await host.stage(AFTER, (script) =>
          put(script, '\nswap() {\n', `\n${MOVE_ONE_AND_DIE}\nswap() {\n`),
        );
        const { journal } = await host.run(deploy, () => false);
        assert.deepEqual(journal.end, { state: 'old', why: 'killed' });
        assertOld(host);
      }));
  });
}

/** Kills the script when a step has been announced. */
const killedAt =
  (step: string, also = '') =>
  (script: string): string =>
    put(
      script,
      '  if "step_$1"; then',
      `  [ "$1" != ${step} ] || { ${also}kill -KILL $$; }\n  if "step_$1"; then`,
    );

describe('a deploy that is cut short', () => {
  for (const step of ['unchanged', 'prepare', 'arm']) {
    it(`before the watchdog, in the step ${step}: nothing has changed, and undoing cleans up`, () =>
      onHost(FIRST, async (host) => {
        const deploy = await host.stage(AFTER, killedAt(step));
        const status = await host.run(deploy);
        assert.equal(status.attended, false);
        assert.equal(status.journal.end, undefined);
        await undoDeploy(host.remote, deploy, 'asked');
        assert.deepEqual((await fetchStatus(host.remote, deploy)).journal.end, {
          state: 'old',
          why: 'asked',
        });
        assertOld(host);
      }));
  }

  for (const step of ['swap', 'quiet']) {
    it(`under the watchdog, in the step ${step}: it goes back`, () =>
      onHost(FIRST, async (host) => {
        const deploy = await host.stage(AFTER, killedAt(step));
        const { journal } = await host.run(deploy, () => false);
        assert.deepEqual(journal.end, { state: 'old', why: 'killed' });
        assertOld(host);
      }));

    it(`by a power cut in the step ${step}: the journal has no end, and undoing goes back`, () =>
      onHost(FIRST, async (host) => {
        const deploy = await host.stage(AFTER, killedAt(step, 'kill -KILL "$(cat "$DIR/watchdog.pid")"; '));
        const status = await host.run(deploy);
        assert.deepEqual([status.attended, status.journal.end], [false, undefined]);
        await undoDeploy(host.remote, deploy, 'asked');
        assert.deepEqual((await fetchStatus(host.remote, deploy)).journal.end, {
          state: 'old',
          why: 'asked',
        });
        assertOld(host);
      }));
  }

  it('not at all, when its script ends while the watchdog looks: the new state waits for its confirmation', () =>
    onHost(FIRST, async (host) => {
      const deploy = await host.stage(AFTER, (script) => {
        const slow = put(
          script.replace(/^CONFIRM=60$/m, 'CONFIRM=0'),
          'elif [ -e "$DIR/undo" ]; then',
          'elif : >"$DIR/looks"; sleep 1; [ -e "$DIR/undo" ]; then',
        );
        return put(
          slow,
          '  note "waiting $CONFIRM"\n',
          '  rm -f "$DIR/looks"; until [ -e "$DIR/looks" ]; do sleep 0.1; done\n  note "waiting $CONFIRM"\n',
        );
      });
      const { journal } = await host.run(deploy, () => false);
      assert.deepEqual(journal.end, { state: 'old', why: 'unconfirmed' });
    }));

  it('in the middle of going back: undoing again finishes it', () =>
    onHost(FIRST, async (host) => {
      const deploy = await host.stage(AFTER, (script) =>
        put(
          killedAt('activate')(script),
          '\nunswap() {\n',
          '\nunswap() {\n  [ "${2##*/}" != main.cf ] || [ -e "$DIR/died" ] || { : >"$DIR/died"; kill -KILL $$; }\n',
        ),
      );
      const status = await host.run(deploy, () => false);
      assert.deepEqual([status.attended, status.journal.end], [false, undefined]);
      await undoDeploy(host.remote, deploy, 'asked');
      assert.deepEqual((await fetchStatus(host.remote, deploy)).journal.end, { state: 'old', why: 'asked' });
      assertOld(host);
    }));

  it('that hangs: the watchdog ends it and goes back', () =>
    onHost(FIRST, async (host) => {
      const deploy = await host.stage(AFTER, (script) =>
        script
          .replace('\nstep_activate() {\n', '\nstep_activate() {\n  sleep 300\n')
          .replace(/^LIMIT=60$/m, 'LIMIT=1'),
      );
      const { journal } = await host.run(deploy, () => false);
      assert.deepEqual(journal.end, { state: 'old', why: 'stuck' });
      assertOld(host);
    }));
});

describe('a deploy that is refused', () => {
  it('when a file is no longer as it was seen', () =>
    onHost(FIRST, async (host) => {
      const deploy = await host.stage(AFTER);
      host.write('main.cf', 'a = 3\n');
      const { journal } = await host.run(deploy);
      assert.deepEqual(journal.end, { state: 'old', why: 'unchanged' });
      assert.match(journal.steps.at(-1)?.reason ?? '', /^changed .*\/main\.cf$/);
      assert.deepEqual(host.tree(), { ...BEFORE, 'main.cf': 'a = 3\n' });
      assert.ok(!host.locked);
    }));

  it('when another one goes on', () =>
    onHost(FIRST, async (host) => {
      const [first, second] = [await host.stage(AFTER), await host.stage({ ...AFTER, 'main.cf': 'a = 4\n' })];
      await host.run(first);
      const { journal } = await host.run(second);
      assert.deepEqual(journal.end, { state: 'old', why: 'locked' });
      assert.equal(await confirmDeploy(host.remote, first, first.token), true);
      assert.deepEqual(host.tree(), AFTER);
    }));

  it('never by the lock of a deploy that has ended', () =>
    onHost(FIRST, async (host) => {
      const first = await host.stage(AFTER, (script) =>
        put(script, '\nrelease_lock() {\n', '\nrelease_lock() {\n  return\n'),
      );
      await host.run(first);
      await confirmDeploy(host.remote, first, first.token);
      assert.ok(host.locked);
      const second = await host.stage({ ...AFTER, 'main.cf': 'a = 4\n' });
      assert.equal((await host.run(second)).journal.waiting, true);
      await undoDeploy(host.remote, second, 'asked');
      assert.deepEqual(host.tree(), AFTER);
    }));
});

/** A file system of its own for the test, small enough to fill up; only root may have one. */
function mounted(directory: string, size: string, run: () => Promise<void>): Promise<void> {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]);
  if (status !== 0) {
    notRun('deploy script on a full disk', `no file system can be mounted: ${String(stderr).trim()}`);
    return Promise.resolve();
  }
  return run().finally(() => spawnSync('umount', ['-l', directory]));
}

const fill = (directory: string): unknown =>
  spawnSync('dd', ['if=/dev/zero', `of=${directory}/filler`, 'bs=4096'], { stdio: 'ignore' });

describe('a disk that does not take part', () => {
  it('is full where the files are: nothing changes', () =>
    onHost(FIRST, (host) =>
      mounted(host.etc, '40k', async () => {
        for (const [name, text] of Object.entries(BEFORE)) host.write(name, text);
        const deploy = await host.stage(AFTER);
        fill(host.etc);
        const { journal } = await host.run(deploy);
        assert.deepEqual(journal.end, { state: 'old', why: 'prepare' });
        spawnSync('rm', [`${host.etc}/filler`]);
        assertOld(host);
      }),
    ));

  it('is full where the journal is, after the swap: it still goes back', () =>
    onHost(FIRST, (host) => {
      spawnSync('mkdir', [host.state]);
      return mounted(host.state, '800k', async () => {
        const deploy = await host.stage(AFTER, (script) =>
          put(
            script,
            '\nstep_activate() {\n',
            '\nstep_activate() {\n  dd if=/dev/zero of="$STATE/filler" bs=4096 2>/dev/null; cat "$STATE/filler" >>"$DIR/journal" 2>/dev/null; return 1\n',
          ),
        );
        const { journal } = await host.run(deploy, () => false);
        assert.equal(journal.end?.state, 'old');
        assertOld(host);
      });
    }));

  it('is read-only: nothing changes', () =>
    onHost(FIRST, (host) =>
      mounted(host.etc, '200k', async () => {
        for (const [name, text] of Object.entries(BEFORE)) host.write(name, text);
        const deploy = await host.stage(AFTER);
        spawnSync('mount', ['-o', 'remount,ro', host.etc]);
        const { journal } = await host.run(deploy);
        assert.deepEqual(journal.end, { state: 'old', why: 'prepare' });
        assertOld(host);
      }),
    ));
});

describe('deploys on a server', () => {
  it('are kept for the last ten', () =>
    onHost(FIRST, async (host) => {
      for (let count = 0; count < 10; count++) await host.stage(BEFORE);
      const deploy = await host.stage(AFTER);
      await host.run(deploy);
      await confirmDeploy(host.remote, deploy, deploy.token);
      assert.deepEqual(readdirSync(join(host.state, 'deploys')).length, 10);
      assert.ok(existsSync(join(host.state, 'deploys', deploy.id, 'backup/1/main.cf')));
    }));

  it('can be seen by root alone', () =>
    onHost(FIRST, async (host) => {
      const { id } = await host.stage(AFTER);
      assert.equal(statSync(host.state).mode & 0o777, 0o700);
      assert.equal(statSync(join(host.state, 'deploys', id, 'script')).mode & 0o077, 0);
      assert.ok(host.remote.commands.every(({ argv }) => !argv.join(' ').includes('secret-token')));
    }));
});

describe('the scripts', () => {
  it('ask for no date: a wrong clock changes nothing', () =>
    onHost(FIRST, async (host) => {
      assert.doesNotMatch(deployScript(await host.stage(AFTER)), /\bdate\b/);
    }));

  it('please shellcheck', () =>
    onHost(FIRST, async (host) => {
      const input = await host.stage(AFTER);
      for (const script of [deployScript(input), checkScript(input), INSPECT]) {
        const result = spawnSync('shellcheck', ['-s', 'sh', '-e', 'SC2016', '-'], {
          input: script,
          encoding: 'utf8',
        });
        if (result.error) return notRun('deploy scripts', 'there is no shellcheck on this machine');
        assert.equal(result.stdout, '');
      }
    }));
});
