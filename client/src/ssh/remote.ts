/** A command on the server. `argv` is quoted by the implementation; nothing secret may stand in it. */
export interface RemoteCommand {
  readonly argv: readonly string[];
  /** Run by root: through sudo unless the connection is root's already. */
  readonly asRoot?: boolean;
  /** Sent to its standard input, which is closed afterwards. */
  readonly stdin?: string | Uint8Array;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds after which the command is given up; a connection has its own default. */
  readonly timeout?: number;
  /** Bytes of each output stream that are kept; what follows is read and dropped. */
  readonly outputLimit?: number;
}

/** What a command did. A code other than 0 is an outcome, not an error. */
export interface RemoteOutcome {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** One of the streams was longer than the limit. */
  readonly truncated: boolean;
  /** Milliseconds that it took. */
  readonly elapsed: number;
}

/** One server, over one connection. */
export interface Remote {
  /** Name of the host, as the user knows it. */
  readonly name: string;
  /** Rejects when the command could not be run to its end: link lost, cancelled, too late, sudo refused. */
  run(command: RemoteCommand, options?: RunOptions): Promise<RemoteOutcome>;
  /** A new connection to the same server, with the same answers to its questions. */
  reconnect(): Promise<Remote>;
  close(): Promise<void>;
}
