import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../../server/src/analysis/analyser';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { rules } from '../../../server/src/rules';
import { sourceOf } from '../../../server/src/system/files';
import { applyEdits } from '../../../server/src/text/edits';
import { damaged, noise } from '../../support/arbitraries/brokenText';
import { sourceAssets } from '../../support/assets';
import { runs } from '../../support/campaign';
import { EVERY_FEATURE } from '../../support/everyFeature';
import { mailSystem } from '../../support/mailServer';
import { expansions, loadSnippets } from '../../support/snippetText';

const RUNS = runs(60);

const NAMES = ['smtpd.conf', 'etc/default/saslauthd', 'etc/saslauthd.conf'];

/** Everything that may be asked of a file; throws when something throws, or points outside of the text. */
async function survive(text: string, share: number, docs: Docs): Promise<void> {
  const system = await mailSystem({
    'main.cf': 'smtpd_sasl_auth_enable = yes\n',
    'master.cf': 'smtp inet n - y - - smtpd\n',
    ...Object.fromEntries(NAMES.map((name) => [name, text])),
  });
  const findings = analyse(system, rules);
  for (const file of system.files) {
    const { length } = file.tree.text;
    const own = findings.get(file.uri) ?? [];
    for (const { rule, span, fixes } of own) {
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= length, rule);
      for (const fix of fixes)
        applyEdits(
          file.tree.text,
          fix.edits().filter(({ uri }) => uri === file.uri),
        );
    }
    const document = TextDocument.create(file.uri, 'cyrus-sasl', 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'zh-cn' } as const;
    const offset = Math.floor(share * length);
    for (const feature of Object.values(EVERY_FEATURE))
      await feature({ target, offset, docs, findings: own });
  }
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
      const property = fc.asyncProperty(arbitrary, share, (text, at) => survive(text, at, docs));
      await fc.assert(property, { seed: 3, numRuns: RUNS });
    });
  }

  it('reads a line of 60,000 characters, and many lines', async function () {
    this.timeout(0);
    await survive(`mech_list: ${'x '.repeat(30_000)}y`, 0.5, docs);
    await survive(`OPTIONS="${' '.repeat(60_000)}x`, 0.5, docs);
    await survive(`mech_list: x${' '.repeat(60_000)}y`, 0.5, docs);
    await survive('mech_list: x\n'.repeat(1_000), 0.5, docs);
    await survive(`A='\n`.repeat(2_001), 0.5, docs);
  });
});
