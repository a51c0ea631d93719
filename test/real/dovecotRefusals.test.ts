import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readAsItStands } from '../../server/src/system/files';
import { dovecotConf } from '../support/arbitraries/dovecotConf';
import { BLOCK_PATHS } from '../support/blockPaths';
import { runs } from '../support/campaign';
import { corpusDovecots } from '../support/corpus';
import { dovecotKnowledge } from '../support/assets';
import { dovecotSystem, errorsOf, type LocatedError } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { doveconf, DOVECOTS, hasDovecot, type DovecotFiles, type Verdict } from '../support/realDovecot';

const RUNS = runs(300);

/** What differs between real doveconf and our errors; undefined when nothing does. */
async function difference(
  files: DovecotFiles,
  verdict: Verdict,
  version: string,
): Promise<string | undefined> {
  const errors = errorsOf(await dovecotSystem(files, version, readAsItStands));
  const { error } = verdict;
  // doveconf 2.4.1 dies of an assertion at any doveadm_proxy_port, and at a labelled metric_group_by_method.
  // A file that `<` names is looked for by the child process of managesieve alone.
  if (verdict.crashed || error?.text.includes("Can't open file")) return undefined;
  // A path of the corpus that is absolute leads to nothing on this machine.
  if (error?.text.includes('No matches') && isAbsoluteInclude(files, error)) return undefined;
  if (error?.file !== undefined) {
    const isFound = errors.some(({ file, line }) => file === error.file && line === error.line);
    return isFound ? undefined : `not found: ${error.text}`;
  }
  return differenceWithoutLine(errors, error);
}

/** Whatever doveconf says without a line comes after the whole configuration was read. */
function differenceWithoutLine(errors: readonly LocatedError[], error: Verdict['error']): string | undefined {
  const unclosed = error?.text.includes("Missing '}'") === true;
  // One check fails before the others; which of ours it is cannot be told.
  const [first] = errors.filter(({ rule }) => !error || rule !== 'dovecot-failed-check');
  if (first && !unclosed)
    return `too much: ${first.file}:${first.line} ${first.rule} ${first.message.text.en} (${error?.text})`;
  const isOurs = unclosed ? first : errors.some(({ rule }) => rule === 'dovecot-failed-check');
  return error && !isOurs && (unclosed || CHECKED.test(error.text)) ? `not found: ${error.text}` : undefined;
}

/** Checks of all settings that are ours too; others ask the machine, as for users. */
const CHECKED =
  /Unknown protocol|is missing driver|auth_verbose_passwords: Invalid|language with with|No (?:language with|valid languages)/;

function isAbsoluteInclude(files: DovecotFiles, { file, line }: NonNullable<Verdict['error']>): boolean {
  const text = files[file ?? '']?.split('\n')[(line ?? 0) - 1] ?? '';
  return /^\s*!include\s+\//.test(text);
}

for (const { version, suite } of DOVECOTS) {
  describe(`what Dovecot ${version} refuses`, function () {
    this.timeout(300_000);

    it('is an error at the line that it names, in real configurations', async function () {
      const files = corpusDovecots();
      if (!hasDovecot(suite) || files.length === 0) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}, or no corpus`);
        this.skip();
      }
      const verdicts = doveconf(suite, files);
      const found: string[] = [];
      for (const [index, verdict] of verdicts.entries()) {
        const wrong = await difference(files[index] ?? {}, verdict, version);
        if (wrong) found.push(wrong);
      }
      assert.deepEqual(found, [], `${found.length} of ${files.length} differ`);
    });

    it(`is an error at the line that it names, and nothing else is: ${RUNS} configurations`, async function () {
      if (!hasDovecot(suite)) {
        notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const release = (await dovecotKnowledge()).release(version.startsWith('2.3') ? '2.3' : '2.4', version);
      const byHand = release.line === '2.3' ? BLOCK_PATHS : [];
      const configurations = [...byHand, ...fc.sample(dovecotConf(release), { numRuns: RUNS })];
      const files = configurations.map((text) => ({ 'dovecot.conf': text }));
      const verdicts = doveconf(suite, files);
      assert.equal(verdicts.length, configurations.length);
      const found: string[] = [];
      for (const [index, verdict] of verdicts.entries()) {
        const own = files[index] ?? {};
        const wrong = await difference(own, verdict, version);
        if (wrong) found.push(`${wrong}\n${configurations[index]}`);
      }
      const accepted = verdicts.filter((verdict) => verdict.accepted).length;
      assert.ok(accepted > RUNS / 20 && accepted < RUNS, `${accepted} of ${RUNS} were accepted`);
      assert.equal(
        found.length,
        0,
        `${found.length} of ${RUNS} differ:\n\n${found.slice(0, 20).join('\n---\n')}`,
      );
    });
  });
}
