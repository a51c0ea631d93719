import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inRoot } from './paths.mjs';
import { start } from './processes.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const PASSED = { passed: 1, failed: 0, skipped: 0 };

/** No suite takes this long, in milliseconds; one that hangs is ended, and fails. */
const LONGEST_RUN = 25 * 60_000;

async function run(command, args, options) {
  const { exited, stop } = start(command, args, options);
  const late = setTimeout(() => {
    console.error(`it did not end within ${LONGEST_RUN / 60_000} minutes`);
    void stop();
  }, LONGEST_RUN);
  return exited.finally(() => clearTimeout(late));
}

/**
 * Runs a suite and returns how many of its tests passed, failed and were skipped.
 *
 * @param {{ env?: Record<string, string>, onLine?: (line: string) => void }} options as `start` has them
 */
export async function runSuite(suite, options) {
  if (suite.commands) return runChecks(suite.commands, options);
  if (suite.mocha) return runMocha(suite, options);
  return runCounted(suite, ['--counts', countsFile(suite)], options);
}

async function runChecks(commands, options) {
  for (const [command, ...args] of commands) if ((await run(command, args, options)) !== 0) return FAILED;
  return PASSED;
}

const countsFile = ({ name }) => inRoot(`dist/test/${name}.json`);

async function runMocha(suite, options) {
  const reporter = ['--reporter', inRoot('scripts/lib/mochaReporter.cjs')];
  const counts = ['--reporter-option', `counts=${countsFile(suite)}`];
  const { jobsPerCore } = suite;
  const jobs = jobsPerCore ? ['--parallel', '--jobs', String(jobsPerCore * availableParallelism())] : [];
  const mocha = ['node', inRoot('node_modules/mocha/bin/mocha.js'), ...jobs, ...reporter, ...counts];
  return runCounted({ ...suite, counted: mocha }, suite.mocha, options);
}

/** A command that writes its counts into a file; without the file it broke before its first test. */
async function runCounted(suite, args, options) {
  const file = countsFile(suite);
  rmSync(file, { force: true });
  const [command, ...first] = suite.counted;
  const code = await run(command, [...first, ...args], options);
  if (!existsSync(file)) return FAILED;
  const counts = { ...NOTHING, ...JSON.parse(readFileSync(file, 'utf8')) };
  // A run that ends badly although no test failed (a leak, a crash at the end) has not passed.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
