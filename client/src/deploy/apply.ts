import type { Remote } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { readJournal, type Journal } from './journal';
import type { Line } from './line';
import { readRecords } from './records';
import { ALIVE, ATTENDED, EMIT } from './script/common';
import { deployDirectory } from './script/deployScript';

/** The script lives on without the connection that started it: in its own session where there is setsid. */
const START = `cd / || exit 1
if command -v setsid >/dev/null 2>&1; then setsid sh "$1/script" apply </dev/null >>"$1/log" 2>&1 &
else nohup sh "$1/script" apply </dev/null >>"$1/log" 2>&1 &
fi
`;

/**
 * Answers when the journal has no longer as many lines as the client knows ($2), when nobody works on the deploy, or
 * after so many turns ($3). A turn starts no program but sleep: the deploy needs the processor more.
 */
const STATUS = `${EMIT}${ALIVE}${ATTENDED}
count_lines() {
  seen=0
  [ ! -e "$1/journal" ] || while IFS= read -r line; do seen=$((seen + 1)); done <"$1/journal"
}
turns=$3
count_lines "$1"
while [ "$turns" -gt 0 ] && [ "$seen" = "$2" ] && [ "$(attended "$1")" = alive ]; do
  turns=$((turns - 1))
  sleep 0.05 2>/dev/null || sleep 1
  count_lines "$1"
done
emit status "$(cat "$1/journal" 2>/dev/null; printf x)" "$seen" "$(attended "$1")"
`;

/** What can be known of a deploy at one moment. */
export interface DeployStatus {
  readonly journal: Journal;
  /** Of the journal, as the server counts them: what has more has not been seen. */
  readonly lines: string;
  /** Somebody on the server still works on it, or watches over it. */
  readonly attended: boolean;
}

/** How to wait, so that a test need not. */
export interface Patience {
  /** Resolves after so many milliseconds, or rejects when the signal says so. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface DeployPlace {
  readonly stateDirectory: string;
  readonly id: string;
}

export async function startScript(remote: Remote, place: DeployPlace): Promise<void> {
  const argv = ['sh', '-s', '--', deployDirectory(place.stateDirectory, place.id)];
  await remote.run({ argv, asRoot: true, stdin: START });
}

/** Twentieths of a second that the server waits for something new before it answers all the same. */
const TURNS = 200;
/** Milliseconds. */
const POLL = 300;
/** So often a deploy may be seen unattended: its script may not have begun, or its watchdog may take over. */
const UNATTENDED = { begun: 3, notBegun: 20 };
/** Attempts to come back after the link was lost, two seconds apart: longer than a watchdog waits. */
export const ATTEMPTS = 120;

/**
 * Watches a deploy until it waits for its confirmation, has ended, or nobody attends to it any more. When the link
 * is lost it comes back on a new one: the server goes on without us.
 */
export async function followJournal(
  line: Line,
  place: DeployPlace,
  patience: Patience,
  until: (journal: Journal) => boolean,
  onJournal: (journal: Journal) => void = () => undefined,
): Promise<DeployStatus> {
  let seen: string | undefined;
  for (let [lost, unattended] = [0, 0]; lost <= ATTEMPTS;) {
    try {
      const status = await fetchStatus(line.remote, place, seen);
      lost = 0;
      seen = status.lines;
      onJournal(status.journal);
      unattended = status.attended ? 0 : unattended + 1;
      if (
        until(status.journal) ||
        unattended > UNATTENDED[status.journal.steps.length > 0 ? 'begun' : 'notBegun']
      )
        return status;
      if (!status.attended) await patience.wait(POLL);
    } catch {
      lost++;
      await patience.wait(2000);
      await line.renew().catch(() => undefined);
    }
  }
  throw new DeployError('out-of-reach', { host: line.remote.name, id: place.id });
}

/** @param seen lines of the journal that are known already: the server answers when it has more to tell */
export async function fetchStatus(remote: Remote, place: DeployPlace, seen?: string): Promise<DeployStatus> {
  const wait = seen === undefined ? ['', '0'] : [seen, String(TURNS)];
  const argv = ['sh', '-s', '--', deployDirectory(place.stateDirectory, place.id), ...wait];
  const outcome = await remote.run({ argv, asRoot: true, stdin: STATUS }, { outputLimit: 1024 * 1024 });
  const [journal = '', lines = '', state] = readRecords(decode(outcome.stdout))[0]?.fields ?? [];
  return { journal: readJournal(journal.replace(/x$/, '')), lines, attended: state === 'alive' };
}

/** Tells the script, over this connection, that the new state is to stay. False when it is not up to that any more. */
export async function confirmDeploy(remote: Remote, place: DeployPlace, token: string): Promise<boolean> {
  const script = `${deployDirectory(place.stateDirectory, place.id)}/script`;
  const outcome = await remote.run({ argv: ['sh', script, 'confirm'], asRoot: true, stdin: `${token}\n` });
  return outcome.code === 0;
}

/** Asks the script to go back. What came of it stands in the journal. */
export async function undoDeploy(remote: Remote, place: DeployPlace, why: string): Promise<void> {
  const script = `${deployDirectory(place.stateDirectory, place.id)}/script`;
  await remote.run({ argv: ['sh', script, 'undo', why], asRoot: true }, { timeout: 300_000 });
}
