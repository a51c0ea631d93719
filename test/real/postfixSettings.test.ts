import assert from 'node:assert/strict';
import type { ParameterFact } from '../../server/src/knowledge/types';
import { inInterval, valueAt } from '../../server/src/knowledge/versions';
import { postfixFacts } from '../support/facts';
import { HandRunner, type HandRun } from '../support/handRun';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { PRIVILEGED, readerOf, refuses, valuesBeyond } from '../support/refusal';
import { claimedValues, settingsThatMatter, type MatteringSetting } from '../support/settingsThatMatter';

/** What a value needs beside it, so that it alone decides. */
const COMPANIONS: Readonly<Record<string, string>> = {
  // smtpd does not start without a guard in one of the two lists, and the lowest level leaves one of them empty.
  compatibility_level: 'smtpd_recipient_restrictions = reject_unauth_destination',
  smtpd_relay_restrictions: 'smtpd_recipient_restrictions = reject_unauth_destination',
  // The address that programs by hand listen on belongs to one protocol.
  inet_protocols: 'inet_interfaces = loopback-only',
};

/** Settings that are looked at only once there is a session that needs them: a wrong value passes the start. */
const READ_LATER: ReadonlySet<string> = new Set([
  'milter_default_action',
  'smtp_sasl_security_options',
  'smtp_sasl_tls_security_options',
  'smtp_tls_loglevel',
  'smtp_tls_mandatory_ciphers',
  'smtpd_sasl_type',
  'smtpd_sasl_security_options',
  'smtpd_sasl_tls_security_options',
  'smtpd_tls_loglevel',
]);

/** Values that name a place of the administrator's machine, or of the programs that are started by hand. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'data_directory',
  'maillog_file',
  'queue_directory',
  'smtpd_tls_chain_files',
  'syslog_name',
]);

/** A client that comes in and goes again. */
const SMTP = 'EHLO client.example.test\r\nQUIT\r\n';

/** Services that the examples speak of beside those of every master.cf. */
const SERVICES = [
  'smtp unix - - n - - smtp',
  'slow unix - - n - - smtp',
  'dovecot unix - n n - - pipe flags=DRhu user=nobody argv=/bin/true',
  '',
].join('\n');

interface Claim {
  readonly name: string;
  readonly value: string;
  readonly daemon: string;
}

const facts = new Map(postfixFacts().parameters.map((fact) => [fact.name, fact]));

const line = ({ name, value }: Claim): string => `${name} = ${value}\n`;

/** The tables that the records speak of are not on this machine, nor is proxymap: an empty one stands for each. */
const withoutTables = (value: string): string =>
  value
    .replace(/\bproxy:/g, '')
    .replace(/\b(hash|texthash|pcre|cidr):\/etc\/[\w./]+/g, (_, type: string) =>
      type === 'hash' ? 'texthash:/dev/null' : `${type}:/dev/null`,
    );

/** Puts things into as few rounds as can be, none of which has two with a key in common. */
function rounds<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const found: { readonly items: T[]; readonly keys: Set<string> }[] = [];
  for (const item of items) {
    const keys = keysOf(item);
    let round = found.find((one) => !keys.some((key) => one.keys.has(key)));
    if (!round) found.push((round = { items: [], keys: new Set() }));
    round.items.push(item);
    for (const key of keys) round.keys.add(key);
  }
  return found.map((one) => one.items);
}

/** The claims about one daemon that go into one configuration together. */
function together(claims: readonly Claim[]): Claim[][] {
  const daemons = [...new Set(claims.map(({ daemon }) => daemon))];
  return daemons.flatMap((daemon) =>
    rounds(
      claims.filter((claim) => claim.daemon === daemon),
      ({ name }) => (name in COMPANIONS ? [name, 'companion'] : [name]),
    ),
  );
}

function toRun(claims: readonly Claim[]): HandRun {
  const daemon = claims[0]?.daemon ?? 'smtpd';
  const companions = claims.map(({ name }) => (name in COMPANIONS ? `${COMPANIONS[name]}\n` : ''));
  const mainCf = [...companions, ...claims.map((claim) => withoutTables(line(claim)))].join('');
  return { daemon, mainCf, input: SMTP, privileged: PRIVILEGED.has(daemon) };
}

/** What a program says of claims that it refuses; each is tried alone when one of many was refused. */
async function refusals(runner: HandRunner, claims: readonly Claim[]): Promise<string[]> {
  const all = together(claims);
  const results = await runner.run(all.map(toRun));
  const suspects = all.filter((_, index) => {
    const result = results[index];
    return result !== undefined && refuses(result);
  });
  const alone = suspects.flat();
  const second = await runner.run(alone.map((claim) => toRun([claim])));
  return alone.flatMap((claim, index) => {
    const result = second[index];
    if (!result || !refuses(result)) return [];
    return [`[${claim.daemon}] ${line(claim).trim()}: ${[...result.log, result.output].join(' | ')}`];
  });
}

/** The settings of an example that stand in main.cf, in one line each. */
function mainSettings(example: string): string[] {
  const logical = example.replace(/\n[ \t]+/g, ' ').split('\n');
  return logical.filter((text) => /^\w+ *=/.test(text)).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The service of an example that stands in master.cf. */
const serviceOf = (example: string): string | undefined => /^(\S+) +(?:inet|unix) /m.exec(example)?.[1];

/** What an example sets: no two of one file may set the same. */
function subjects(example: string): string[] {
  const service = serviceOf(example);
  return service === undefined
    ? mainSettings(example).map((text) => text.replace(/ *=.*/, ''))
    : [`service ${service}`];
}

/** The client files of databases in the examples are not on this machine. */
const MISSING_FILE = /open "\w+" configuration .*: No such file or directory$/;

/** What examples that stand in one configuration lose when `postconf` reads them, and what it complains of. */
function losses(postfix: RealPostfix, examples: readonly string[]): string[] {
  const directory = postfix.workDirectory();
  try {
    const services = examples.filter((example) => serviceOf(example) !== undefined);
    const settings = examples.filter((example) => serviceOf(example) === undefined);
    directory.write('main.cf', settings.join('\n'));
    directory.write('master.cf', [...services, SERVICES].join('\n'));
    const main = postfix.postconf(['-c', directory.inside, '-n']);
    const master = postfix.postconf(['-c', directory.inside, '-M']);
    return [
      ...`${main.stderr}${master.stderr}`
        .split('\n')
        .filter((text) => text !== '' && !MISSING_FILE.test(text)),
      ...settings.flatMap(mainSettings).filter((text) => !main.stdout.includes(`${text}\n`)),
      ...services.filter((example) => !master.stdout.includes(`${serviceOf(example)} `)),
    ];
  } finally {
    directory.remove();
  }
}

/** Settings that an older Postfix was asked about already: what they refuse does not change. */
const asked = new Set<string>();

for (const postfix of realPostfixes('settings that matter')) {
  const { version } = postfix;

  describe(`the settings of Postfix ${version} that matter`, function () {
    this.timeout(120_000);
    let chosen: readonly MatteringSetting[];
    let settings: readonly { readonly fact: ParameterFact; readonly claimed: readonly string[] }[];
    let runner: HandRunner;

    before(async () => {
      chosen = await settingsThatMatter('postfix');
      settings = chosen
        .filter(({ group }) => group === 'settings')
        .flatMap(({ name, record }) => {
          const fact = facts.get(name);
          return fact && inInterval(version, fact) ? [{ fact, claimed: claimedValues(record) }] : [];
        });
      runner = await HandRunner.create(postfix);
    });

    after(() => runner.remove());

    it('have the default that the facts tell', () => {
      const fixed = settings.filter(({ fact }) => fact.computed === undefined);
      const names = fixed.map(({ fact }) => fact.name);
      const { stdout } = postfix.postconf(['-d', ...names]);
      const real = Object.fromEntries(
        stdout
          .trim()
          .split('\n')
          .map((text) => text.split(/ =(?: |$)(.*)/s)),
      ) as Record<string, string>;
      const ours = fixed.map(({ fact }) => [fact.name, valueAt(fact.defaults, version)?.value]);
      assert.deepEqual(
        ours,
        names.map((name) => [name, real[name]]),
      );
      assert.ok(names.length > 100);
    });

    it('take the values that the records recommend and explain', async () => {
      const daemons = daemonsOf(version);
      const claims = settings.flatMap(({ fact, claimed }) => {
        const daemon = ELSEWHERE.has(fact.name) ? undefined : readerOf(fact, daemons);
        const known = claimed.filter((value) => isKnown(value, fact, version));
        return daemon === undefined ? [] : known.map((value) => ({ name: fact.name, value, daemon }));
      });
      assert.deepEqual(await refusals(runner, claims), []);
      assert.ok(claims.length > 200);
    });

    it('refuse what their type excludes', async () => {
      const daemons = daemonsOf(version);
      const claims = settings.flatMap(({ fact }) => {
        const daemon = readerOf(fact, daemons);
        const [value] = asked.has(fact.name) || READ_LATER.has(fact.name) ? [] : valuesBeyond(fact);
        asked.add(fact.name);
        return daemon === undefined || value === undefined ? [] : [{ name: fact.name, value, daemon }];
      });
      const results = await runner.run(
        claims.map((claim) => toRun([claim])),
        16,
      );
      const taken = claims.filter((_, index) => {
        const result = results[index];
        return result !== undefined && !refuses(result);
      });
      assert.deepEqual(taken.map(line), []);
    });

    it('have examples that postconf reads as they are meant', () => {
      const examples = chosen
        .filter(({ group }) => group !== 'access-actions')
        .map(({ record }) => record.example ?? '');
      const lost = rounds(examples, subjects).flatMap((round) => losses(postfix, round));
      assert.deepEqual(lost, []);
      assert.ok(examples.every((example) => subjects(example).length > 0));
    });

    it('take the actions of access tables as the records tell', async () => {
      const answers = await runner.run(
        ['OK', 'DUNNO', 'REJECT'].map((action) => ({
          daemon: 'smtpd',
          mainCf: `smtpd_delay_reject = no\nsmtpd_client_restrictions = check_client_access static:${action}, sleep 0, reject\n`,
          input: SMTP,
        })),
      );
      assert.deepEqual(
        answers.map(({ output }) => /^\d+/.exec(output)?.[0]),
        ['220', '554', '554'],
      );
    });
  });
}

/** Whether a version knows a word of a set already. */
function isKnown(value: string, { type }: ParameterFact, version: string): boolean {
  const since = 'valuesSince' in type ? type.valuesSince?.[value] : undefined;
  return since === undefined || inInterval(version, { since });
}

const daemonsOf = (version: string): ReadonlySet<string> =>
  new Set(
    postfixFacts()
      .daemons.filter((fact) => inInterval(version, fact))
      .map(({ name }) => name),
  );
