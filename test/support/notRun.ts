import { appendFileSync } from 'node:fs';

/** One suite that could not run because something real was missing; a line of the report file is this as JSON. */
export interface NotRun {
  readonly suite: string;
  readonly reason: string;
}

/**
 * Says that a suite is not run, and why: on standard error and, where the test runner asks for it with
 * MAILWRIGHT_NOT_RUN, as a JSON line in that file. With CI=true a missing component is a failure.
 */
export function notRun(suite: string, reason: string): void {
  const entry: NotRun = { suite, reason };
  const report = process.env['MAILWRIGHT_NOT_RUN'];
  if (report) appendFileSync(report, `${JSON.stringify(entry)}\n`);
  process.stderr.write(`not run: ${suite}: ${reason}\n`);
  if (process.env['CI'] === 'true') throw new Error(`${suite} could not run: ${reason}`);
}
