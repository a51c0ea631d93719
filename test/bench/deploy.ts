// Time and round trips of plan and deploy of a tree of 60 files, near and far away, beside `scp -r` with
// `ssh 'postfix reload'` and an Ansible playbook that copies the same files with validation.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFolder } from '../../client/src/cli/node/folder';
import { compare } from '../../client/src/deploy/comparison';
import { deploy } from '../../client/src/deploy/deploy';
import type { DeployIo } from '../../client/src/deploy/deployIo';
import { rememberDeployed } from '../../client/src/deploy/remember';
import { pull } from '../../client/src/deploy/pull';
import { lookAtDoor } from '../../client/src/deploy/smtpDoor';
import { openSession, type Session } from '../../client/src/ssh/session';
import { ClientFolder } from '../support/hosts/clientFolder';
import { Link } from '../support/hosts/link';
import { hostsMissing, MailHost } from '../support/hosts/mailHost';
import { TestNetwork } from '../support/hosts/namespaces';
import { ScriptedUser } from '../support/hosts/scriptedPrompts';

const SUITE = 'bookworm';
const FILES = 60;
/** Milliseconds there and back. */
const DELAYS = [0, 100];

/** How far apart two machines are, and all that is needed to get from one to the other. */
interface Way {
  readonly host: MailHost;
  readonly link: Link;
  readonly config: string;
  readonly folder: string;
}

/** Sixty files of which each differs from what any round before had. */
function write(folder: string, round: number): void {
  const postfix = join(folder, 'etc/postfix');
  for (let index = 1; index < FILES; index++) {
    const lines = Array.from({ length: 40 }, (_, line) => `user${line}@example${index}.org round${round}\n`);
    mkdirSync(join(postfix, 'tables'), { recursive: true });
    writeFileSync(join(postfix, 'tables', `table${index}.cf`), lines.join(''));
  }
  const main = join(postfix, 'main.cf');
  const text = readFileSync(main, 'utf8').replace(/^smtpd_banner.*\n/m, '');
  writeFileSync(main, `${text}smtpd_banner = $myhostname ESMTP round ${round}\n`);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const seconds = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const IO: DeployIo = {
  phase: () => undefined,
  mayGoOn: () => Promise.resolve(true),
  who: 'bench@example.test',
  now: () => new Date().toISOString(),
  token: () => 'token',
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

function open(way: Way, user: ScriptedUser): Promise<Session> {
  const target = { host: 'mx', user: 'root' };
  return openSession({ name: 'mx', target, prompts: user, log: user, source: { file: way.config } });
}

async function mailwright(way: Way): Promise<{ plan: number; deploy: number; commands: number }> {
  const user = new ScriptedUser();
  const files = nodeFolder(way.folder);
  const io = { ...IO, outside: { stranger: false, look: lookAtDoor.bind(undefined, way.host.address) } };
  let session: Session | undefined;
  let comparison: Awaited<ReturnType<typeof compare>> | undefined;
  const plan = await seconds(async () => {
    session = await open(way, user);
    comparison = await compare(session, files, {});
  });
  const applied = await seconds(async () => {
    if (!session || !comparison) return;
    const request = { plan: comparison.plan, snapshot: comparison.snapshot, target: {}, findings: [] };
    const result = await deploy(session, request, io);
    if (result.state !== 'new') throw new Error(JSON.stringify(result));
    await rememberDeployed(comparison);
    await session.close();
  });
  return { plan, deploy: applied, commands: user.commands.length };
}

/** A program of this machine, which has to succeed. */
function run(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${argv.join(' ')}: ${said}`))));
  });
}

async function scp({ config, folder }: Way): Promise<void> {
  const postfix = join(folder, 'etc/postfix');
  const names = ['main.cf', 'tables'].map((name) => join(postfix, name));
  await run(['scp', '-q', '-r', '-F', config, ...names, 'root@mx:/etc/postfix/']);
  await run(['ssh', '-F', config, 'root@mx', 'postfix reload']);
}

const PLAYBOOK = (folder: string): string => `- hosts: all
  gather_facts: false
  tasks:
    - copy: { src: ${folder}/etc/postfix/tables, dest: /etc/postfix/ }
    - copy: { src: ${folder}/etc/postfix/main.cf, dest: /etc/postfix/main.cf, validate: "sh -c 'mkdir -p /tmp/v && cp %s /tmp/v/main.cf && cp /etc/postfix/master.cf /tmp/v && postconf -c /tmp/v'" }
    - command: postfix check
    - command: postfix reload
`;

async function ansible({ config, folder }: Way): Promise<void> {
  const playbook = join(folder, 'playbook.yml');
  writeFileSync(playbook, PLAYBOOK(folder));
  const args = ['-i', 'mx,', '-u', 'root', '--ssh-common-args', `-F ${config}`, playbook];
  await run(['ansible-playbook', ...args], { ...process.env, ANSIBLE_PIPELINING: 'True', LC_ALL: 'C.UTF-8' });
  rmSync(playbook);
}

/** Everybody near and far away; Ansible last, because it takes minutes. Each line is told as soon as it is known. */
async function measure(way: Way): Promise<void> {
  const contestants: readonly (() => Promise<readonly Row[]>)[] = [
    async () => {
      const own = await mailwright(way);
      const commands = `${own.commands} commands, connecting twice`;
      return [
        ['Mailwright: plan', own.plan, ''],
        ['Mailwright: deploy', own.deploy, commands],
      ];
    },
    async () => [['scp -r, ssh postfix reload', await seconds(() => scp(way)), '']],
    ...(spawnSync('ansible-playbook', ['--version']).status === 0
      ? [async () => [['ansible-playbook', await seconds(() => ansible(way)), ''] as const]]
      : []),
  ];
  let round = 0;
  for (const contestant of contestants) {
    for (const rtt of DELAYS) {
      write(way.folder, ++round);
      way.link.delay = rtt / 2;
      const rows = await contestant();
      way.link.delay = 0;
      for (const [name, time, more] of rows) say(`| ${rtt} ms | ${name} | ${time.toFixed(1)} s | ${more} |`);
      await resync(way);
    }
  }
}

type Row = readonly [name: string, time: number, more: string];

/** What the others brought counts as known, so that it is no drift for the next deploy. */
async function resync(way: Way): Promise<void> {
  const session = await open(way, new ScriptedUser());
  await pull(session, nodeFolder(way.folder), {}, { overwrite: true });
  await session.close();
}

async function main(): Promise<void> {
  const missing = hostsMissing(SUITE);
  if (missing !== undefined) return say(`deploy: not run, ${missing}`);
  const network = await TestNetwork.start();
  const client = new ClientFolder();
  const none = { root: 'x', admin: 'x', deployer: 'x', guest: 'x', newcomer: 'x' };
  const host = await MailHost.start(network, 'mx', SUITE, none, client.publicKey);
  const link = await Link.to(host.address);
  client.trust('mx', host.publicKey());
  const entry = ['Host mx', 'HostName 127.0.0.1', `Port ${link.port}`, 'HostKeyAlias mx'];
  const config = client.config('config', [...entry, 'HostKeyAlgorithms ssh-ed25519']);
  const folder = mkdtempSync(join(tmpdir(), 'mailwright-bench-'));
  try {
    const way = { host, link, config, folder };
    await resync(way);
    say(`\nA tree of ${FILES} files, deployed to a Postfix of Debian ${SUITE}:\n`);
    say('| there and back | what | time | |\n|---|---|---:|---|');
    await measure(way);
  } finally {
    await link.close();
    await host.remove();
    await network.remove();
    client.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
