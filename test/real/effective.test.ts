import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { configuration } from '../support/arbitraries/postfix';
import { DIRECTORY } from '../support/arbitraries/values';
import { postfixKnowledge } from '../support/assets';
import { runs, SEED } from '../support/campaign';
import { CORPUS, corpusDirectories } from '../support/corpus';
import { notRun } from '../support/notRun';
import {
  MODES,
  OwnPostconf,
  placeConfigurations,
  runPostconf,
  type ByteFiles,
  type Call,
  type Mode,
  type PlacedConfiguration,
  type RealListing,
} from '../support/postconf';
import { difference } from '../support/postconfComparison';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';

/** Configurations made for each Postfix. */
const RUNS = runs(1000);
const BATCH = 250;

const OF_MAIN = MODES.filter(({ kind }) => kind === 'main');
const OF_MASTER = MODES.filter(({ kind }) => kind !== 'main');
const DEFAULTS: readonly Mode[] = [
  { options: '-d', kind: 'defaults', expand: false },
  { options: '-dx', kind: 'defaults', expand: true },
];

/** Runs the real one and ours on the same directories; the texts of all differences. */
async function compare(
  postfix: RealPostfix,
  configurations: readonly ByteFiles[],
  modesOf: (index: number) => readonly Mode[],
): Promise<string[]> {
  const own = new OwnPostconf(await postfixKnowledge(), postfix);
  const work = postfix.workDirectory();
  try {
    const placed = placeConfigurations(work, configurations, DIRECTORY);
    const calls = placed.flatMap((_, index) => modesOf(index).map((mode): Call => ({ index, mode })));
    return runPostconf(postfix, work, calls).flatMap((real, at) => {
      const { index, mode } = calls[at]!;
      return differenceOf(own, placed[index]!, mode, real) ?? [];
    });
  } finally {
    work.remove();
  }
}

/** Two modes a configuration, another two for the next: what is said about names is the same in all of them. */
function inTurn(index: number): Mode[] {
  return [OF_MAIN[index % OF_MAIN.length]!, OF_MASTER[index % OF_MASTER.length]!];
}

function differenceOf(
  own: OwnPostconf,
  placed: PlacedConfiguration,
  mode: Mode,
  real: RealListing,
): string | undefined {
  const found = difference(real, own.list(placed, mode, real.processId), () => own.unordered(placed, mode));
  if (found === undefined) return undefined;
  const files = Object.entries(placed.files).map(([name, text]) => `${name}: ${JSON.stringify(text)}`);
  return `postconf ${mode.options}: ${found}\n${files.join('\n')}`;
}

for (const postfix of realPostfixes('effective')) {
  describe(`mailwright effective beside postconf ${postfix.version}`, function () {
    this.timeout(Math.max(300_000, RUNS * 1000));

    it('lists the same defaults', async () => {
      const masterCf = 'smtp unix - - n - - smtp\nmaildrop unix - n n - - pipe\n';
      const directories = [
        { 'main.cf': '', 'master.cf': '' },
        { 'main.cf': 'myhostname = x\n', 'master.cf': masterCf },
      ];
      assert.deepEqual(await compare(postfix, directories, () => DEFAULTS), []);
    });

    it('says the same when a file is missing', async () => {
      const found = await compare(postfix, [{ 'main.cf': 'a = b\n' }, { 'master.cf': '' }, {}], () => MODES);
      assert.deepEqual(found, []);
    });

    it('lists the same for every directory of the corpus', async function () {
      if (!existsSync(CORPUS)) {
        notRun('effective: corpus', 'the corpus of real configurations is not here');
        return this.skip();
      }
      const directories = corpusDirectories();
      assert.ok(directories.length > 60, `${directories.length} directories`);
      assert.deepEqual(await compare(postfix, directories, () => MODES), []);
    });

    for (let batch = 0; batch * BATCH < RUNS; batch++) {
      const numRuns = Math.min(BATCH, RUNS - batch * BATCH);
      it(`lists the same for ${numRuns} made configurations (seed ${SEED + batch})`, async () => {
        const made = fc.sample(configuration, { numRuns, seed: SEED + batch });
        assert.deepEqual(
          await compare(
            postfix,
            made.map((one): ByteFiles => ({ ...one })),
            inTurn,
          ),
          [],
        );
      });
    }
  });
}
