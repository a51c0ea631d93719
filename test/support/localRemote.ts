import { spawn } from 'node:child_process';
import type { Remote, RemoteCommand, RemoteOutcome, RunOptions } from '../../client/src/ssh/remote';

export interface LocalOptions {
  /** Words before each command line: a network, a chroot, an environment. */
  readonly prefix?: readonly string[];
  /** Asked before each command; true cuts the connection instead, and every later command of it fails as well. */
  readonly cut?: (command: RemoteCommand) => boolean;
}

/** "SSH" to this machine: commands run here, by the user who runs the tests. */
export class LocalRemote implements Remote {
  /** Commands of this connection and of those that came from it. */
  readonly commands: RemoteCommand[];
  private lost = false;

  constructor(
    readonly name: string,
    private readonly options: LocalOptions = {},
    commands: RemoteCommand[] = [],
  ) {
    this.commands = commands;
  }

  async run(
    command: RemoteCommand,
    { timeout = 120_000, outputLimit = 16 << 20 }: RunOptions = {},
  ): Promise<RemoteOutcome> {
    this.lost ||= this.options.cut?.(command) ?? false;
    if (this.lost) throw new Error('the link is lost');
    this.commands.push(command);
    const [program = '', ...args] = [...(this.options.prefix ?? []), ...command.argv];
    const began = performance.now();
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout });
    child.stdin.on('error', () => undefined);
    child.stdin.end(command.stdin ?? '');
    const [stdout, stderr] = [collect(child.stdout, outputLimit), collect(child.stderr, outputLimit)];
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      // The script that a command has started keeps no output open, so this is the end of the command.
      child.on('close', (code, signal) =>
        resolve({
          code: code ?? undefined,
          signal: signal ?? undefined,
          stdout: stdout.bytes(),
          stderr: stderr.bytes(),
          truncated: stdout.truncated() || stderr.truncated(),
          elapsed: performance.now() - began,
        }),
      );
    });
  }

  /** The link is lost: no command of this connection runs any more. */
  lose(): void {
    this.lost = true;
  }

  reconnect(): Promise<Remote> {
    return Promise.resolve(new LocalRemote(this.name, this.options, this.commands));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function collect(
  stream: NodeJS.ReadableStream,
  limit: number,
): { bytes(): Uint8Array; truncated(): boolean } {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  });
  return { bytes: () => Buffer.concat(chunks), truncated: () => size > limit };
}
