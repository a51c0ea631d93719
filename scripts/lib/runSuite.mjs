import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inRoot } from './paths.mjs';
import { start } from './processes.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const PASSED = { passed: 1, failed: 0, skipped: 0 };

/** No suite takes this long, in milliseconds; one that hangs is ended, and fails. */
const LONGEST_RUN = 25 * 60_000;

async function run(command, args, env) {
  const { exited, stop } = start(command, args, { env });
  const late = setTimeout(() => {
    console.error(`it did not end within ${LONGEST_RUN / 60_000} minutes`);
    void stop();
  }, LONGEST_RUN);
  return exited.finally(() => clearTimeout(late));
}

/** Runs a suite and returns how many of its tests passed, failed and were skipped. */
export async function runSuite(suite, env) {
  if (suite.commands) return runChecks(suite.commands, env);
  if (suite.mocha) return runMocha(suite, env);
  return runCounted(suite, ['--counts', countsFile(suite)], env);
}

async function runChecks(commands, env) {
  for (const [command, ...args] of commands) if ((await run(command, args, env)) !== 0) return FAILED;
  return PASSED;
}

const countsFile = ({ name }) => inRoot(`dist/test/${name}.json`);

async function runMocha(suite, env) {
  const reporter = ['--reporter', inRoot('scripts/lib/mochaReporter.cjs')];
  const counts = ['--reporter-option', `counts=${countsFile(suite)}`];
  const jobs = suite.parallel ? ['--parallel', '--jobs', String(availableParallelism())] : [];
  const mocha = ['node', inRoot('node_modules/mocha/bin/mocha.js'), ...jobs, ...reporter, ...counts];
  return runCounted({ ...suite, counted: mocha }, suite.mocha, env);
}

/** A command that writes its counts into a file; without the file it broke before its first test. */
async function runCounted(suite, args, env) {
  const file = countsFile(suite);
  rmSync(file, { force: true });
  const [command, ...first] = suite.counted;
  const code = await run(command, [...first, ...args], env);
  if (!existsSync(file)) return FAILED;
  const counts = { ...NOTHING, ...JSON.parse(readFileSync(file, 'utf8')) };
  // A run that ends badly although no test failed (a leak, a crash at the end) has not passed.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
