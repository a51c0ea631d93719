import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { analyse } from '../../server/src/analysis/analyser';
import { rules } from '../../server/src/rules';
import type { Finding } from '../../server/src/rules/rule';
import { configuration } from '../support/arbitraries/postfix';
import { DIRECTORY } from '../support/arbitraries/values';
import { runs, SEED } from '../support/campaign';
import { CORPUS, corpusDirectories } from '../support/corpus';
import { mailSystem, uriOf } from '../support/mailServer';
import { notRun } from '../support/notRun';
import { MODES, placeConfigurations, realReports, runPostconf, type ByteFiles } from '../support/postconf';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { MISREAD, wantedFor, type Wanted } from '../support/reportRules';

const RUNS = runs(150);
const BATCH = 150;

/** The reports of a real `postconf -n` that have no finding of ours, with the files. */
async function unanswered(postfix: RealPostfix, configurations: readonly ByteFiles[]): Promise<string[]> {
  const work = postfix.workDirectory();
  try {
    const placed = placeConfigurations(work, configurations, DIRECTORY);
    const [mode] = MODES;
    const real = runPostconf(
      postfix,
      work,
      placed.map((_, index) => ({ index, mode: mode! })),
    );
    const missing: string[] = [];
    for (const [index, { files }] of placed.entries()) {
      const reports = realReports(real[index]!.stderr);
      const found = await findings(files, postfix.version);
      const open = reports.filter((report) => !isAnswered(report, found, files));
      if (open.length > 0)
        missing.push(`${open.join('\n')}\n${describeFiles(files)}\n${found.map(findingText).join('\n')}`);
    }
    return missing;
  } finally {
    work.remove();
  }
}

async function findings(files: ByteFiles, version: string): Promise<Finding[]> {
  const { 'main.cf': main = '', 'master.cf': master = '' } = files;
  const system = await mailSystem({ 'main.cf': main, 'master.cf': master }, version);
  return [...analyse(system, rules).values()].flat();
}

function isAnswered(report: string, found: readonly Finding[], files: ByteFiles): boolean {
  const wanted = wantedFor(report);
  if (wanted === undefined) return false;
  return wanted === 'nothing' || found.some((finding) => answers(finding, wanted, files));
}

function answers({ rule, uri, span, severity }: Finding, wanted: Wanted, files: ByteFiles): boolean {
  if (rule === MISREAD && (wanted.severity ?? severity) === severity) return true;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const text = files[name] ?? '';
  const line = text.slice(0, span.start).split('\n').length;
  return (
    wanted.rules.includes(rule) &&
    (wanted.file === undefined || uri === uriOf(wanted.file)) &&
    (wanted.line === undefined || wanted.line === line) &&
    (wanted.severity === undefined || wanted.severity === severity) &&
    (wanted.text === undefined || marksText(printable(text.slice(span.start, span.end)), wanted.text))
  );
}

/** A name that comes out of an expansion marks the value. */
function marksText(marked: string, wanted: string): boolean {
  return marked === wanted || marked.includes('$');
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function findingText(finding: Finding): string {
  return `${finding.severity} ${finding.rule} ${finding.uri} ${finding.span.start}`;
}

function describeFiles(files: ByteFiles): string {
  return ['main.cf', 'master.cf'].map((name) => `${name}: ${JSON.stringify(files[name])}`).join('\n');
}

for (const postfix of realPostfixes('reports')) {
  describe(`reports of postconf ${postfix.version}`, function () {
    this.timeout(Math.max(300_000, RUNS * 1000));

    it('have a finding at their place, in every directory of the corpus', async function () {
      if (!existsSync(CORPUS)) {
        notRun('reports: corpus', 'the corpus of real configurations is not here');
        return this.skip();
      }
      assert.deepEqual(await unanswered(postfix, corpusDirectories()), []);
    });

    for (let batch = 0; batch * BATCH < RUNS; batch++) {
      const numRuns = Math.min(BATCH, RUNS - batch * BATCH);
      it(`have a finding at their place, in ${numRuns} made configurations (seed ${SEED + batch})`, async () => {
        const made = fc.sample(configuration, { numRuns, seed: SEED + batch });
        assert.deepEqual(
          await unanswered(
            postfix,
            made.map((one): ByteFiles => ({ ...one })),
          ),
          [],
        );
      });
    }
  });
}
