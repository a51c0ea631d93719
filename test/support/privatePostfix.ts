import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RealPostfix, ToolResult, WorkDirectory } from './realPostfix';

/** An address of the server that is not loopback, and one of a client that it does not trust. */
export const SERVER = '198.51.100.1';
export const STRANGER = '203.0.113.9';

export interface Dialogue {
  readonly host: string;
  readonly port: number;
  /** The client's address. */
  readonly from: string;
  /** TLS from the first byte. */
  readonly wrapper: boolean;
  /** After `STARTTLS` the dialogue goes on over TLS. */
  readonly lines: readonly string[];
  /** A line that goes before the greeting, as a proxy sends it. */
  readonly opening?: string;
  /** Milliseconds without a word after which the server is taken to be dead; usually half a minute. */
  readonly patience?: number;
  /** What the client shows with TLS, in PEM. */
  readonly certificate?: { readonly key: string; readonly certificate: string };
}

export interface Reply {
  /** 0 when the server closed the connection. */
  readonly code: number;
  readonly text: string;
}

/** A network of its own, so that Postfix can have its real ports and nothing leaves the machine. */
export interface Network {
  /** Puts words before a command line, so that it runs in this network. */
  commandLine(argv: readonly string[]): readonly [string, ...string[]];
  /** Holds one dialogue after the other; for each, the greeting and the reply to each line. */
  converse(dialogues: readonly Dialogue[]): Promise<readonly (readonly Reply[])[]>;
  remove(): void;
}

/** A record of DNS, as dns-packet takes it. */
export interface NameRecord {
  readonly name: string;
  readonly type: 'A' | 'MX';
  readonly data: unknown;
}

/** With `names`, programs of this Postfix find records in DNS, and no others. */
export async function createNetwork(names?: {
  readonly postfix: RealPostfix;
  readonly records: readonly NameRecord[];
}): Promise<Network> {
  const servers = names ? nameServers(names.postfix) : [];
  const setUp = [
    'ip link set lo up',
    ...[SERVER, STRANGER, ...servers].map((address) => `ip address add ${address} dev lo`),
  ];
  const run = [...setUp, 'exec "$0" "$@"'].join(' && ');
  const served = JSON.stringify([servers, names?.records ?? []]);
  const probe = [process.execPath, join(import.meta.dirname, 'smtpProbe.mjs'), served];
  const holder = spawn('unshare', ['-n', 'sh', '-c', run, ...probe], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: holder.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error('the network namespace, or the probe in it, has ended');
    return line.value;
  };
  await nextLine();
  return {
    commandLine: (argv) => ['nsenter', '-t', String(holder.pid), '-n', ...argv],
    converse: async (dialogues) => {
      holder.stdin.write(`${JSON.stringify(dialogues)}\n`);
      return JSON.parse(await nextLine()) as Reply[][];
    },
    remove: () => holder.stdin.end(),
  };
}

/** Those of resolv.conf(5), which the resolver asks. */
function nameServers({ root }: RealPostfix): readonly string[] {
  const path = `${root}/etc/resolv.conf`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const found = [...text.matchAll(/^nameserver\s+([\d.]+)/gm)].map(([, address = '']) => address);
  return found.length > 0 ? found : ['127.0.0.1'];
}

export function converse(
  network: Network,
  dialogues: readonly Dialogue[],
): Promise<readonly (readonly Reply[])[]> {
  return network.converse(dialogues);
}

/** What `postfix check` would make, in a hundredth of the time. */
const MAKE_DIRECTORIES = `cd "$1" && mkdir -m 755 etc data spool spool/pid && cd spool &&
mkdir -m 700 active bounce corrupt defer deferred flush hold incoming private saved trace &&
mkdir -m 730 maildrop && mkdir -m 710 public &&
chown postfix ../data [a-oq-z]* private public && chgrp postdrop maildrop public`;

/** A Postfix with directories of its own. `etc`, `spool` and `data` lie in the work directory. */
export class PrivatePostfix {
  readonly directory: WorkDirectory;
  readonly configDirectory: string;
  private master = 0;

  constructor(
    readonly postfix: RealPostfix,
    readonly network: Network,
  ) {
    this.directory = postfix.workDirectory();
    this.configDirectory = `${this.directory.inside}/etc`;
    this.must(['sh', '-c', MAKE_DIRECTORIES, 'sh', this.directory.inside]);
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

  check(): ToolResult {
    return this.run(['postfix', '-c', this.configDirectory, 'check']);
  }

  /** `postfix start`, most of whose time goes into `postfix check`. */
  start(): ToolResult {
    return this.started(['postfix', '-c', this.configDirectory, 'start']);
  }

  /** Starts without `postfix check`. */
  startMaster(): ToolResult {
    return this.started([`${daemonDirectory(this.postfix)}/master`, '-c', this.configDirectory, '-w']);
  }

  private started(argv: readonly string[]): ToolResult {
    const result = this.run(argv);
    const path = join(this.directory.outside, 'spool/pid/master.pid');
    if (existsSync(path)) this.master = Number(readFileSync(path, 'utf8'));
    return result;
  }

  /** Ends master and everything that it started, and waits until it is gone. */
  async stop(): Promise<void> {
    const pid = this.master;
    this.master = 0;
    if (pid === 0 || !terminate(pid)) return;
    while (isRunning(pid)) await pause();
  }

  log(): string {
    const path = join(this.directory.outside, 'log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Empties the log; it must be there, because a configuration may reach it through a link. */
  clearLog(): void {
    writeFileSync(join(this.directory.outside, 'log'), '');
  }

  /** Waits for a line of the log. */
  async logged(pattern: RegExp): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!pattern.test(this.log())) {
      assert.ok(Date.now() < deadline, `never logged: ${String(pattern)}`);
      await pause();
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    this.directory.remove();
  }
}

const daemonDirectories = new Map<RealPostfix, string>();

function daemonDirectory(postfix: RealPostfix): string {
  let directory = daemonDirectories.get(postfix);
  if (directory === undefined) {
    directory = postfix.postconf(['-dh', 'daemon_directory']).stdout.trim();
    daemonDirectories.set(postfix, directory);
  }
  return directory;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** False when there is no such process any more. */
function terminate(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGTERM');
  } catch {
    return false;
  }
}

/** One that has ended but that init has not asked about yet, which may take it seconds, runs no more (proc(5)). */
function isRunning(pid: number): boolean {
  try {
    const [, state] = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
