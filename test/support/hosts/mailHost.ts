import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rootOf } from '../../../scripts/lib/chroots.mjs';
import { hold, scriptOf, type Holder, type TestNetwork } from './namespaces';

export type HostSuite = 'bookworm' | 'trixie';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Passwords of the users that every host has; see mailHost.sh for what they may. */
export type Passwords = Readonly<Record<'root' | 'admin' | 'deployer' | 'guest' | 'newcomer', string>>;

/** Nothing else on the machine holds these words, so a leak can be searched for. */
export function randomPasswords(): Passwords {
  const one = (): string => `pw ${randomBytes(8).toString('hex')} '"$€`;
  return { root: one(), admin: one(), deployer: one(), guest: one(), newcomer: one() };
}

/** Why there can be no test hosts on this machine; nothing when there can. */
export function hostsMissing(suite: HostSuite): string | undefined {
  const root = rootOf(suite);
  const programs = ['sbin/sshd', 'bin/sudo', 'sbin/postfix', 'sbin/dovecot'];
  const missing = programs.filter((program) => !existsSync(`${root}/usr/${program}`));
  if (missing.length > 0) return `Debian ${suite} has no ${missing.join(', ')} here`;
  const probe = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true']);
  return probe.status === 0 ? undefined : 'this machine allows no namespaces';
}

/** A real mail server with sshd, sudo, Postfix and Dovecot, in memory, that is gone with the test. */
export class MailHost {
  private constructor(
    readonly name: string,
    readonly address: string,
    readonly suite: HostSuite,
    private readonly holder: Holder,
  ) {}

  /** @param publicKey lets in root, admin, deployer and guest */
  static async start(
    network: TestNetwork,
    name: string,
    suite: HostSuite,
    passwords: Passwords,
    publicKey: string,
  ): Promise<MailHost> {
    const flags = ['--net', '--mount', '--pid', '--uts'];
    const holder = await hold(flags, ['sh', scriptOf('namespace.sh'), rootOf(suite) || '/', name]);
    try {
      const host = new MailHost(name, network.join(holder), suite, holder);
      const script = readFileSync(scriptOf('mailHost.sh'), 'utf8');
      const lines = Object.entries(passwords).map((pair) => `${pair.join(':')}\n`);
      await host.background(['sh', '-c', script, 'sh', name, publicKey], lines.join(''));
      return host;
    } catch (error) {
      await holder.remove();
      throw error;
    }
  }

  /** Runs a program on the host as root, without SSH. */
  run(argv: readonly string[], input = ''): Ran {
    const [command, ...args] = this.enter(argv);
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      encoding: 'utf8',
      input,
      timeout: 60_000,
      maxBuffer: 1 << 26,
    });
    if (error) throw error;
    return { status: status ?? -1, stdout, stderr };
  }

  /** As a shell script that has to succeed; its standard output. */
  sh(script: string): string {
    const ran = this.run(['sh', '-c', script]);
    if (ran.status !== 0) throw new Error(`${this.name}: ${script}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** Waits, while everything else goes on, until a shell script succeeds. */
  until(script: string): Promise<void> {
    return this.background(['sh', '-c', `until ${script}; do sleep 0.05; done`]);
  }

  /** The public key of the host, in a line without the host's name. */
  publicKey(type: 'ed25519' | 'ecdsa' | 'rsa' = 'ed25519'): string {
    const [algorithm = '', key = ''] = this.sh(`cat /etc/ssh/ssh_host_${type}_key.pub`).split(' ');
    return `${algorithm} ${key}`;
  }

  /** Another sshd, with these settings before the common ones. */
  listen(port: number, settings: readonly string[]): void {
    const lines = [`Port ${String(port)}`, ...settings].join('\n');
    const common = "sed -e '/^Port/d' -e '/^ListenAddress/d' /etc/ssh/sshd_config";
    const file = `/tmp/sshd-${String(port)}`;
    this.sh(`{ echo '${lines}'; ${common}; } >${file} && /usr/sbin/sshd -o PidFile=none -f ${file}`);
  }

  remove(): Promise<void> {
    return this.holder.remove();
  }

  private enter(argv: readonly string[]): [string, ...string[]] {
    const where = ['-t', String(this.holder.inside), '-m', '-n', '-p', '-u', '-r', '-w'];
    return ['nsenter', ...where, 'env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C', ...argv];
  }

  /** Not synchronously, so that two hosts can be made at once. */
  private background(argv: readonly string[], input = ''): Promise<void> {
    const [command, ...args] = this.enter(argv);
    // What the daemons inherit stays open for good, so the end of the output is not waited for.
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    // Who reads no input may have ended before it is written; how it ended is told by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        child.stderr.destroy();
        if (code === 0) resolve();
        else reject(new Error(`${this.name} ${argv.slice(0, 3).join(' ')}: ${said}`));
      });
    });
  }
}
