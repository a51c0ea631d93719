import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../../server/src/analysis/analyser';
import { NO_DOCS } from '../../../server/src/knowledge/docs';
import { rules } from '../../../server/src/rules';
import { allFiles } from '../../../server/src/system/mailSystem';
import { templateSample } from '../../support/arbitraries/templates';
import { EVERY_FEATURE } from '../../support/everyFeature';
import { mailSystem } from '../../support/mailServer';

const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 60);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_240_701);

describe('every feature in templates, well and badly formed', () => {
  it('answers', async () => {
    const sample = fc.tuple(templateSample, templateSample, fc.nat({ max: 200 }));
    await fc.assert(
      fc.asyncProperty(sample, async ([main, master, offset]) => {
        const files = { [`main.cf${main.ending}`]: main.text, [`master.cf${main.ending}`]: master.text };
        const system = await mailSystem(files);
        const findings = analyse(system, rules);
        for (const file of allFiles(system)) {
          const text = file.template?.source ?? file.tree.text;
          const document = TextDocument.create(file.uri, `postfix-${file.kind}`, 1, text);
          const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
          const found = findings.get(file.uri) ?? [];
          const situation = { target, offset: Math.min(offset, text.length), docs: NO_DOCS, findings: found };
          for (const feature of Object.values(EVERY_FEATURE)) await feature(situation);
          for (const { fixes } of found) for (const fix of fixes) fix.edits();
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
