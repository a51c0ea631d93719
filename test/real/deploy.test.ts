import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serverCommands } from '../../client/src/cli/serverCommands';
import { nodeFolder } from '../../client/src/cli/node/folder';
import type { ServerTools } from '../../client/src/cli/tools';
import type { DoorFacts } from '../../client/src/deploy/outside';
import { run } from '../../server/src/cli/run';
import { nodeFiles } from '../../server/src/node/host';
import { realTime } from '../support/deployPlace';
import { LocalRemote } from '../support/localRemote';
import { memoryIo } from '../support/memoryIo';
import { createNetwork, PrivatePostfix, type Network } from '../support/privatePostfix';
import { realPostfixes } from '../support/realPostfix';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a test changes of the world of one call. */
interface World {
  readonly answers?: readonly string[];
  readonly door?: Partial<DoorFacts>;
  readonly cut?: (argv: readonly string[], stdin: string) => boolean;
}

const GOOD: DoorFacts = {
  reachable: true,
  greeted: true,
  offersTls: false,
  tlsWorks: false,
  offersLogin: false,
  relays: false,
};

const [POSTFIX] = realPostfixes('deploys to a real Postfix', ['bookworm']);

describe('mailwright deploy, to a real Postfix', function () {
  // Under load, a Postfix may take its time.
  this.timeout(240_000);
  let network: Network;
  let server: PrivatePostfix;
  let folder: string;

  before(async function () {
    if (!POSTFIX) return this.skip();
    network = await createNetwork();
    server = new PrivatePostfix(POSTFIX, network);
    writeConfiguration();
    server.startMaster();
  });
  after(async () => {
    await server?.remove();
    network?.remove();
  });

  beforeEach(() => {
    writeConfiguration();
    rmSync(`${server.directory.outside}/state`, { recursive: true, force: true });
    folder = mkdtempSync(join(tmpdir(), 'mailwright-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What every test begins with; the master that runs may have read another one before. */
  function writeConfiguration(): void {
    server.directory.write('etc/main.cf', MAIN());
    server.directory.write('etc/master.cf', MASTER);
    server.directory.write('etc/transport', 'example.org smtp:[127.0.0.1]\n');
    server.must(['postmap', '-c', server.configDirectory, `hash:${server.configDirectory}/transport`]);
  }

  const MAIN = (): string =>
    [
      'compatibility_level = 3.6',
      server.settings(),
      'myhostname = mail.example.test',
      'inet_interfaces = loopback-only',
      'inet_protocols = ipv4',
      'mydestination = example.test',
      'mynetworks = 127.0.0.0/8',
      `transport_maps = hash:${server.configDirectory}/transport`,
      // Whom it knows would be asked of proxymap, which does not run here.
      'local_recipient_maps =',
      'alias_maps =',
      'alias_database =',
      '',
    ].join('\n');

  /** Calls the command as a user would. */
  async function mailwright(argv: string, { answers = [], door = {}, cut }: World = {}): Promise<Outcome> {
    assert.ok(POSTFIX);
    const prefix = network.commandLine(POSTFIX.commandLine([]));
    const io = memoryIo({});
    const left = [...answers];
    let looks = 0;
    const tools: ServerTools = {
      connect: (host) =>
        Promise.resolve(
          new LocalRemote(host, {
            prefix,
            ...(cut && { cut: ({ argv: words, stdin }) => cut(words, String(stdin ?? '')) }),
          }),
        ),
      folder: nodeFolder,
      // The first look is the one before the change.
      look: () => Promise.resolve(looks++ === 0 ? GOOD : { ...GOOD, ...door }),
      ownAddress: () => Promise.resolve('203.0.113.9'),
      terminal: { interactive: answers.length > 0, ask: () => Promise.resolve(left.shift() ?? '') },
      who: 'tester@example.test',
      now: () => '2026-01-02T03:04:05Z',
      token: () => 'token',
      wait: (milliseconds) => realTime.wait(Math.min(milliseconds, 300)),
    };
    const real = { ...io, files: nodeFiles, toUri: (path: string) => pathToFileURL(path).href };
    const words = [...argv.split(' '), '--config-directory', server.configDirectory];
    const state = ['--state-directory', `${server.directory.inside}/state`];
    const code = await run([...words, ...state], real, '1.2.3', serverCommands(tools));
    return { code, ...io.written };
  }

  const here = (name: string): string => join(folder, name);
  const there = (name: string): string => readFileSync(join(server.directory.outside, 'etc', name), 'utf8');

  /** Pulls, and changes a file here. */
  async function edited(name: string, edit: (text: string) => string): Promise<void> {
    // A main.cf at its top makes a folder Postfix's own directory.
    writeFileSync(here('main.cf'), '');
    const pulled = await mailwright(`pull host ${folder} --overwrite`);
    assert.equal(pulled.code, 0, pulled.err);
    writeFileSync(here(name), edit(readFileSync(here(name), 'utf8')));
  }

  const lookUp = (key: string): string => {
    const { configDirectory } = server;
    return server.must(['postmap', '-c', configDirectory, '-q', key, `hash:${configDirectory}/transport`]);
  };

  const running = (): boolean => server.run(['postfix', '-c', server.configDirectory, 'status']).status === 0;

  it('pulls, shows the difference, deploys, tells the history, and takes it back', async () => {
    await edited('main.cf', (text) => `${text}smtpd_banner = hello there\n`);
    writeFileSync(here('transport'), 'example.net smtp:[127.0.0.1]\n');
    const before = { main: there('main.cf'), transport: there('transport') };

    const diff = await mailwright(`diff host ${folder}`);
    assert.equal(diff.code, 1);
    assert.match(diff.out, /\+smtpd_banner = hello there/);
    assert.match(diff.out, /Postfix: reload\n.*settings changed: smtpd_banner/);
    assert.match(diff.out, /table .*transport is made again by postmap/);

    const done = await mailwright(`deploy host ${folder}`, { answers: ['yes'] });
    assert.equal(done.code, 0, `${done.out}${done.err}`);
    assert.equal(there('main.cf'), readFileSync(here('main.cf'), 'utf8'));
    const lookup = lookUp('example.net');
    assert.equal(lookup, 'smtp:[127.0.0.1]\n');
    assert.equal((await mailwright(`diff host ${folder}`)).code, 0, 'nothing is left to do');

    const history = await mailwright('history host');
    assert.match(
      history.out,
      /^000001 {2}2026-01-02T03:04:05Z {2}tester@example\.test {2}in force\n {2}changed .*main\.cf/,
    );

    const diffs = await mailwright('history host --diff');
    assert.match(diffs.out, /changed .*main\.cf\n[^]*\n {4}\+smtpd_banner = hello there\n/);

    const back = await mailwright('rollback host --yes');
    assert.equal(back.code, 0, `${back.out}${back.err}`);
    assert.deepEqual({ main: there('main.cf'), transport: there('transport') }, before);
    assert.equal(lookUp('example.org'), lookup);
    assert.equal((await mailwright('rollback host --yes')).code, 1, 'it cannot be taken back twice');
    assert.ok(running());
  });

  it('stops and starts where a reload would be ignored', async () => {
    await edited('main.cf', (text) => text.replace('loopback-only', '127.0.0.1, 198.51.100.1'));
    const done = await mailwright(`deploy host ${folder} --yes`);
    assert.equal(done.code, 0, `${done.out}${done.err}`);
    assert.match(done.out, /Postfix: restart\n.*stopped and started: inet_interfaces/);
    assert.match(server.log(), /daemon started.*[^]*daemon started/);
  });

  it('goes back when a service dies of the new configuration, which no check had seen', async () => {
    await edited('main.cf', (text) => `${text}smtpd_timeout = 5 apples\n`);
    const before = there('main.cf');
    const done = await mailwright(`deploy host ${folder}`, { answers: ['host', 'yes'] });
    assert.equal(done.code, 1, `${done.out}${done.err}`);
    assert.match(
      done.err,
      /step "answer" failed, so the deploy was undone: no answer from 127\.0\.0\.1 port smtp/,
    );
    assert.equal(there('main.cf'), before);
    assert.ok(running());
  });

  it('goes back when master dies of a reload that was reported as done', async () => {
    await edited('master.cf', (text) => `${text}nosuchport inet n - n - - smtpd\n`);
    const before = there('master.cf');
    const done = await mailwright(`deploy host ${folder}`, { answers: ['host', 'yes'] });
    assert.equal(done.code, 1, `${done.out}${done.err}`);
    assert.equal(there('master.cf'), before);
    assert.ok(running());
  });

  it('is refused by the programs of the server, before anything changes', async () => {
    await edited('main.cf', (text) => `${text}inet_protocols = ipv5\n`);
    const done = await mailwright(`deploy host ${folder}`, { answers: ['host', 'yes'] });
    assert.equal(done.code, 1);
    assert.match(done.err, /refuse the new configuration/);
    assert.ok(!existsSync(`${server.directory.outside}/state/lock`));
  });

  it('stops for an error of the analysis, and asks for nothing without a terminal', async () => {
    await edited('main.cf', (text) => `${text}smtpd_timeout = 5 apples\n`);
    const done = await mailwright(`deploy host ${folder} --yes`);
    assert.equal(done.code, 1);
    assert.match(done.err, /main\.cf:\d+: error: /);
    assert.match(done.err, /Nothing was changed on the server/);
  });

  it('goes back when the server relays for strangers', async () => {
    await edited('main.cf', (text) => `${text}smtpd_banner = hello there\n`);
    const done = await mailwright(`deploy host ${folder} --yes`, { door: { relays: true } });
    assert.equal(done.code, 1);
    assert.match(done.err, /From outside the new state did not pass: 25 relays/);
    assert.doesNotMatch(there('main.cf'), /hello there/);
  });

  it('stops for what was changed on the server meanwhile, and merges it when asked', async () => {
    await edited('main.cf', (text) => text.replace('mail.example.test', 'mx.example.test'));
    server.directory.write('etc/main.cf', `${MAIN()}smtpd_banner = theirs\n`);
    const refused = await mailwright(`deploy host ${folder} --yes`);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /Somebody changed files on host since the last pull: .*main\.cf/);
    const done = await mailwright(`deploy host ${folder} --yes --merge`);
    assert.equal(done.code, 0, `${done.out}${done.err}`);
    assert.match(there('main.cf'), /mx\.example\.test[^]*theirs/);
  });

  it('checks without changing anything in a dry run, and says so as JSON', async () => {
    await edited('main.cf', (text) => `${text}smtpd_banner = hello there\n`);
    const dry = await mailwright(`deploy host ${folder} --dry-run --format json`);
    assert.equal(dry.code, 0, dry.err);
    assert.equal((JSON.parse(dry.out) as { state: string }).state, 'unchanged');
    assert.doesNotMatch(there('main.cf'), /hello there/);
  });

  it('comes through when the link is lost as soon as the script has started', async () => {
    await edited('main.cf', (text) => `${text}smtpd_banner = hello there\n`);
    let lost = false;
    const cut = (_: readonly string[], stdin: string): boolean => {
      const first = !lost && stdin.includes('emit status');
      lost ||= first;
      return first;
    };
    const done = await mailwright(`deploy host ${folder} --yes`, { cut });
    assert.equal(done.code, 0, `${done.out}${done.err}`);
    assert.ok(lost);
    assert.match(there('main.cf'), /hello there/);
  });
});

const MASTER = `smtp      inet  n       -       n       -       -       smtpd
pickup    unix  n       -       n       60      1       pickup
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
anvil     unix  -       -       n       -       1       anvil
postlog   unix-dgram n  -       n       -       1       postlogd
`;
