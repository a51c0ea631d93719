/** What a deploy came to. Broken: going back failed somewhere, and a person has to look. */
export type EndState = 'new' | 'old' | 'broken';

/** Steps of the script, in their order. */
export const STEPS = [
  'unchanged',
  'backup',
  'prepare',
  'look',
  'arm',
  'stop',
  'swap',
  'activate',
  'answer',
  'quiet',
  'undo',
] as const;
export type Step = (typeof STEPS)[number];

export interface JournalStep {
  readonly step: Step;
  readonly state: 'begun' | 'done' | 'failed';
  /** Why it failed, in the words of the server. */
  readonly reason: string;
}

export interface Journal {
  /** Each step once, as far as it got, in the order in which they began. */
  readonly steps: readonly JournalStep[];
  /** New complaints in the logs. */
  readonly warnings: readonly string[];
  /** Everything is in place, and the watchdog waits for the confirmation. */
  readonly waiting: boolean;
  /** Undefined while nobody has decided. `why` is a step, or what made the watchdog undo. */
  readonly end: { readonly state: EndState; readonly why: string } | undefined;
  /** What was left over after the end is cleared away, and another deploy may come. */
  readonly closed: boolean;
}

const STATES: Readonly<Record<string, JournalStep['state']>> = {
  begin: 'begun',
  done: 'done',
  failed: 'failed',
};

const ENDS: readonly EndState[] = ['new', 'old', 'broken'];

/** Reads a journal, whole or cut off anywhere; lines of another form are passed over. */
export function readJournal(text: string): Journal {
  const steps = new Map<Step, JournalStep>();
  const warnings: string[] = [];
  let waiting = false;
  let closed = false;
  let end: Journal['end'];
  // A last line without its end was never finished.
  for (const line of text.split('\n').slice(0, -1)) {
    const [word = '', second = '', ...rest] = line.split(' ');
    const state = STATES[word];
    const step = STEPS.find((name) => name === second);
    if (state && step) steps.set(step, { step, state, reason: state === 'failed' ? rest.join(' ') : '' });
    if (word === 'warning') warnings.push([second, ...rest].join(' '));
    if (word === 'waiting') waiting = true;
    if (word === 'closed') closed = true;
    const ended = ENDS.find((name) => name === second);
    if (word === 'end' && ended) end = { state: ended, why: rest.join(' ') };
  }
  return { steps: [...steps.values()], warnings, waiting, end, closed };
}

/** The step that failed, or the one that was never finished. */
export function brokenStep(journal: Journal): JournalStep | undefined {
  return (
    journal.steps.find(({ state, step }) => state === 'failed' && step !== 'undo') ??
    journal.steps.find(({ state }) => state !== 'done')
  );
}
