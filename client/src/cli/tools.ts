import type { Language } from '../../../server/src/text/localized';
import type { LocalFiles } from '../deploy/localFiles';
import type { Door, DoorFacts } from '../deploy/outside';
import type { Remote } from '../ssh/remote';

/** Somebody at a keyboard. */
export interface Terminal {
  /** Without a terminal nothing is asked, and every question that matters counts as answered with no. */
  readonly interactive: boolean;
  /** What is typed on one line; hidden input is not shown. */
  ask(question: string, hidden?: boolean): Promise<string>;
}

/** What the commands with servers need beside `Io`: everything comes in, so that a test runs them without a network. */
export interface ServerTools {
  /**
   * Logs in to a host: a name of `mailwright.hosts` (of the workspace that the directory is in), or one that ssh
   * knows. A verbose connection tells each of its commands.
   */
  connect(host: string, directory: string | undefined, verbose: boolean, language: Language): Promise<Remote>;
  folder(path: string): LocalFiles;
  look(remote: Remote, door: Door): Promise<DoorFacts>;
  /** The address from which a server sees this side; undefined when it does not tell. */
  ownAddress(remote: Remote): Promise<string | undefined>;
  readonly terminal: Terminal;
  /** Who deploys, for the history. */
  readonly who: string;
  now(): string;
  token(): string;
  wait(milliseconds: number): Promise<void>;
}
