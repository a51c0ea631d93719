// npm test [-- --only NAME,NAME | --list]: installs what is missing and runs every suite.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createPreparations } from './lib/preparations.mjs';
import { DIST, inRoot } from './lib/paths.mjs';
import { runSuite } from './lib/runSuite.mjs';
import { SUITES } from './lib/suites.mjs';

const NOT_RUN = inRoot('dist/test/not-run.jsonl');
const strict = process.env.CI === 'true';

const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });

function chosenSuites() {
  if (!values.only) return SUITES.filter(({ onDemand }) => !onDemand);
  const names = values.only.split(',');
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new Error(`there is no suite ${unknown.join(', ')}; see npm test -- --list`);
  const chosen = SUITES.filter(({ name }) => names.includes(name));
  const first = new Set(chosen.flatMap(({ after = [] }) => after));
  return SUITES.filter((suite) => chosen.includes(suite) || first.has(suite.name));
}

/** Runs the suites, group by group, while slow preparations go on in the background. */
async function runAll(suites) {
  const prepare = createPreparations((line) => console.log(line));
  const broken = await prepare('packages');
  if (broken) throw new Error(broken);
  for (const { needs } of suites) for (const name of needs) void prepare(name);
  const results = [];
  for (const group of groupsOf(suites)) results.push(...(await runGroup(group, prepare, results)));
  return results;
}

/** Neighbours that run together; every other suite by itself. */
function groupsOf(suites) {
  const groups = [];
  for (const suite of suites) {
    const last = groups.at(-1);
    if (suite.together && last?.[0].together) last.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/** As many at a time as there are cores. What each prints stays together. */
async function runGroup(group, prepare, earlier) {
  if (group.length === 1) return [await runOne(group[0], prepare, earlier)];
  const results = [];
  const waiting = [...group.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, suite] = next;
      const lines = [];
      results[index] = await runOne(suite, prepare, earlier, (line) => lines.push(line));
      console.log(lines.join('\n'));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

/** `onLine` receives what the suite prints, which otherwise goes to ours. */
async function runOne(suite, prepare, earlier, onLine) {
  const print = onLine ?? console.log;
  const began = performance.now();
  const reasons = [];
  for (const name of suite.needs) reasons.push(await prepare(name));
  print(`\n── ${suite.name} · ${suite.about}`);
  const broken = brokenBefore(suite, earlier);
  const reason = broken ?? (suite.mocha ? emptyReason(suite) : [...reasons, suite.without?.()].find(Boolean));
  const options = { env: { MAILWRIGHT_NOT_RUN: NOT_RUN }, ...(onLine && { onLine }) };
  const counts = reason ? undefined : await runSuite(suite, options);
  if (reason) print(`not run: ${reason}`);
  return { suite: suite.name, reason, counts, seconds: (performance.now() - began) / 1000 };
}

/** A suite that had to pass first and did not. */
function brokenBefore({ after = [] }, earlier) {
  const broken = earlier.find(({ suite, counts }) => after.includes(suite) && counts?.failed !== 0);
  return broken && `${broken.suite} failed`;
}

const emptyReason = ({ mocha }) => (mocha.length === 0 ? 'it has no tests yet' : undefined);

/** What tests themselves said that they could not run. */
function reportedNotRun() {
  if (!existsSync(NOT_RUN)) return [];
  const lines = readFileSync(NOT_RUN, 'utf8').split('\n').filter(Boolean);
  return [...new Set(lines)].map((line) => JSON.parse(line));
}

const sum = (results, key) => results.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);

function summarize(results) {
  console.log('\nSuite        passed  failed  skipped      time');
  for (const { suite, counts, seconds } of results) {
    const cells = counts ? [counts.passed, counts.failed, counts.skipped] : ['not run', '', ''];
    const [passed, failed, skipped] = cells.map(String);
    const time = `${seconds.toFixed(1)} s`;
    console.log(
      `${suite.padEnd(12)} ${passed.padStart(6)} ${failed.padStart(7)} ${skipped.padStart(8)} ${time.padStart(9)}`,
    );
  }
  const notRun = [...results.filter(({ reason }) => reason), ...reportedNotRun()];
  if (notRun.length > 0) console.log('\nNot run:');
  for (const { suite, reason } of notRun) console.log(`  ${suite}: ${reason}`);
}

function conclude(results) {
  summarize(results);
  // In CI everything real has to be there. What tests reported themselves has made them fail already.
  const missing = strict ? results.filter(({ reason }) => reason).length : 0;
  const failed = sum(results, 'failed') + missing;
  console.log(`\n${sum(results, 'passed')} passed, ${failed} failed, ${sum(results, 'skipped')} skipped`);
  return failed > 0 ? 1 : 0;
}

async function main() {
  if (values.list) {
    for (const { name, about } of SUITES) console.log(`${name.padEnd(12)} ${about}`);
    return 0;
  }
  const suites = chosenSuites();
  mkdirSync(`${DIST}/test`, { recursive: true });
  rmSync(NOT_RUN, { force: true });
  return conclude(await runAll(suites));
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    console.log('\n0 passed, 1 failed, 0 skipped');
    process.exit(1);
  },
);
