import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A process whose namespaces are a machine's; they live until its standard input ends, however the test ends. */
export interface Holder {
  /** Of the process that has the network. */
  readonly pid: number;
  /** Of the first process inside, where there is a process namespace. */
  readonly inside: number;
  remove(): Promise<void>;
}

/** Starts a script in namespaces of its own and waits until it says that it is ready. */
export async function hold(flags: readonly string[], script: readonly string[]): Promise<Holder> {
  const args = [...flags, '--fork', '--kill-child', ...script];
  const child = spawn('unshare', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await ready(child);
  const pid = child.pid ?? 0;
  const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
  return {
    pid,
    inside: Number(children.trim().split(' ')[0]),
    remove: () => {
      child.stdin.end();
      return ended;
    },
  };
}

function ready(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('close', () => reject(new Error(`no namespaces: ${said}`)));
  });
}

/** Runs a program of this machine and expects it to succeed. */
export function must(argv: readonly string[]): void {
  const [command = '', ...args] = argv;
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
}

const SWITCH =
  'ip link set lo up && ip link add name bridge type bridge && ip link set bridge up && echo ready && exec cat';

/**
 * A network that this machine and the machines of the tests share: a switch in a namespace of its own, so that it
 * goes away with the test. Addresses are of 198.18.0.0/15, which nobody routes (RFC 2544).
 */
export class TestNetwork {
  private used = 1;
  private cables = 0;

  private constructor(
    private readonly holder: Holder,
    private readonly number: number,
  ) {}

  static async start(): Promise<TestNetwork> {
    const holder = await hold(['--net'], ['sh', '-c', SWITCH]);
    for (let tries = 0; tries < 256; tries += 1) {
      const number = (process.pid + tries) % 256;
      const own = `mail${String(number)}`;
      const args = ['link', 'add', own, 'type', 'veth', 'peer', 'name', 'out', 'netns', String(holder.pid)];
      // The name is taken while another run has this network.
      if (spawnSync('ip', args).status !== 0) continue;
      const network = new TestNetwork(holder, number);
      network.plug('out');
      must(['ip', 'address', 'add', `${network.address(1)}/24`, 'dev', own]);
      must(['ip', 'link', 'set', own, 'up']);
      return network;
    }
    await holder.remove();
    throw new Error('there is no network left');
  }

  /** Connects a machine, and returns the address that it gets. */
  join(machine: Holder): string {
    this.used += 1;
    this.cables += 1;
    const cable = `cable${String(this.cables)}`;
    const address = this.address(this.used);
    const inSwitch = ['nsenter', '-t', String(this.holder.pid), '-n'];
    const inMachine = ['nsenter', '-t', String(machine.pid), '-n', 'ip'];
    const peer = ['peer', 'name', 'eth0', 'netns', String(machine.pid)];
    must([...inSwitch, 'ip', 'link', 'add', cable, 'type', 'veth', ...peer]);
    this.plug(cable);
    must([...inMachine, 'address', 'add', `${address}/24`, 'dev', 'eth0']);
    must([...inMachine, 'link', 'set', 'eth0', 'up']);
    return address;
  }

  /** Whether the cable of an address carries anything: a link that is down is a server that fell silent. */
  setLink(address: string, state: 'up' | 'down'): void {
    const cable = `cable${String(Number(address.split('.')[3]) - 1)}`;
    must(['nsenter', '-t', String(this.holder.pid), '-n', 'ip', 'link', 'set', cable, state]);
  }

  remove(): Promise<void> {
    return this.holder.remove();
  }

  private plug(cable: string): void {
    const inSwitch = ['nsenter', '-t', String(this.holder.pid), '-n', 'ip', 'link', 'set', cable];
    must([...inSwitch, 'master', 'bridge']);
    must([...inSwitch, 'up']);
  }

  private address(host: number): string {
    return `198.18.${String(this.number)}.${String(host)}`;
  }
}

export const scriptOf = (name: string): string => join(import.meta.dirname, name);
