import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis/analyser';
import { loadDocs, type Docs } from '../../server/src/knowledge/docs';
import { rules } from '../../server/src/rules';
import type { FileEdit, Finding } from '../../server/src/rules/rule';
import { sourceOf, type ConfigurationFile } from '../../server/src/system/files';
import { applyEdits } from '../../server/src/text/edits';
import type { LineTable } from '../../server/src/text/lineTable';
import { damaged, noise } from '../support/arbitraries/brokenText';
import { REPOSITORY, sourceAssets } from '../support/assets';
import { runs } from '../support/campaign';
import { EVERY_FEATURE } from '../support/everyFeature';
import { mailSystem } from '../support/mailServer';

const RUNS = runs(5_000);

/** Texts to be damaged: the fixtures, and real files where the corpus is at hand. */
function realTexts(name: string): string[] {
  const folders = [join(REPOSITORY, 'test', 'fixtures'), join(REPOSITORY, '..', 'shared', 'corpus', 'given')];
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(`/${name}`))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
}

function printed(text: string, lines: LineTable): string {
  return [...lines].map(({ start, next }) => text.slice(start, next)).join('');
}

/** Everything that may be asked of two files; throws when something throws, or points outside of the text. */
async function survive(main: string, master: string, share: number, docs: Docs): Promise<void> {
  const system = await mailSystem({ 'main.cf': main, 'master.cf': master });
  const findings = analyse(system, rules);
  for (const file of system.files) {
    assert.equal(printed(file.tree.text, file.tree.lines), file.tree.text, 'the tree prints its text');
    const own = findings.get(file.uri) ?? [];
    for (const finding of own) assertInside(file, finding);
    const document = TextDocument.create(file.uri, `postfix-${file.kind}`, 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'zh-cn' } as const;
    const offset = Math.floor(share * file.tree.text.length);
    for (const feature of Object.values(EVERY_FEATURE)) feature({ target, offset, docs, findings: own });
  }
}

function assertInside({ tree }: ConfigurationFile, { rule, span, fixes }: Finding): void {
  assert.ok(
    span.start >= 0 && span.start <= span.end && span.end <= tree.text.length,
    `${rule} at ${span.start}–${span.end}`,
  );
  for (const fix of fixes) {
    const edits: readonly FileEdit[] = fix.edits();
    for (const edit of edits) assert.ok(edit.span.start >= 0 && edit.span.start <= edit.span.end, rule);
    applyEdits(tree.text, edits);
  }
}

describe(`robustness: ${4 * RUNS} broken files`, () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'postfix', 'zh-cn');
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const cases = {
    noise: fc.tuple(noise, noise, share),
    'damaged real files': fc.tuple(damaged(realTexts('main.cf')), damaged(realTexts('master.cf')), share),
  };
  for (const [name, arbitrary] of Object.entries(cases)) {
    it(`survives ${name}`, async function () {
      this.timeout(0);
      const property = fc.asyncProperty(arbitrary, ([main, master, offset]) =>
        survive(main, master, offset, docs),
      );
      await fc.assert(property, { numRuns: RUNS });
    });
  }

  it('reads a line of a million characters, thousands of options and of misspelt names, and hundreds of thousands of lines', async function () {
    this.timeout(0);
    await survive(
      `a = ${'x, '.repeat(330_000)}`,
      `smtp inet n - n - - smtpd ${'-o a=b '.repeat(5_000)}`,
      0.5,
      docs,
    );
    await survive('# x\n'.repeat(300_000), '', 0.5, docs);
    const misspelt = Array.from(
      { length: 10_000 },
      (_, index) => `smtpd_recipent_limt${index} = $x${index}\n`,
    );
    await survive(misspelt.join(''), '', 0.5, docs);
  });
});
