import type { Listing } from '../../server/src/system/postconf/effective';
import type { Report } from '../../server/src/system/postconf/report';
import { realReports, reportLines, type RealListing } from './postconf';

/** Ended by a signal: an expression that goes on for ever has eaten the stack. */
const KILLED = 128;

/**
 * What differs between a real call and ours; undefined when nothing does. `unordered` are all reports of a pass that
 * the real one ends at the first fatal report, in an order of its own.
 */
export function difference(
  real: RealListing,
  own: Listing,
  unordered: () => readonly Report[],
): string | undefined {
  const ownLines = reportLines(own.reports);
  const fails = ownLines.some((line) => line.startsWith('fatal: '));
  if (real.status > KILLED) return fails ? undefined : `killed by signal ${real.status - KILLED}`;
  if ((real.status !== 0) !== fails) {
    return `exit status ${real.status}\n${real.stderr}but we say\n${ownLines.join('\n')}`;
  }
  const reports = compareReports(realReports(real.stderr), ownLines, unordered);
  if (reports !== undefined || fails) return reports;
  const lines = own.lines.map((line) => `${line}\n`).join('');
  return real.stdout === lines ? undefined : linesDifference(real.stdout, lines);
}

function compareReports(
  real: readonly string[],
  own: readonly string[],
  unordered: () => readonly Report[],
): string | undefined {
  const more = without(own, real);
  const less = without(real, own);
  if (more.length === 0 && less.length === 0) return undefined;
  const possible = reportLines(unordered());
  if (possible.length > 0 && without(real, possible).length === 0 && real.at(-1)?.startsWith('fatal: '))
    return undefined;
  return [...less.map((line) => `only real: ${line}`), ...more.map((line) => `only ours: ${line}`)].join(
    '\n',
  );
}

/** The items of a list that another lacks; each of the other's counts once. */
function without(items: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return items.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}

function linesDifference(real: string, own: string): string {
  const [left, right] = [real.split('\n'), own.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  const index = at < 0 ? left.length : at;
  return `line ${index + 1}\nreal: ${JSON.stringify(left[index])}\nours: ${JSON.stringify(right[index])}`;
}
