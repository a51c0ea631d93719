import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { RealPostfix, WorkDirectory } from './realPostfix';

/**
 * A datagram socket that writes each log line on standard output; Node has none, and perl is on every Debian. On
 * SIGUSR1 it reads all that is waiting and says so: what a program logged before its end is then certainly printed.
 * It looks up from waiting now and then, since a signal right before the wait would else go unnoticed.
 */
const COLLECTOR = `use Socket; $| = 1;
$SIG{USR1} = sub { print "$b\\n" while defined recv(S, $b, 65536, MSG_DONTWAIT); print "drained\\n" };
socket(S, PF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])) or die $!; chmod 0666, $ARGV[0];
print "drained\\n"; vec($bits, fileno(S), 1) = 1;
while (1) { print "$b\\n" if select($r = $bits, undef, undef, 0.05) > 0 && defined recv(S, $b, 65536, MSG_DONTWAIT) }`;

export interface HandRun {
  /** Name of the program in the daemon directory. */
  readonly daemon: string;
  /** Keeps root, as column 4 of master.cf says for local, virtual, pipe and spawn. */
  readonly privileged?: boolean;
  /** Settings beside those that keep the program to its own directories. */
  readonly mainCf: string;
  /** What a client sends. */
  readonly input?: string;
}

export interface HandRunResult {
  /** Undefined when the program was still waiting for its client, hence had read its settings. */
  readonly status: number | undefined;
  readonly output: string;
  /** Lines of the log without time and host. */
  readonly log: readonly string[];
}

/** Milliseconds after which a program that has neither given up nor ended is taken to be at work. */
const PATIENCE = 60_000;

/** A daemon that has greeted its client in Postfix's own protocol is past its start. */
const GREETING = '_protocol\0';

/** What Postfix programs write to, and what must stay with root. */
const FOLDERS = [
  'data',
  'spool',
  ...['incoming', 'active', 'deferred', 'maildrop', 'public', 'pid'].map((name) => `spool/${name}`),
];
const ROOT_OWNED: ReadonlySet<string> = new Set(['spool', 'spool/pid']);

/** Starts daemons by hand (`-S`: standard input is the client), each with a configuration of its own. */
export class HandRunner {
  private readonly directory: WorkDirectory;
  private readonly lines: string[] = [];
  private collector: ChildProcessByStdio<null, Readable, null> | undefined;
  private drained: (() => void)[] = [];
  private runs = 0;

  private constructor(readonly postfix: RealPostfix) {
    this.directory = postfix.workDirectory();
  }

  static async create(postfix: RealPostfix): Promise<HandRunner> {
    const runner = new HandRunner(postfix);
    const { inside, outside } = runner.directory;
    for (const folder of FOLDERS) mkdirSync(join(outside, folder), { mode: 0o755 });
    const owned = FOLDERS.filter((folder) => !ROOT_OWNED.has(folder)).map((folder) => `${inside}/${folder}`);
    postfix.run(['chown', 'postfix', ...owned]);
    await runner.collect();
    return runner;
  }

  /** Runs all of them side by side: a Postfix program that gives up sleeps for a second first. */
  async run(runs: readonly HandRun[], atOnce = 12): Promise<HandRunResult[]> {
    const results: HandRunResult[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++, run = runs[index]; run; index = next++, run = runs[index]) {
        results[index] = await this.one(run);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return results;
  }

  remove(): void {
    this.collector?.kill('SIGKILL');
    this.directory.remove();
  }

  private async one({ daemon, privileged, mainCf, input = '' }: HandRun): Promise<HandRunResult> {
    const tag = `run${this.runs++}.`;
    const { inside } = this.directory;
    this.directory.write(`${tag}/main.cf`, `${settings(inside, tag)}${mainCf}`);
    this.directory.write(`${tag}/master.cf`, '');
    const program = `/usr/lib/postfix/sbin/${daemon}`;
    const environment = [
      `MAIL_CONFIG=${inside}/${tag}`,
      `POSTLOG_SERVICE=${inside}/spool/public/collector`,
      `POSTLOG_HOSTNAME=${tag}`,
    ];
    const options = privileged ? ['-S'] : ['-S', '-u'];
    const [command, ...args] = this.postfix.commandLine(['env', ...environment, program, ...options]);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
      if (output.includes(GREETING)) child.kill('SIGKILL');
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    const [status] = (await once(child, 'close')) as [number | null];
    clearTimeout(patience);
    await this.drain();
    const log = this.lines.filter((line) => line.includes(tag)).map((line) => line.replace(/^.*?\]: /, ''));
    return { status: status ?? undefined, output, log };
  }

  private drain(): Promise<void> {
    return new Promise((resolve) => {
      this.drained.push(resolve);
      if (this.drained.length === 1) this.collector?.kill('SIGUSR1');
    });
  }

  private async collect(): Promise<void> {
    const socket = join(this.directory.outside, 'spool/public/collector');
    const collector = spawn('perl', ['-e', COLLECTOR, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.collector = collector;
    const lines = createInterface({ input: collector.stdout });
    const ready = once(lines, 'line');
    await ready;
    lines.on('line', (line) => this.onLine(line));
  }

  /** Each request is answered by a signal that was sent after it was made. */
  private onLine(line: string): void {
    if (line !== 'drained') {
      this.lines.push(line);
      return;
    }
    const [first, ...waiting] = this.drained;
    this.drained = waiting;
    first?.();
    if (waiting.length > 0) this.collector?.kill('SIGUSR1');
  }
}

const settings = (directory: string, tag: string): string =>
  [
    'compatibility_level = 3.6',
    `queue_directory = ${directory}/spool`,
    `data_directory = ${directory}/data`,
    'maillog_file = /dev/stdout',
    'postlog_service_name = collector',
    `syslog_name = ${tag}`,
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'myhostname = mail.example.test',
    'smtpd_client_connection_count_limit = 0',
    'smtpd_peername_lookup = no',
    // A client by hand does not wait for answers.
    'smtpd_forbid_unauth_pipelining = no',
    'virtual_mailbox_base = /',
    'alias_maps =',
    'local_recipient_maps =',
    'address_verify_map =',
    'postscreen_cache_map =',
    '',
  ].join('\n');
