import type { Entry } from '../../dovecot/nodes';
import type { DovecotFile } from '../files';
import type { DovecotSources } from './includes';

/**
 * One line of the configuration, as Dovecot comes upon it: includes are gone into where they stand, the entries of a
 * block follow its `{`, and its `}` follows them.
 */
export interface Step {
  readonly file: DovecotFile;
  readonly entry: Entry;
  /** An include of a file that is being read already. */
  readonly recursive: boolean;
}

/** A configuration that includes files many times over is cut off here. */
const MOST_STEPS = 200_000;

/**
 * Every line in the order in which Dovecot reads them. A block may begin in one file and end in another; a file that is
 * being read already is not gone into again.
 */
export function readingOrder({ main, included }: DovecotSources): Step[] {
  const steps: Step[] = [];
  const reading: DovecotFile[] = [];
  const open = (file: DovecotFile): Iterator<Step> => {
    reading.push(file);
    return stepsOf(file);
  };
  const stack = [open(main)];
  for (let top = stack.at(-1); top && steps.length < MOST_STEPS; top = stack.at(-1)) {
    const next = top.next();
    if (next.done) {
      stack.pop();
      reading.pop();
      continue;
    }
    const { file, entry } = next.value;
    if (entry.kind !== 'include') {
      steps.push(next.value);
      continue;
    }
    const files = included.get(entry)?.files ?? [];
    const fresh = files.filter((one) => !reading.some(({ uri }) => uri === one.uri));
    steps.push({ file, entry, recursive: fresh.length < files.length });
    // The last one pushed is read first.
    for (const one of [...fresh].reverse()) stack.push(delayed(() => open(one)));
  }
  return steps;
}

/** An iterator that begins when its first step is asked for. */
function delayed(begin: () => Iterator<Step>): Iterator<Step> {
  let inner: Iterator<Step> | undefined;
  return { next: () => (inner ??= begin()).next() };
}

function* stepsOf(file: DovecotFile): Generator<Step, void> {
  const waiting = [...file.tree.entries].reverse();
  for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
    yield { file, entry, recursive: false };
    if (entry.kind !== 'block') continue;
    if (entry.close) waiting.push(entry.close);
    for (const inner of [...entry.entries].reverse()) waiting.push(inner);
  }
}
