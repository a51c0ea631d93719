// A line for each outermost describe as soon as it has ended, failures in full at the end, counts in a file.
const { writeFileSync } = require('node:fs');
const { Base } = require('mocha').reporters;

class LineReporter extends Base {
  constructor(runner, options) {
    super(runner, options);
    let group;
    let depth = 0;
    // Of files that run in parallel, suites do not know their parents.
    runner.on('suite', ({ root }) => {
      if (!root && depth++ === 0) group = { passed: 0, failed: 0, skipped: 0, took: 0 };
    });
    for (const [event, key] of [
      ['pass', 'passed'],
      ['fail', 'failed'],
      ['pending', 'skipped'],
    ]) {
      runner.on(event, ({ duration = 0 }) => {
        if (!group) return;
        group[key] += 1;
        group.took += duration;
      });
    }
    runner.on('suite end', ({ root, title }) => {
      if (!root && --depth === 0) console.log(lineOf(title, group));
    });
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(options.reporterOption.counts, JSON.stringify(counts));
      if (failures > 0) Base.list(this.failures);
    });
  }
}

/** The time is that of the tests, without hooks. */
function lineOf(title, { passed, failed, skipped, took }) {
  const mark = failed > 0 ? '✘' : '✔';
  const notes = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  return `  ${mark} ${title}: ${[`${passed} passed`, ...notes].join(', ')} (${(took / 1000).toFixed(1)} s)`;
}

module.exports = LineReporter;
