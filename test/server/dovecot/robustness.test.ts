import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../../server/src/analysis/analyser';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { rules } from '../../../server/src/rules';
import { applyEdits } from '../../../server/src/text/edits';
import { damaged, noise } from '../../support/arbitraries/brokenText';
import { dovecotConf } from '../../support/arbitraries/dovecotConf';
import { dovecotKnowledge, sourceAssets } from '../../support/assets';
import { runs } from '../../support/campaign';
import { dovecotSystem } from '../../support/dovecotServer';
import { EVERY_FEATURE } from '../../support/everyFeature';
import { readFile, sourceOf } from '../../../server/src/system/files';

const RUNS = runs(400);

/** Everything that may be asked of a file; throws when something throws, or points outside of the text. */
async function survive(text: string, share: number, docs: Docs): Promise<void> {
  const system = await dovecotSystem({ 'dovecot.conf': text, 'sub.conf': text });
  const findings = analyse(system, rules);
  const driver = readFile('dovecot-driver', 'file:///etc/dovecot/dovecot-dict-sql.conf.ext', text);
  for (const file of [...system.files, driver]) {
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
    const document = TextDocument.create(file.uri, 'dovecot', 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'zh-cn' } as const;
    const offset = Math.floor(share * length);
    for (const feature of Object.values(EVERY_FEATURE))
      await feature({ target, offset, docs, findings: own });
  }
}

describe(`robustness of Dovecot's features: ${3 * RUNS} broken files`, () => {
  let docs: Docs;
  let texts: readonly string[];
  before(async () => {
    docs = await loadDocs(sourceAssets, 'dovecot', 'zh-cn');
    const knowledge = await dovecotKnowledge();
    texts = (['2.3', '2.4'] as const).flatMap((line) => fc.sample(dovecotConf(knowledge.release(line)), 30));
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const pieces = fc.constantFrom(
    ...[
      '!include sub.conf\n',
      'service auth {\n',
      '}\n',
      'a = \\\n',
      '%{',
      '$SET:',
      '"',
      'group @a b {\n',
      '@a = b\n',
    ],
  );
  const cases: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
    noise: () => noise,
    'pieces of a configuration': () =>
      fc.array(fc.oneof(pieces, noise), { maxLength: 12 }).map((all) => all.join('')),
    'damaged configurations': () => damaged(texts),
  };
  for (const [name, arbitrary] of Object.entries(cases)) {
    it(`survives ${name}`, async function () {
      this.timeout(0);
      const property = fc.asyncProperty(arbitrary(), share, (text, at) => survive(text, at, docs));
      await fc.assert(property, { numRuns: RUNS });
    });
  }

  it('reads deep nesting, a line of 100,000 characters, and many lines', async function () {
    this.timeout(0);
    await survive('a {\n'.repeat(5_000), 0.5, docs);
    await survive(`mail_plugins = ${'x '.repeat(50_000)}`, 0.5, docs);
    await survive('mail_plugins = $mail_plugins x\n'.repeat(2_000), 0.5, docs);
    await survive('# x\n'.repeat(100_000), 0.5, docs);
  });
});
