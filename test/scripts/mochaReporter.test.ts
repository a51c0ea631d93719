import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  /** What the reporter wrote; undefined when mocha ended before the first test. */
  readonly counts: unknown;
}

/** Runs a test file under the reporter of `npm test`. */
function report(source: string): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'mailwright-reporter-'));
  const [file, counts] = [join(folder, 'sample.test.cjs'), join(folder, 'counts.json')];
  writeFileSync(file, source);
  const mocha = [
    'node_modules/mocha/bin/mocha.js',
    '--no-config',
    '--reporter',
    './scripts/lib/mochaReporter.cjs',
  ];
  try {
    const { status, stdout } = spawnSync(
      process.execPath,
      [...mocha, '--reporter-option', `counts=${counts}`, file],
      { encoding: 'utf8' },
    );
    const written: unknown = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : undefined;
    return { status, stdout, counts: written };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the reporter of npm test', () => {
  it('counts what passes, fails and is skipped, and shows each failure', () => {
    const { status, stdout, counts } = report(`
      describe('some', () => {
        it('passes', () => {});
        it('breaks', () => { throw new Error('the reason'); });
        it('is left out');
      });`);
    assert.notEqual(status, 0);
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 1 });
    assert.match(stdout, /✘ some: 1 passed, 1 failed, 1 skipped/);
    assert.match(stdout, /the reason/);
  });

  it('counts a failing hook', () => {
    const { counts } = report(`
      describe('some', () => {
        before(() => { throw new Error('no server'); });
        it('passes', () => {});
      });`);
    assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 });
  });

  it('writes no counts when a file cannot be loaded, which the runner takes as a failure', () => {
    const { status, counts } = report('syntax error');
    assert.notEqual(status, 0);
    assert.equal(counts, undefined);
  });
});
