import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run } from './processes.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const PASSED = { passed: 1, failed: 0, skipped: 0 };

/** Runs a suite and returns how many of its tests passed, failed and were skipped. */
export async function runSuite(suite, env) {
  if (suite.commands) return runChecks(suite.commands, env);
  if (suite.mocha) return runMocha(suite, env);
  return runCounted(suite, ['--counts', countsFile(suite)], env);
}

async function runChecks(commands, env) {
  for (const [command, ...args] of commands) if ((await run(command, args, { env })) !== 0) return FAILED;
  return PASSED;
}

const countsFile = ({ name }) => inRoot(`dist/test/${name}.json`);

async function runMocha(suite, env) {
  const reporter = ['--reporter', inRoot('scripts/lib/mochaReporter.cjs')];
  const counts = ['--reporter-option', `counts=${countsFile(suite)}`];
  const mocha = ['node', inRoot('node_modules/mocha/bin/mocha.js'), ...reporter, ...counts];
  return runCounted({ ...suite, counted: mocha }, suite.mocha, env);
}

/** A command that writes its counts into a file; without the file it broke before its first test. */
async function runCounted(suite, args, env) {
  const file = countsFile(suite);
  rmSync(file, { force: true });
  const [command, ...first] = suite.counted;
  const code = await run(command, [...first, ...args], { env });
  if (!existsSync(file)) return FAILED;
  const counts = { ...NOTHING, ...JSON.parse(readFileSync(file, 'utf8')) };
  // A run that ends badly although no test failed (a leak, a crash at the end) has not passed.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
