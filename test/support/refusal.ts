import type { ParameterFact } from '../../server/src/knowledge/types';
import type { HandRunResult } from './handRun';

/** Programs that keep root (column 4 of master.cf). */
export const PRIVILEGED: ReadonlySet<string> = new Set(['local', 'virtual', 'pipe', 'spawn']);

/** Noise of programs that wait for a client of their own kind. */
const NOISE = /panic: vstream_fflush_some|connect to (subsystem )?private\/|no entropy for TLS/;
const GIVEN_UP = /^(fatal|error|panic): /;
/** Replies that say that the server is at fault. */
const SERVER_ERROR =
  /^(NOQUEUE: milter-reject: .* )?4\d\d .*(Server configuration|Temporary lookup failure|local data error)/m;
/** The feature is gone, and the program goes on without it. */
const DISABLED = 'disabling TLS support';

/** Whether a program that was started by hand refused its configuration. */
export function refuses({ status, output, log }: HandRunResult): boolean {
  const isFatal = log.some((line) => (GIVEN_UP.test(line) || line.includes(DISABLED)) && !NOISE.test(line));
  return status === 1 || isFatal || [output, ...log].some((text) => SERVER_ERROR.test(text));
}

/** Programs that load more than they use, or that are another one under a second name. */
const READING_ALONG: ReadonlySet<string> = new Set(['lmtp', 'nqmgr', 'postscreen', 'proxymap']);

/** One of the programs that read a parameter. */
export function readerOf(
  { daemons = ['smtpd'] }: ParameterFact,
  known: ReadonlySet<string>,
): string | undefined {
  const readers = daemons.filter((name) => known.has(name));
  return readers.find((name) => !READING_ALONG.has(name)) ?? readers[0];
}

/** A wrong value for each kind, and one beyond each limit. */
export function valuesBeyond({ type, minLength = 0 }: ParameterFact): string[] {
  if (type.kind === 'boolean') return ['perhaps'];
  if (type.kind === 'integer') return ['ten', String((type.min ?? 0) - 1), ...beyond(type.max, '')];
  if (type.kind === 'time') return ['5 s', ...beyond(type.max, 's')];
  if (type.kind === 'enum' || type.kind === 'flags')
    return ['nonsense', (type.values[0] ?? '').toUpperCase()];
  return minLength > 0 ? [''] : [];
}

function beyond(limit: number | undefined, unit: string): string[] {
  return limit === undefined ? [] : [`${limit + 1}${unit}`];
}
