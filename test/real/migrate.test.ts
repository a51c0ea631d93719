import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rootOf } from '../../scripts/lib/chroots.mjs';
import { dovecotKnowledge } from '../support/assets';
import { corpusDovecots } from '../support/corpus';
import { hasTable, MeaningTable } from '../support/migratedMeaning';
import { migration, type LeftOpen, type Migration } from '../support/migration';
import { MIGRATION_CASES } from '../support/migrationCases';
import { PLUGIN_CASES } from '../support/migrationPluginCases';
import { notRun } from '../support/notRun';
import { doveconf, filesOfDebian, hasDovecot, inShell, type DovecotFiles } from '../support/realDovecot';

/** What became of one configuration. */
interface Row {
  readonly name: string;
  readonly accepted: boolean;
  /** Settings that mean another thing now, or nothing, and are not marked. */
  readonly wrong: readonly string[];
  /** Those that are marked. */
  readonly marked: readonly string[];
  readonly points: number;
  readonly error: string;
}

/** Files of the server that the migrated ones include, taken from beside them; what is missing is an error here. */
function besideEachOther(files: DovecotFiles): DovecotFiles {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const up = '../'.repeat(name.split('/').length - 1);
      return [name, text.replace(/!include_try \/etc\/dovecot\//g, `!include ${up}`)];
    }),
  );
}

function isMarked(setting: string, points: readonly LeftOpen[]): boolean {
  const [, name = '', value = ''] = /(\S+) = (.*)$/.exec(setting) ?? [];
  const words = value.split(/\s+/);
  const isOfAuth = /^(passdb|userdb|service auth)\b/.test(setting);
  return points.some(
    ({ line, message }) =>
      (isOfAuth && line.startsWith('auth ')) ||
      line.split(/[\s=]/)[0] === name ||
      words.some((word) => word !== '' && message.includes(word)),
  );
}

const FIELDS = [
  'home=/h/%1u/%1.1u/%1.2u/%3Ln',
  'a=%%u',
  'b=%Mu',
  'c=%Dd',
  'd=%Lu',
  'e=100%%',
  'f=%Rd',
  'g=%2.2u',
  'h=%Ud',
  'i=%LRn',
  'j=%3d',
  'k=%MLu/%1Mu/%1.2Mu',
  'l=%{orig_user}',
  'm=%{username}:%{domain}',
  'n=%{auth_user}',
  'o=%{auth_username}',
  'p=%s',
  'q=%{if;%d;eq;ex.com;yes;no}',
  'r=%{hostname}',
];

/** A server that listens on no port; the hash is of `secret`. */
const RUNNING = `base_dir = /tmp/mailwright-migration/run
state_dir = /tmp/mailwright-migration/state
log_path = /tmp/mailwright-migration/log
ssl = no
protocols =
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = /tmp/mailwright-migration/users
}
passdb {
  driver = passwd-file
  args = username_format=%n /tmp/mailwright-migration/users
}
userdb {
  driver = static
  args = uid=1000 gid=1000 allow_all_users=yes ${FIELDS.join(' ')}
}
`;

const USERS =
  'abc:$5$DpcQPflaLMQ3VNke$H3Sbi/VzKDNI2TucCvK5ZGxFXwm9OHBernpXejGKJJD\nq@d:$5$DpcQPflaLMQ3VNke$H3Sbi/VzKDNI2TucCvK5ZGxFXwm9OHBernpXejGKJJD\n';

/** What a running Dovecot says of users, and whether their passwords are `secret`. */
function answersOf(suite: string, conf: string, names: readonly string[]): string {
  const directory = `${rootOf(suite)}/tmp/mailwright-migration`;
  mkdirSync(`${directory}/run`, { recursive: true });
  mkdirSync(`${directory}/state`, { recursive: true });
  writeFileSync(`${directory}/dovecot.conf`, conf);
  writeFileSync(`${directory}/users`, USERS);
  try {
    const doveadm = 'doveadm -c /tmp/mailwright-migration/dovecot.conf';
    const asked = [
      ...names.map((name) => `${doveadm} user ${name}`),
      ...['abc', 'q@d', 'abc@example.com'].map((name) => `${doveadm} auth test ${name} secret`),
    ];
    const answers = inShell(
      suite,
      `dovecot -c /tmp/mailwright-migration/dovecot.conf; ${asked.join('; ')}; dovecot -c /tmp/mailwright-migration/dovecot.conf stop`,
    );
    return answers.replace(/^mail(_path)?\t.*\n/gm, '');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const VERSION = 'dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n\n';
const GROUP = 6;

/** Which of some texts 2.4.1 refuses, and why. */
function refusals(texts: readonly string[]): { readonly text: string; readonly reason: string }[] {
  return doveconf(
    'trixie',
    texts.map((text) => ({ 'dovecot.conf': `${VERSION}${text}` })),
  ).flatMap(({ accepted, error }, index) =>
    accepted ? [] : [{ text: texts[index] ?? '', reason: error?.text ?? '' }],
  );
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, accepted, wrong, marked, points, error }) =>
    [
      accepted ? '✔' : '✘',
      wrong.length === 0 && marked.length === 0 ? '=' : wrong.length === 0 ? '≈' : '≠',
      String(points).padStart(2),
      name,
      ...wrong.map((one) => `\n       not kept: ${one}`),
      error,
    ].join(' '),
  );
  return `${lines.join('\n')}\n`;
}

describe('mailwright migrate beside real Dovecots', function () {
  this.timeout(120_000);

  it('is judged by a table that sees what is lost, changed or added', async function () {
    if (!hasTable) {
      notRun(this.test?.fullTitle() ?? '', 'there is no table');
      this.skip();
    }
    const knowledge = await dovecotKnowledge();
    const meaning = new MeaningTable(knowledge.release('2.3', '2.3.19'), knowledge.release('2.4', '2.4.1'));
    const before = 'disable_plaintext_auth = no\nmail_plugins = quota zlib\nmail_home = /v/%n\n';
    const after = (cleartext: string, plugins: string, home: string): string =>
      `auth_allow_cleartext = ${cleartext}\nmail_plugins = ${plugins}\nmail_home = ${home}\n`;
    const home = '/v/%{user | username}';
    assert.deepEqual(meaning.lost(before, after('yes', 'quota mail_compress', home)), []);
    assert.deepEqual(meaning.lost(before, after('no', 'quota mail_compress', home)), [
      'disable_plaintext_auth = no',
    ]);
    assert.deepEqual(meaning.lost(before, after('yes', 'quota', home)), ['mail_plugins = quota zlib']);
    assert.deepEqual(meaning.lost(before, after('yes', 'quota mail_compress', '/v/%n')), [
      'mail_home = /v/%n',
    ]);
    assert.deepEqual(meaning.lost(before, ''), before.trim().split('\n'));
    assert.deepEqual(meaning.invented('', 'mail_debug = yes\n'), ['mail_debug = yes']);
  });

  it('writes what 2.4.1 accepts for every conversion', async function () {
    if (!hasDovecot('trixie')) {
      notRun(this.test?.fullTitle() ?? '', 'there is no Dovecot 2.4');
      this.skip();
    }
    const texts: string[] = [];
    for (const { old } of Object.values({ ...MIGRATION_CASES, ...PLUGIN_CASES }).flat()) {
      const { files } = await migration({ 'dovecot.conf': `${old}\n` });
      texts.push((files['dovecot.conf'] ?? '').replace(VERSION, ''));
    }
    // Several at once, since doveconf takes its time to start; those that do not go together are asked one by one.
    const groups = Array.from({ length: Math.ceil(texts.length / GROUP) }, (_, index) =>
      texts.slice(index * GROUP, (index + 1) * GROUP),
    );
    const together = refusals(groups.map((group) => group.join('')));
    const alone = groups.filter((group) => together.some(({ text }) => text === group.join(''))).flat();
    const refused = refusals(alone).map(({ text, reason }) => `${reason}:\n${text}`);
    assert.deepEqual(refused, []);
  });

  it('gives users what 2.3.19 gives them: variables, parts of them, and schemes of passwords', async function () {
    if (!hasDovecot('bookworm') || !hasDovecot('trixie')) {
      notRun(this.test?.fullTitle() ?? '', 'there is no Dovecot 2.3 or 2.4');
      this.skip();
    }
    const { files, points } = await migration({ 'dovecot.conf': RUNNING });
    assert.deepEqual(points, []);
    const names = ['Xyz.y@Ex.com', 'abc', 'q@d'];
    const old = answersOf('bookworm', RUNNING, names);
    assert.match(old, /home\t\/h\/x\/y\/yz/);
    assert.equal(old.match(/auth succeeded/g)?.length, 3);
    assert.equal(answersOf('trixie', files['dovecot.conf'] ?? '', names), old);
  });

  it('makes 2.4.1 accept what 2.3.19 accepts, with the same meaning or a mark', async function () {
    const all = corpusDovecots();
    if (!hasDovecot('bookworm') || !hasDovecot('trixie') || all.length === 0 || !hasTable) {
      notRun(this.test?.fullTitle() ?? '', 'there is no Dovecot 2.3 or 2.4, no corpus, or no table');
      this.skip();
    }
    const before = doveconf('bookworm', all);
    const chosen = all.flatMap((files, index) => {
      const verdict = before[index];
      return verdict?.accepted === true ? [{ files, index, output: verdict.output }] : [];
    });
    const migrated: Migration[] = [];
    for (const { files } of chosen) migrated.push(await migration(files, filesOfDebian('bookworm')));
    const after = doveconf(
      'trixie',
      migrated.map(({ files }) => besideEachOther(files)),
    );
    const knowledge = await dovecotKnowledge();
    const meaning = new MeaningTable(knowledge.release('2.3', '2.3.19'), knowledge.release('2.4', '2.4.1'));
    const rows = chosen.map(({ index, output }, at): Row => {
      const verdict = after[at];
      const points = migrated[at]?.points ?? [];
      const lost = meaning.lost(output, verdict?.output ?? '');
      const invented = meaning.invented(output, verdict?.output ?? '');
      const unmarked = lost.filter((one) => !isMarked(one, points));
      return {
        name: `configuration ${index}`,
        accepted: verdict?.accepted === true,
        wrong: [...unmarked, ...invented.map((one) => `new: ${one}`)],
        marked: lost.filter((one) => isMarked(one, points)),
        points: points.length,
        error: verdict?.error?.text ?? '',
      };
    });
    process.stderr.write(table(rows));
    const accepted = rows.filter((row) => row.accepted);
    const good = accepted.filter(({ wrong }) => wrong.length === 0);
    assert.ok(rows.length > 0);
    assert.ok(good.length >= 0.9 * rows.length, `${good.length} of ${rows.length}:\n${table(rows)}`);
  });
});
