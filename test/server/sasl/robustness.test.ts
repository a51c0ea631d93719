import * as fc from 'fast-check';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { damaged, noise } from '../../support/arbitraries/brokenText';
import { sourceAssets } from '../../support/assets';
import { runs } from '../../support/campaign';
import { mailSystem } from '../../support/mailServer';
import { expansions, loadSnippets } from '../../support/snippetText';
import { survive } from '../../support/survive';

const RUNS = runs(60);

const NAMES = ['smtpd.conf', 'etc/default/saslauthd', 'etc/saslauthd.conf'];

async function surviveAsSasl(text: string, share: number, docs: Docs): Promise<void> {
  const system = await mailSystem({
    'main.cf': 'smtpd_sasl_auth_enable = yes\n',
    'master.cf': 'smtp inet n - y - - smtpd\n',
    ...Object.fromEntries(NAMES.map((name) => [name, text])),
  });
  await survive({ system, languageId: 'cyrus-sasl', share, docs });
}

describe(`robustness of Cyrus SASL's features: ${3 * RUNS} broken files`, () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'sasl', 'zh-cn');
  });

  const texts = (['cyrus-sasl', 'saslauthd'] as const).flatMap((language) =>
    loadSnippets(language).flatMap(({ body }) => expansions(body).map(({ text }) => text)),
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const pieces = fc.constantFrom(
    ...[
      'mech_list: ',
      'OPTIONS="-c -m ',
      '-m',
      '-',
      "'",
      'START = no\n',
      'auxprop_plugin: sql,',
      '\\\n',
      '%u',
    ],
  );
  const cases: Readonly<Record<string, fc.Arbitrary<string>>> = {
    noise,
    'pieces of a configuration': fc
      .array(fc.oneof(pieces, noise), { maxLength: 12 })
      .map((all) => all.join('')),
    'damaged configurations': damaged(texts),
  };
  for (const [name, arbitrary] of Object.entries(cases)) {
    it(`survives ${name}`, async function () {
      this.timeout(0);
      const property = fc.asyncProperty(arbitrary, share, (text, at) => surviveAsSasl(text, at, docs));
      await fc.assert(property, { seed: 3, numRuns: RUNS });
    });
  }

  it('reads a line of 60,000 characters, and many lines', async function () {
    this.timeout(0);
    await surviveAsSasl(`mech_list: ${'x '.repeat(30_000)}y`, 0.5, docs);
    await surviveAsSasl(`OPTIONS="${' '.repeat(60_000)}x`, 0.5, docs);
    await surviveAsSasl(`mech_list: x${' '.repeat(60_000)}y`, 0.5, docs);
    await surviveAsSasl('mech_list: x\n'.repeat(1_000), 0.5, docs);
    await surviveAsSasl(`A='\n`.repeat(2_001), 0.5, docs);
  });
});
