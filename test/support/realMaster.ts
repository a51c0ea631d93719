import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RealPostfix, WorkDirectory } from './realPostfix';

/** A datagram socket that writes each log line on standard output; Node has none, and perl is on every Debian. */
const COLLECTOR = `use Socket; $| = 1;
socket(S, PF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])) or die $!; chmod 0666, $ARGV[0];
print "ready\\n"; while (defined recv(S, $b, 65536, 0)) { print $b, "\\n" }`;

/** Its own network, so that port 25 is always free and nothing outside can be reached. */
const OWN_NETWORK = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const;

/** Directories of a queue that Postfix does not make by itself when master is started without postfix-script. */
const QUEUE = [
  'private',
  'public',
  'pid',
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
];
const MORE_QUEUE = ['incoming', 'maildrop', 'saved', 'trace'];

/** A place where a real master(8) is started again and again, each time with another configuration. */
export class MasterPlace {
  private readonly directory: WorkDirectory;
  private collector: ChildProcess | undefined;
  private lines: string[] = [];
  private readonly listeners = new Set<() => void>();
  private running: RunningMaster | undefined;

  private constructor(readonly postfix: RealPostfix) {
    this.directory = postfix.workDirectory();
  }

  static async create(postfix: RealPostfix): Promise<MasterPlace> {
    const place = new MasterPlace(postfix);
    const { inside, outside } = place.directory;
    const owned = [...QUEUE, ...MORE_QUEUE].map((name) => `${inside}/spool/${name}`);
    for (const name of [...QUEUE, ...MORE_QUEUE])
      mkdirSync(join(outside, 'spool', name), { recursive: true });
    mkdirSync(join(outside, 'data'));
    postfix.run(['chown', 'postfix', `${inside}/data`, ...owned.filter((path) => !path.endsWith('/pid'))]);
    await place.collect();
    return place;
  }

  /** Starts master and waits until it runs or has given up. */
  async start(masterCf: string, mainCf = ''): Promise<RunningMaster> {
    this.lines = [];
    const { inside } = this.directory;
    this.directory.write('etc/main.cf', `${BASE(inside)}${mainCf}`);
    this.directory.write('etc/master.cf', masterCf);
    const daemons = this.postfix.postconf(['-dh', 'daemon_directory']).stdout.trim();
    const environment = [`POSTLOG_SERVICE=${inside}/spool/public/collector`, 'POSTLOG_HOSTNAME=test'];
    const argv = ['env', ...environment, `${daemons}/master`, '-c', `${inside}/etc`, '-d'];
    const [command, ...args] = [...OWN_NETWORK, ...this.postfix.commandLine(argv)];
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const master = new RunningMaster(this, child, join(this.directory.outside, 'spool'));
    this.running = master;
    const exited = once(child, 'exit').then(() => 'exit');
    await Promise.race([exited, this.until(/daemon started|master\[\d+\]: fatal:/)]);
    return master;
  }

  /** Runs a Postfix command with the configuration of the last start. */
  command(argv: readonly string[], input = ''): void {
    const [name = '', ...rest] = argv;
    const { status, stderr } = this.postfix.run([name, '-C', `${this.directory.inside}/etc`, ...rest], {
      input,
    });
    if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
  }

  get configDirectory(): string {
    return `${this.directory.inside}/etc`;
  }

  get log(): readonly string[] {
    return this.lines;
  }

  /** The first line of the log that matches, now or later. */
  until(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const line = this.lines.find((candidate) => pattern.test(candidate));
        if (line === undefined) return;
        this.listeners.delete(look);
        resolve(line);
      };
      this.listeners.add(look);
      look();
    });
  }

  async remove(): Promise<void> {
    await this.running?.stop();
    this.collector?.kill('SIGKILL');
    this.directory.remove();
  }

  private async collect(): Promise<void> {
    const socket = join(this.directory.outside, 'spool', 'public', 'collector');
    rmSync(socket, { force: true });
    const collector = spawn('perl', ['-e', COLLECTOR, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.collector = collector;
    const lines = createInterface({ input: collector.stdout });
    await once(lines, 'line');
    lines.on('line', (line) => {
      this.lines.push(line);
      for (const listener of [...this.listeners]) listener();
    });
  }
}

/** Settings that keep a private instance to itself. */
const BASE = (directory: string): string =>
  [
    'compatibility_level = 3.6',
    `queue_directory = ${directory}/spool`,
    `data_directory = ${directory}/data`,
    'maillog_file = /dev/stdout',
    'postlog_service_name = collector',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'mynetworks = 127.0.0.0/8',
    'myhostname = mail.example.test',
    '',
  ].join('\n');

export class RunningMaster {
  constructor(
    private readonly place: MasterPlace,
    private readonly child: ChildProcess,
    private readonly queue: string,
  ) {}

  /** What master says when it refuses its configuration. */
  get refusal(): string | undefined {
    const line = this.place.log.find((candidate) => candidate.includes('fatal:'));
    return line?.slice(line.indexOf('fatal:') + 7);
  }

  get warnings(): readonly string[] {
    return this.place.log.filter((line) => line.includes('warning:'));
  }

  until(pattern: RegExp): Promise<string> {
    return this.place.until(pattern);
  }

  /**
   * Opens a socket such as `private/cleanup`, so that master starts the program behind it; resolves when that program
   * has answered, hence has accepted its configuration.
   */
  answer(socket: string): Promise<void> {
    const client = connect(join(this.queue, socket));
    client.unref();
    client.on('connect', () => client.write('x'));
    return new Promise((resolve) => {
      client.on('error', () => undefined);
      client.on('data', () => {
        client.destroy();
        resolve();
      });
    });
  }

  /** Ends master and all of its children. */
  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exited = once(this.child, 'exit');
    process.kill(-pid, 'SIGKILL');
    await exited;
  }
}
