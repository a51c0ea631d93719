import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { messageOf, RemoteError, throwIfCancelled, type RemoteProblem } from './errors';
import type { HostOptions } from './hostOptions';
import { oneLine } from './remoteText';

/** A stream to the ssh port of a host. Rejects with a RemoteError; an aborted signal ends it at any time. */
export async function tcpStream(options: HostOptions, timeout: number, signal: AbortSignal): Promise<Duplex> {
  const { hostName: host, port, addressFamily: family } = options;
  const address = `${host}:${String(port)}`;
  throwIfCancelled(signal, host);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host, port, family, noDelay: true });
    const late = setTimeout(() => fail(new Error(`no answer within ${String(timeout)} ms`)), timeout);
    const settle = (): void => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      socket.removeListener('error', fail);
    };
    const giveUp = (problem: RemoteProblem): void => {
      settle();
      socket.destroy();
      reject(new RemoteError(problem));
    };
    const stop = (): void => giveUp({ kind: 'cancelled', host });
    const fail = (error: NodeJS.ErrnoException): void => {
      const unknown = error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN';
      const said = messageOf(error) || (error.code ?? '');
      giveUp(unknown ? { kind: 'name-not-found', host } : { kind: 'unreachable', address, said });
    };
    signal.addEventListener('abort', stop);
    socket.once('error', fail);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}

/** What a command connects to, by its standard input and output (`ProxyCommand`). */
export class CommandStream extends Duplex {
  private readonly child: ChildProcessWithoutNullStreams;
  private said = '';

  constructor(private readonly command: string) {
    super();
    this.child = spawn(command, { shell: true, windowsHide: true });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    this.child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.child.stdout.pause();
    });
    // A command that has ended no longer reads; why, its code and its words tell.
    this.child.stdin.on('error', () => undefined);
    this.child.on('error', (error) => this.fail(error.message));
    this.child.on('close', (code) => {
      if (code) this.fail(`it ended with ${String(code)}`);
      else this.push(null);
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.child.stdin.write(chunk, () => done());
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.kill();
    done(error);
  }

  private fail(why: string): void {
    const said = oneLine(this.said).slice(0, 500) || why;
    this.destroy(new RemoteError({ kind: 'proxy-failed', via: this.command, said }));
  }
}
