import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { configuration } from '../support/arbitraries/postfix';
import { DIRECTORY } from '../support/arbitraries/values';
import { postfixKnowledge, REPOSITORY } from '../support/assets';
import { notRun } from '../support/notRun';
import {
  MODES,
  OwnPostconf,
  placeConfigurations,
  runPostconf,
  type ByteFiles,
  type Mode,
  type PlacedConfiguration,
  type RealListing,
} from '../support/postconf';
import { difference } from '../support/postconfComparison';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';

/** Configurations made for each Postfix: by default enough for every change, any number by MAILWRIGHT_RUNS. */
const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 1000);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_240_601);
const BATCH = 250;

const WITHOUT_EXPANDED_SERVICES = MODES.filter(({ options }) => !['-Mx', '-Px'].includes(options));
const DEFAULTS: readonly Mode[] = [
  { options: '-d', kind: 'defaults', expand: false },
  { options: '-dx', kind: 'defaults', expand: true },
];

const CORPUS = resolve(REPOSITORY, '..', 'shared', 'corpus', 'given');

/** Runs the real one and ours on the same directories; the texts of all differences. */
async function compare(
  postfix: RealPostfix,
  configurations: readonly ByteFiles[],
  modes: readonly Mode[],
): Promise<string[]> {
  const own = new OwnPostconf(await postfixKnowledge(), postfix);
  const work = postfix.workDirectory();
  try {
    const placed = placeConfigurations(work, configurations, DIRECTORY);
    const real = runPostconf(postfix, work, placed.length, modes);
    return placed.flatMap((one, index) =>
      modes.flatMap((mode, at) => differenceOf(own, one, mode, real[index]?.[at] as RealListing) ?? []),
    );
  } finally {
    work.remove();
  }
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

/** Directories of the corpus with a main.cf or master.cf, the files by these names whatever they are called there. */
function corpus(): ByteFiles[] {
  const table = /^\| (\S+) \| (main|master) \|/;
  let repository = '';
  const directories = new Map<string, Record<string, string>>();
  for (const line of readFileSync(join(CORPUS, 'README.md'), 'utf8').split('\n')) {
    repository = /^### (\S+)/.exec(line)?.[1]?.replace('/', '+') ?? repository;
    const [, path, kind] = table.exec(line) ?? [];
    if (path === undefined) continue;
    const name = `${kind}.cf`;
    const place = `${repository}/${dirname(path)}`;
    const text = readFileSync(join(CORPUS, repository, path), 'latin1');
    const free = directories.get(place)?.[name] === undefined ? place : `${repository}/${path}`;
    directories.set(free, { ...directories.get(free), [name]: text });
  }
  return [...directories.values()].map((files) => ({ 'main.cf': '', 'master.cf': '', ...files }));
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
      assert.deepEqual(await compare(postfix, directories, DEFAULTS), []);
    });

    it('says the same when a file is missing', async () => {
      const found = await compare(postfix, [{ 'main.cf': 'a = b\n' }, { 'master.cf': '' }, {}], MODES);
      assert.deepEqual(found, []);
    });

    it('lists the same for every directory of the corpus', async function () {
      if (!existsSync(CORPUS)) {
        notRun('effective: corpus', 'the corpus of real configurations is not here');
        return this.skip();
      }
      const directories = corpus();
      assert.ok(directories.length > 60, `${directories.length} directories`);
      assert.deepEqual(await compare(postfix, directories, MODES), []);
    });

    for (let batch = 0; batch * BATCH < RUNS; batch++) {
      const numRuns = Math.min(BATCH, RUNS - batch * BATCH);
      it(`lists the same for ${numRuns} made configurations (seed ${SEED + batch})`, async () => {
        const made = fc.sample(configuration, { numRuns, seed: SEED + batch });
        const modes = batch === 0 ? MODES : WITHOUT_EXPANDED_SERVICES;
        assert.deepEqual(
          await compare(
            postfix,
            made.map((one): ByteFiles => ({ ...one })),
            modes,
          ),
          [],
        );
      });
    }
  });
}
