import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { RealPostfix, ToolResult, WorkDirectory } from './realPostfix';

/** An address of the server that is not loopback, and one of a client that it does not trust. */
export const SERVER = '198.51.100.1';
export const STRANGER = '203.0.113.9';

/** A network of its own, so that Postfix can have its real ports and nothing leaves the machine. */
export interface Network {
  /** Puts words before a command line, so that it runs in this network. */
  commandLine(argv: readonly string[]): readonly [string, ...string[]];
  remove(): void;
}

export async function createNetwork(): Promise<Network> {
  const setUp = [
    'ip link set lo up',
    `ip address add ${SERVER}/32 dev lo`,
    `ip address add ${STRANGER}/32 dev lo`,
  ];
  const holder = spawn('unshare', ['-n', 'sh', '-c', `${setUp.join(' && ')} && echo ready && exec cat`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await isReady(holder);
  return {
    commandLine: (argv) => ['nsenter', '-t', String(holder.pid), '-n', ...argv],
    remove: () => holder.stdin.end(),
  };
}

function isReady(holder: ChildProcessByStdio<Writable, Readable, null>): Promise<void> {
  return new Promise((resolve, reject) => {
    holder.once('error', reject);
    holder.once('exit', () => reject(new Error('no network namespace could be made')));
    holder.stdout.once('data', () => resolve());
  });
}

export interface Dialogue {
  readonly host: string;
  readonly port: number;
  /** The client's address. */
  readonly from: string;
  /** TLS from the first byte. */
  readonly wrapper: boolean;
  /** After `STARTTLS` the dialogue goes on over TLS. */
  readonly lines: readonly string[];
}

export interface Reply {
  /** 0 when the server closed the connection. */
  readonly code: number;
  readonly text: string;
}

/**
 * Holds the dialogues; for each, the greeting and the reply to each line. The test goes on meanwhile, because the
 * peers that Postfix asks live in it.
 */
export async function converse(
  network: Network,
  dialogues: readonly Dialogue[],
): Promise<readonly (readonly Reply[])[]> {
  const probe = join(import.meta.dirname, 'smtpProbe.mjs');
  const [command, ...args] = network.commandLine([process.execPath, probe]);
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(dialogues));
  const output = await text(child.stdout);
  assert.notEqual(output, '', 'the probe failed');
  return JSON.parse(output) as Reply[][];
}

/** A Postfix with directories of its own. `etc`, `spool` and `data` lie in the work directory. */
export class PrivatePostfix {
  readonly directory: WorkDirectory;
  readonly configDirectory: string;

  constructor(
    readonly postfix: RealPostfix,
    readonly network: Network,
  ) {
    this.directory = postfix.workDirectory();
    this.configDirectory = `${this.directory.inside}/etc`;
    const inside = this.directory.inside;
    this.must(['mkdir', '-p', `${inside}/etc`, `${inside}/spool`, `${inside}/data`]);
    this.must(['chown', 'postfix', `${inside}/data`]);
  }

  /** The settings that keep this instance to its own directories. */
  settings(): string {
    const { inside } = this.directory;
    return [
      `queue_directory = ${inside}/spool`,
      `data_directory = ${inside}/data`,
      `maillog_file = ${inside}/log`,
      `maillog_file_prefixes = ${inside}`,
    ].join('\n');
  }

  run(argv: readonly string[], input = ''): ToolResult {
    const [command, ...args] = this.network.commandLine(this.postfix.commandLine(argv));
    const result = spawnSync(command, args, { encoding: 'utf8', input, timeout: 60_000 });
    if (result.error) throw result.error;
    return { stdout: result.stdout, stderr: result.stderr, status: result.status ?? -1 };
  }

  must(argv: readonly string[], input = ''): string {
    const result = this.run(argv, input);
    assert.equal(result.status, 0, `${argv.join(' ')} failed: ${result.stderr}`);
    return result.stdout;
  }

  postfixCommand(word: 'check' | 'start' | 'stop' | 'status'): ToolResult {
    return this.run(['postfix', '-c', this.configDirectory, word]);
  }

  log(): string {
    const path = join(this.directory.outside, 'log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Waits for a line of the log. */
  async logged(pattern: RegExp): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!pattern.test(this.log())) {
      assert.ok(Date.now() < deadline, `never logged: ${String(pattern)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  remove(): void {
    if (this.postfixCommand('status').status === 0) this.postfixCommand('stop');
    this.directory.remove();
  }
}
