import type { AssetReader, FileAccess } from '../host';

/** What a command may touch: everything comes in, so that a test runs it without a process. */
export interface Io {
  readonly files: FileAccess;
  readonly assets: AssetReader;
  readonly out: Output;
  readonly err: Output;
  /** `LANG` and the like. */
  readonly locale: string | undefined;
  /** Turns a path as the user wrote it into a uri, and back into a path for messages. */
  toUri(path: string): string;
  toPath(uri: string): string;
  /** Replaces the text of a file, keeping its mode. */
  writeText(uri: string, text: string): Promise<void>;
  /** A file with each byte as one character (Latin-1), or the system's words for why it cannot be read. */
  readBytes(uri: string): Promise<{ readonly text: string } | { readonly reason: string }>;
  readonly machine: Machine;
}

/** The machine that a command runs on, for values that Postfix works out from it. */
export interface Machine {
  readonly hostName: string;
  readonly processId: number;
  /** Addresses of all interfaces that are up. */
  addresses(): readonly { readonly address: string; readonly netmask: string }[];
  /** Addresses of a name or address; none when there are none. */
  resolve(name: string): Promise<readonly string[]>;
}

export interface Output {
  write(text: string): void;
  /** Writes each character, none above U+00FF, as one byte. */
  writeBytes(text: string): void;
  /** A terminal that shows colours. */
  readonly colours: boolean;
}

/** Exit codes of every command. */
export const EXIT = { clean: 0, findings: 1, failure: 2 } as const;

/** A mistake in how the command was called, or a file that cannot be read: told in one line, exit code 2. */
export class CommandError extends Error {}
