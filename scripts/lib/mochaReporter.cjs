// A line for each outermost describe as soon as it has ended, failures in full at the end, counts in a file.
const { writeFileSync } = require('node:fs');
const { Base } = require('mocha').reporters;

class LineReporter extends Base {
  constructor(runner, options) {
    super(runner, options);
    let group;
    runner.on('suite', (suite) => {
      if (suite.parent?.root) group = { passed: 0, failed: 0, skipped: 0, began: performance.now() };
    });
    for (const [event, key] of [
      ['pass', 'passed'],
      ['fail', 'failed'],
      ['pending', 'skipped'],
    ]) {
      runner.on(event, () => {
        if (group) group[key] += 1;
      });
    }
    runner.on('suite end', (suite) => {
      if (suite.parent?.root) console.log(lineOf(suite.title, group));
    });
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(options.reporterOption.counts, JSON.stringify(counts));
      if (failures > 0) Base.list(this.failures);
    });
  }
}

function lineOf(title, { passed, failed, skipped, began }) {
  const mark = failed > 0 ? '✘' : '✔';
  const notes = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return `  ${mark} ${title}: ${[`${passed} passed`, ...notes].join(', ')} (${seconds} s)`;
}

module.exports = LineReporter;
