import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../client/src/deploy/deploy';
import type { DeployIo, DeployResult } from '../../../client/src/deploy/deployIo';
import { DeployError, describeTrouble } from '../../../client/src/deploy/errors';
import { readHistory } from '../../../client/src/deploy/history';
import type { Remote } from '../../../client/src/ssh/remote';
import { CutLine, type Cut } from '../../support/cuttingRemote';
import { someOf } from '../../support/campaign';
import { DeployHost, realTime, type Tree } from '../../support/deployPlace';
import type { LocalRemote } from '../../support/localRemote';

const BEFORE: Tree = { 'main.cf': 'a = 1\n', 'gone.cf': 'no longer wanted\n' };
const AFTER: Tree = { 'main.cf': 'a = 2\n', 'new.d/x.cf': 'new\n' };

/** The seconds of a user who has no time. */
const HASTY: DeployIo = {
  phase: () => undefined,
  mayGoOn: () => Promise.resolve(true),
  who: 'tester@example.test',
  now: () => '2026-01-02T03:04:05Z',
  token: () => 'secret-token',
  wait: (milliseconds) => realTime.wait(milliseconds / 50),
};

/** How a deploy ended for the user: with a result, or with what was thrown. */
type Told = DeployResult | Error;

interface Outcome {
  readonly told: Told;
  readonly line: CutLine;
  readonly tree: Tree;
}

/** Deploys to a host of its own over a line that is cut, and waits until the server has come to rest. */
async function deployOver(cut: Cut): Promise<Outcome> {
  const host = new DeployHost(BEFORE);
  try {
    const line = new CutLine(cut, (remote) => (remote as LocalRemote).lose());
    const snapshot = host.snapshot();
    const request = {
      ...{ plan: host.plan(AFTER, snapshot), snapshot, findings: [] },
      target: { stateDirectory: host.state },
      // Nobody confirms any more where the line is gone for good.
      confirmWithin: cut.forGood ? 1 : 60,
    };
    const told = await deploy(line.remote(host.remote), request, HASTY).catch(
      (error: unknown) => error as Error,
    );
    const whole = await host.remote.reconnect();
    while ((await readHistory(whole, host.state)).some(({ journal }) => !journal.closed)) {
      await realTime.wait(50);
    }
    assert.ok(!host.locked, 'the lock is released');
    if (!cut.forGood) assert.deepEqual(await stagedInVain(host, whole), []);
    return { told, line, tree: host.tree() };
  } finally {
    host.remove();
  }
}

/** Files of deploys that never began. A number whose announcement was lost keeps its empty directory for a day. */
async function stagedInVain({ state }: DeployHost, remote: Remote): Promise<readonly string[]> {
  const begun = (await readHistory(remote, state)).map(({ id }) => id);
  const deploys = join(state, 'deploys');
  const names = existsSync(deploys) ? readdirSync(deploys, { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => !begun.includes(name.slice(0, 6)) && statSync(join(deploys, name)).isFile());
}

/** What the user is told has to be true. */
function assertTrue({ told, tree, line }: Outcome): void {
  const about = `cut at ${String(line.cut.at)}, ${line.cut.when}: ${line.victim ?? 'nothing'}; ${JSON.stringify(told)}`;
  const isNew = 'new.d/x.cf' in tree;
  assert.deepEqual(tree, isNew ? AFTER : BEFORE, about);
  if (told instanceof DeployError) {
    const { state } = describeTrouble(told.code, told.facts, 'en');
    // The client cannot know more when the line is gone for good.
    if (told.code === 'out-of-reach') return assert.ok(line.cut.forGood, about);
    assert.ok(!isNew, about);
    return assert.equal(state, 'Nothing was changed on the server.');
  }
  if (told instanceof Error) {
    assert.match(told.message, /the link is lost|nobody can connect/, about);
    return assert.ok(!isNew, about);
  }
  assert.equal(told.state, isNew ? 'new' : 'old', about);
  if (!isNew) assert.ok(told.trouble, about);
}

/** Many more than a deploy has. */
const NEVER = 1000;

describe('a deploy over a line that is cut', function () {
  this.timeout(600_000);
  let commands = 0;

  before(async () => {
    const { told, line } = await deployOver({ at: NEVER, when: 'before' });
    assert.ok(!(told instanceof Error) && told.state === 'new', JSON.stringify(told));
    commands = line.count;
  });

  for (const forGood of [false, true]) {
    it(`at any command, ${forGood ? 'for good' : 'for a moment'}: ends in the old or the new state, as told`, async () => {
      const cuts = Array.from({ length: commands }, (_, index) => index + 1).flatMap((at) =>
        (['before', 'after'] as const).map((when): Cut => ({ at, when, forGood })),
      );
      for (const cut of someOf(cuts, 3)) assertTrue(await deployOver(cut));
    });
  }
});
