import type { CommandRecord, RemoteLog } from '../ssh/prompts';
import { oneLine } from '../ssh/remoteText';

/** What an output channel is written with. */
interface LogLines {
  info(line: string): void;
  debug(line: string): void;
}

/** Every command on a server on one line, so that a user sees what was run there, how it ended and how long it took. */
export function commandLog(lines: LogLines): RemoteLog {
  return {
    command: (record) => lines.info(describeCommand(record)),
    step: (host, what) => lines.debug(`${host}: ${oneLine(what)}`),
  };
}

export function describeCommand({ host, command, asRoot, outcome, elapsed }: CommandRecord): string {
  const mark = asRoot ? '#' : '$';
  return `${host} ${mark} ${command} → ${oneLine(outcome)} (${String(Math.round(elapsed))} ms)`;
}
