import type { Client, ClientChannel } from 'ssh2';
import { AfterMark } from './afterMark';
import { BoundedOutput } from './boundedOutput';
import { messageOf, RemoteError } from './errors';
import { PausingTimer } from './pausingTimer';
import type { RemoteOutcome } from './remote';
import { signalCommand } from './signalCommand';
import type { SudoChannel, SudoDialogue } from './sudo';

export interface CommandOptions {
  readonly host: string;
  /** Quoted for the login shell. */
  readonly line: string;
  /** A line of both streams, after which they are the command's own. */
  readonly mark: string;
  readonly stdin: string | Uint8Array;
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes of each stream. */
  readonly outputLimit: number;
  /** Cancels it. */
  readonly signal: AbortSignal | undefined;
  /** Aborted with a RemoteError as its reason when the connection is gone. */
  readonly lost: AbortSignal;
  /** Leads the command through sudo. */
  readonly sudo?: SudoDialogue | undefined;
}

/** A channel for one command. Rejects with `channel-refused` when the server wants no more of them. */
export function openChannel(client: Client, { host, line, lost }: CommandOptions): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void =>
      reject(
        lost.aborted
          ? (lost.reason as RemoteError)
          : new RemoteError({ kind: 'channel-refused', host, said: messageOf(error) }),
      );
    lost.addEventListener('abort', refuse, { once: true });
    try {
      client.exec(line, (error, channel) => {
        lost.removeEventListener('abort', refuse);
        if (error) refuse(error);
        else resolve(channel);
      });
    } catch (error) {
      // ssh2 throws when the socket has just gone, before it says so by an event.
      refuse(error);
    }
  });
}

/**
 * Follows a command to its end. What it writes beyond the limit is read and dropped. When it is given up, the server
 * is asked to end it; root's own, and what sudo started, ends when it next writes to the channel that is gone.
 */
export function follow(
  client: Client,
  channel: ClientChannel,
  options: CommandOptions,
): Promise<RemoteOutcome> {
  const { host, lost, mark, outputLimit, signal, stdin, sudo, timeout } = options;
  const began = performance.now();
  const [stdout, stderr] = [new BoundedOutput(outputLimit), new BoundedOutput(outputLimit)];
  const [out, err] = [new AfterMark(mark), new AfterMark(mark)];
  const timer = new PausingTimer(timeout);
  return new Promise<RemoteOutcome>((resolve, reject) => {
    const settle = (end: () => void): void => {
      timer.stop();
      signal?.removeEventListener('abort', cancel);
      lost.removeEventListener('abort', lose);
      end();
    };
    const giveUp = (error: RemoteError): void => {
      settle(() => reject(error));
      signalCommand(client, channel);
      channel.close();
    };
    const cancel = (): void => giveUp(new RemoteError({ kind: 'cancelled', host }));
    const lose = (): void => settle(() => reject(lost.reason as RemoteError));
    const dialogue: SudoChannel = {
      write: (text) => channel.write(text),
      ready: () => channel.end(stdin),
      fail: giveUp,
      during: (question) => timer.during(question),
    };
    channel.on('data', (chunk: Buffer) => stdout.push(out.hear(chunk)));
    const hear = (own: Uint8Array): void => stderr.push(sudo ? sudo.hear(own, dialogue) : own);
    channel.stderr.on('data', (chunk: Buffer) => hear(err.hear(chunk)));
    // A command that does not read its standard input may close it; how it ends is told by its code.
    channel.on('error', () => undefined);
    // Not 'exit': a command may have ended in the very packet that opened its channel, before anybody listens.
    channel.on('close', (code?: number | null, name?: string) => {
      stdout.push(out.rest());
      hear(err.rest());
      const refusal = sudo?.refusalAtEnd();
      if (refusal) return giveUp(refusal);
      const truncated = stdout.truncated || stderr.truncated;
      const elapsed = performance.now() - began;
      const output = { stdout: stdout.bytes(), stderr: stderr.bytes(), truncated, elapsed };
      const outcome = { code: code ?? undefined, signal: name, ...output };
      settle(() => resolve(outcome));
    });
    signal?.addEventListener('abort', cancel);
    lost.addEventListener('abort', lose);
    timer.start(() => giveUp(new RemoteError({ kind: 'too-late', host, milliseconds: timeout })));
    if (lost.aborted) lose();
    else if (signal?.aborted) cancel();
    else if (!sudo) channel.end(stdin);
  });
}
