import assert from 'node:assert/strict';
import { dovecotKnowledge } from '../support/assets';
import { corpusDovecots } from '../support/corpus';
import { hasTable, MeaningTable } from '../support/migratedMeaning';
import { migration, type LeftOpen, type Migration } from '../support/migration';
import { MIGRATION_CASES } from '../support/migrationCases';
import { PLUGIN_CASES } from '../support/migrationPluginCases';
import { notRun } from '../support/notRun';
import { doveconf, filesOfDebian, hasDovecot, type DovecotFiles } from '../support/realDovecot';

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
    const cases = Object.values({ ...MIGRATION_CASES, ...PLUGIN_CASES }).flat();
    const written: DovecotFiles[] = [];
    for (const { old } of cases) {
      const { files } = await migration({ 'dovecot.conf': `${old}\n` });
      written.push(files);
    }
    const refused = doveconf('trixie', written).flatMap(({ accepted, error }, index) =>
      accepted ? [] : [`${error?.text}:\n${written[index]?.['dovecot.conf']}`],
    );
    assert.deepEqual(refused, []);
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
