import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readAsItStands } from '../../server/src/system/files';
import { filtersConfiguration, sectionsConfiguration } from '../support/arbitraries/dovecotListing';
import { dovecotKnowledge } from '../support/assets';
import { BLOCK_PATHS } from '../support/blockPaths';
import { corpusDovecots } from '../support/corpus';
import { dovecotSystem } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import {
  doveconf,
  DOVECOTS,
  filesOfDebian,
  hasDovecot,
  type DovecotFiles,
  type RealDovecot,
  type Verdict,
} from '../support/realDovecot';
import type { Listed } from '../../server/src/system/doveconf/listSections';
import { listSettings } from '../../server/src/system/doveconf/listSettings';

/** Configurations made for each Dovecot, a thousand in all; `MAILWRIGHT_RUNS` asks for more. doveconf 2.4 is slower. */
const RUNS: Readonly<Record<string, number>> = { '2.3.19': 700, '2.4.1': 300 };

const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 23);

const OPTIONS: Readonly<Record<Listed, '-n' | '-a'>> = { changed: '-n', all: '-a' };

/** The first line that differs between what doveconf prints and what we print; undefined when nothing does. */
async function difference(
  files: DovecotFiles,
  { output, error, crashed }: Verdict,
  { version, suite }: RealDovecot,
  listed: Listed,
): Promise<string | undefined> {
  // Without output it refused the files; what it refuses has a test of its own.
  if (crashed || (output === '' && error) || isOfDovecot1(files)) return undefined;
  const { dovecot } = await dovecotSystem({ ...filesOfDebian(suite), ...files }, version, readAsItStands);
  assert.ok(dovecot);
  const real = output.split('\n').slice(0, -1);
  const own = listSettings(dovecot, listed);
  const at = Array.from({ length: Math.max(real.length, own.length) }, (_, index) => index).find(
    (index) => real[index] !== own[index],
  );
  if (at === undefined) return undefined;
  const around = own.slice(Math.max(0, at - 4), at).map((line) => `  ${line}`);
  return [`doveconf ${OPTIONS[listed]}:`, ...around, `- ${real[at]}`, `+ ${own[at]}`].join('\n');
}

/** 2.3 still turns blocks of 1.x into its own, we do not. */
function isOfDovecot1(files: DovecotFiles): boolean {
  return /^auth default \{/m.test(files['dovecot.conf'] ?? '');
}

for (const { version, suite } of DOVECOTS) {
  describe(`mailwright effective beside doveconf ${version}`, function () {
    this.timeout(300_000);

    for (const listed of ['changed', 'all'] as const) {
      it(`lists the same for every configuration of the corpus: ${OPTIONS[listed]}`, async function () {
        const files = corpusDovecots();
        if (!hasDovecot(suite) || files.length === 0) {
          notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}, or no corpus`);
          this.skip();
        }
        const verdicts = doveconf(suite, files, OPTIONS[listed]);
        const found: string[] = [];
        for (const [index, verdict] of verdicts.entries()) {
          const wrong = await difference(files[index] ?? {}, verdict, { version, suite }, listed);
          if (wrong) found.push(`${Object.keys(files[index] ?? {}).join(' ')}: ${wrong}`);
        }
        assert.deepEqual(found, []);
      });
    }

    if (version.startsWith('2.3'))
      it('lists the same for keys that lead into blocks', async function () {
        if (!hasDovecot(suite)) {
          notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
          this.skip();
        }
        const files = BLOCK_PATHS.map((text) => ({ 'dovecot.conf': text }));
        const verdicts = doveconf(suite, files, '-n');
        const found: string[] = [];
        for (const [index, verdict] of verdicts.entries()) {
          const wrong = await difference(files[index] ?? {}, verdict, { version, suite }, 'changed');
          if (wrong) found.push(`${wrong}\n\n${BLOCK_PATHS[index]}`);
        }
        assert.ok(verdicts.some(({ output }) => output.includes('user = root')));
        assert.deepEqual(found, []);
      });

    const runs = Number(process.env['MAILWRIGHT_RUNS'] ?? RUNS[version]);
    it(`lists the same for ${runs} made configurations`, async function () {
      if (!hasDovecot(suite)) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const line = version.startsWith('2.3') ? '2.3' : '2.4';
      const release = (await dovecotKnowledge()).release(line, version);
      const configuration = line === '2.3' ? sectionsConfiguration(release) : filtersConfiguration(release);
      const made = fc.sample(configuration, { numRuns: runs, seed: SEED });
      const found: string[] = [];
      let listedCount = 0;
      for (const [listed, option] of Object.entries(OPTIONS) as [Listed, '-n' | '-a'][]) {
        // Every tenth one is listed in full, the others as what differs from the defaults.
        const texts = made.filter((_, index) => (index % 10 === 0) === (listed === 'all'));
        const files = texts.map((text) => ({ 'dovecot.conf': text }));
        for (const [index, verdict] of doveconf(suite, files, option).entries()) {
          if (verdict.output !== '') listedCount++;
          const wrong = await difference(files[index] ?? {}, verdict, { version, suite }, listed);
          if (wrong) found.push(`${wrong}\n\n${texts[index]}`);
        }
      }
      assert.ok(listedCount > runs / 2, `doveconf listed ${listedCount} of ${runs}`);
      assert.equal(found.length, 0, `${found.length} differ:\n\n${found.slice(0, 10).join('\n---\n')}`);
    });
  });
}
