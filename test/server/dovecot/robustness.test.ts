import * as fc from 'fast-check';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { readFile } from '../../../server/src/system/files';
import { damaged, noise } from '../../support/arbitraries/brokenText';
import { dovecotConf } from '../../support/arbitraries/dovecotConf';
import { dovecotKnowledge, sourceAssets } from '../../support/assets';
import { runs } from '../../support/campaign';
import { dovecotSystem } from '../../support/dovecotServer';
import { survive } from '../../support/survive';

const RUNS = runs(400);

async function surviveAsDovecot(text: string, share: number, docs: Docs): Promise<void> {
  const system = await dovecotSystem({ 'dovecot.conf': text, 'sub.conf': text });
  const driver = readFile('dovecot-driver', 'file:///etc/dovecot/dovecot-dict-sql.conf.ext', text);
  const users = readFile('dovecot-passwd', 'file:///etc/dovecot/users', text);
  await survive({ system, files: [...system.files, driver, users], languageId: 'dovecot', share, docs });
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
      const property = fc.asyncProperty(arbitrary(), share, (text, at) => surviveAsDovecot(text, at, docs));
      await fc.assert(property, { numRuns: RUNS });
    });
  }

  it('reads deep nesting, a line of 100,000 characters, and many lines', async function () {
    this.timeout(0);
    await surviveAsDovecot('a {\n'.repeat(5_000), 0.5, docs);
    await surviveAsDovecot(`mail_plugins = ${'x '.repeat(50_000)}`, 0.5, docs);
    await surviveAsDovecot('mail_plugins = $mail_plugins x\n'.repeat(2_000), 0.5, docs);
    await surviveAsDovecot('# x\n'.repeat(100_000), 0.5, docs);
  });
});
