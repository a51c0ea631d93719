import assert from 'node:assert/strict';
import { runs } from '../support/campaign';
import { hostSuites, sharedHosts } from '../support/hosts/sharedHosts';
import { notRun } from '../support/notRun';
import { connect, textOf, visit } from './connection';
import { DeployPlace } from './deployPlace';
import { mailwright } from './mailwright';

/** Shells, and the file that each reads even where nobody types; what is said there is none of the command's words. */
const TALKATIVE = {
  tcsh: '.cshrc',
  fish: '.config/fish/config.fish',
  zsh: '.zshenv',
  mksh: undefined,
  ksh93: undefined,
  yash: undefined,
  'busybox-sh': undefined,
  bash: '.bashrc',
} as const;

/** csh differs most from sh; the others on demand. */
const SHELLS = Object.entries(TALKATIVE).slice(0, runs(1));

const ODD_WORDS = [
  '',
  "it's",
  '$HOME `id`',
  'back\\slash\\',
  'line\nbreak\n',
  '!history',
  '*?[a]{b,c}~',
  '你好',
];

for (const suite of hostSuites('login shells').filter((name) => name === 'trixie')) {
  describe(`login shells on Debian ${suite}`, function () {
    this.timeout(240_000);
    let place: DeployPlace;

    before(async () => {
      place = await DeployPlace.of((await sharedHosts()).host(suite));
    });
    after(() => place.remove());

    for (const [shell, startUp] of SHELLS) {
      it(`${shell}: words come through, a deploy is done, and one that nobody confirms is undone`, async function () {
        const { host } = place;
        const program = host
          .run(['sh', '-c', `PATH=$PATH:/usr/local/bin; command -v ${shell}`])
          .stdout.trim();
        if (program === '') {
          notRun('login shells', `there is no ${shell} on the server`);
          return this.skip();
        }
        const talk = `/home/deployer/${startUp ?? '.nothing'}`;
        host.sh(`usermod -s ${program} deployer; mkdir -p "$(dirname ${talk})"
          printf '%s\\n' 'echo "good morning"' 'echo "it rains" >/dev/stderr' >${talk}`);
        try {
          const words = await visit(host, 'deployer', {}, ({ session }) =>
            session.run({ argv: ['printf', '%s\\0', ...ODD_WORDS], asRoot: true }),
          );
          assert.deepEqual(textOf(words.stdout).split('\0').slice(0, -1), ODD_WORDS);
          assert.equal(textOf(words.stderr), '');

          const deployed = await mailwright(host, `deploy ${host.name} ${place.folder()} --yes`);
          assert.equal(deployed.code, 0, deployed.said);
          await place.assertNew();
          place.reset();

          // Nobody comes back for the confirmation.
          let left = 2;
          const once = async () => {
            if (--left < 1) throw new Error('the way is closed');
            return (await connect(host, 'deployer')).session;
          };
          const open = await once();
          const remote = Object.assign(open, { reconnect: once });
          const options = '--yes --confirm-within 3';
          const undone = await mailwright(host, `deploy ${host.name} ${place.folder()} ${options}`, {
            connect: () => Promise.resolve(remote),
          });
          assert.notEqual(undone.code, 0, undone.said);
          await place.settled();
          await place.assertOld();
        } finally {
          host.sh(`usermod -s /bin/dash deployer; rm -f ${talk}`);
        }
      });
    }
  });
}
