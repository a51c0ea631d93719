import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import { run } from '../../../server/src/cli/run';
import { memoryIo, type Disk } from '../../support/memoryIo';

const TWICE = 'inet_interfaces = all\ninet_interfaces = localhost\n';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly disk: Disk;
}

async function mailwright(argv: string, disk: Disk = { '/etc/postfix/main.cf': TWICE }): Promise<Outcome> {
  const io = memoryIo({ ...disk });
  const code = await run(argv.split(' ').filter(Boolean), io, '1.2.3');
  return { code, ...io.written, disk: io.disk };
}

interface Json {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
      readonly related: readonly { readonly path: string }[];
      readonly fixes: readonly string[];
    }[];
  }[];
}

async function json(argv: string, disk?: Disk): Promise<Json> {
  return JSON.parse((await mailwright(`check --format json ${argv}`, disk)).out) as Json;
}

describe('mailwright', () => {
  it('explains itself', async () => {
    for (const argv of ['', '--help', 'help', 'check --help', 'check --lang zh-cn --help']) {
      const { code, out } = await mailwright(argv);
      assert.equal(code, 0, argv);
      assert.match(out, /mailwright/, argv);
    }
    assert.equal((await mailwright('--version')).out, '1.2.3\n');
  });

  it('fails with 2 and one line on a mistake in the call', async () => {
    for (const argv of [
      'chekc',
      'check',
      'check --nonsense .',
      'check --format xml /etc',
      'check /nowhere',
    ]) {
      const { code, out, err } = await mailwright(argv);
      assert.equal(code, 2, argv);
      assert.equal(out, '', argv);
      assert.match(err, /^mailwright: .+\n$/, argv);
    }
  });
});

describe('mailwright check', () => {
  it('exits with 1 on findings, with 0 without', async () => {
    assert.equal((await mailwright('check /etc')).code, 1);
    const clean = await mailwright('check /etc', { '/etc/postfix/main.cf': 'compatibility_level = 3.6\n' });
    assert.deepEqual([clean.code, clean.out], [0, 'No findings in 1 files.\n']);
  });

  it('--fail-on decides from which severity on', async () => {
    assert.equal((await mailwright('check --fail-on error /etc')).code, 0);
    assert.equal((await mailwright('check --fail-on warning /etc')).code, 1);
  });

  it('shows the line, what it relates to, and the fixes', async () => {
    const { out } = await mailwright('check /etc/postfix/main.cf');
    assert.match(out, /etc\/postfix\/main\.cf:1:1: warning: inet_interfaces is set again on line 2/);
    assert.match(out, / {4}1 \| inet_interfaces = all\n {6}\| \^{15}\n/);
    assert.match(out, /main\.cf:2:1: This entry, the last one, is in force/);
    assert.match(out, /→ Keep the one in force/);
  });

  it('speaks Chinese', async () => {
    assert.match((await mailwright('check --lang zh-cn /etc')).out, /又设置了一次/);
  });

  it('prints one JSON object', async () => {
    const { version, files } = await json('/etc');
    assert.equal(version, 1);
    const [finding] = files[0]?.findings ?? [];
    assert.equal(files[0]?.path, 'etc/postfix/main.cf');
    assert.equal(finding?.rule, 'duplicate-parameter');
    assert.deepEqual(finding.range.start, { line: 0, character: 0 });
    assert.equal(finding.related[0]?.path, 'etc/postfix/main.cf');
    assert.equal(finding.fixes.length, 2);
  });

  it('reads main.cf and master.cf of a directory together, and every server below a path', async () => {
    const disk = { '/a/postfix/main.cf': TWICE, '/b/main.cf': '', '/b/master.cf': '' };
    assert.deepEqual(
      (await json('/', disk)).files.map(({ path }) => path),
      ['a/postfix/main.cf', 'b/main.cf', 'b/master.cf'],
    );
  });

  it('prints SARIF that its schema accepts', async () => {
    const schema = JSON.parse(
      readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    ) as object;
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    const { out } = await mailwright('check --format sarif /etc');
    assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors));
    assert.match(out, /duplicate-parameter/);
  });

  it('prints annotations for GitHub', async () => {
    const { out } = await mailwright('check --format github /etc');
    assert.match(
      out,
      /^::warning file=etc\/postfix\/main\.cf,line=1,endLine=1,col=1,endColumn=16,title=duplicate-parameter::/,
    );
  });

  it('--fix applies what is safe and reports the rest', async () => {
    const { code, disk, err } = await mailwright('check --fix /etc');
    assert.equal(disk['/etc/postfix/main.cf'], 'inet_interfaces = localhost\n');
    assert.match(err, /Fixed 1 findings in 1 files/);
    assert.equal(code, 0);
  });

  it('shows control characters of a hostile file as dots', async () => {
    const { out } = await mailwright('check /etc', { '/etc/main.cf': `a\u001b[31m = 1\na\u001b[31m = 2\n` });
    assert.ok(!out.includes('\u001b'));
  });
});

describe('mailwright explain', () => {
  it('explains a name in both languages', async () => {
    assert.match((await mailwright('explain mynetworks')).out, /^mynetworks — list of networks/);
    assert.match((await mailwright('explain --lang zh-cn reject_unauth_destination')).out, /限制/);
  });

  it('finds the names of all three products, and each meaning of a name', async () => {
    assert.match((await mailwright('explain mail_location')).out, /^mail_location — setting of Dovecot/);
    assert.match((await mailwright('explain pwcheck_method')).out, /^pwcheck_method — setting of Cyrus SASL/);
    const both = (await mailwright('explain auth_cache_ttl')).out;
    assert.match(both, /Dovecot 2\.3: https:\/\/doc\.dovecot\.org\/2\.3\/\S+auth_cache_ttl$/m);
    assert.match(both, /Dovecot 2\.4: https:\/\/doc\.dovecot\.org\/2\.4\S+auth_cache_ttl$/m);
    const { out: old } = await mailwright('explain --dovecot-version 2.3.19 auth_cache_ttl');
    assert.doesNotMatch(old, /Dovecot 2\.4:/);
    assert.match(
      (await mailwright('explain passdb/driver')).out,
      /2\.3\/configuration_manual\/authentication/,
    );
    const { out } = await mailwright('explain plain');
    for (const kind of ['SASL mechanism of Dovecot', 'password scheme of Dovecot', 'mechanism of Cyrus SASL'])
      assert.match(out, new RegExp(`^PLAIN — ${kind}$`, 'm'));
    assert.match((await mailwright('explain -- -m')).out, /^-m — option of saslauthd/);
  });

  it('finds a name inside its section, and a numbered one', async () => {
    assert.match((await mailwright('explain override_fields')).out, /^passdb\/override_fields — /m);
    assert.match((await mailwright('explain imapsieve_mailbox3_name')).out, /^imapsieve_mailbox<n>_name — /);
  });

  it('explains attributes, macros, options and actions of Postfix', async () => {
    assert.match((await mailwright('explain argv')).out, /^argv — attribute of pipe\(8\)/m);
    assert.match((await mailwright('explain ${queue_id}')).out, /^\$\{queue_id\} — macro/m);
    assert.match((await mailwright('explain -- -D')).out, /^-D — option of the daemons/m);
    assert.match((await mailwright('explain dunno')).out, /^DUNNO — action of an access table/m);
  });

  it('tells what to write in later versions, and the unit', async () => {
    assert.match((await mailwright('explain -- -H')).out, /^In later versions: -O$/m);
    assert.match((await mailwright('explain --lang zh-cn -- -H')).out, /^新版本中改用：/m);
    assert.match((await mailwright('explain -- -t')).out, /^Unit: seconds$/m);
  });

  it('guesses what was meant', async () => {
    assert.match((await mailwright('explain mail_locatio')).err, /did you mean mail_location\?/);
    const { code, err } = await mailwright('explain mynetwork');
    assert.equal(code, 2);
    assert.match(err, /did you mean mynetworks\?/);
  });

  it('reports the files that the drivers of a dovecot.conf read', async () => {
    const { files } = await json('--dovecot-version 2.3.19 /etc/dovecot/dovecot.conf', {
      '/etc/dovecot/dovecot.conf':
        'passdb {\n  driver = passwd-file\n  args = /etc/dovecot/users\n}\n' +
        'userdb {\n  driver = sql\n  args = /etc/dovecot/sql.conf.ext\n}\n',
      '/etc/dovecot/users': 'anna:{PLAIN}secret\n',
      '/etc/dovecot/sql.conf.ext': 'drivr = sqlite\n',
    });
    const found = files.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)] as const);
    const rulesIn = new Map(found);
    assert.ok(rulesIn.get('etc/dovecot/users')?.includes('dovecot-weak-scheme'), JSON.stringify(found));
    assert.ok(
      rulesIn.get('etc/dovecot/sql.conf.ext')?.includes('dovecot-driver-setting'),
      JSON.stringify(found),
    );
  });

  it('reports the tables that the settings use', async () => {
    const io = memoryIo({
      '/etc/postfix/main.cf': 'compatibility_level = 3.6\ntransport_maps = cidr:/etc/postfix/nets\n',
      '/etc/postfix/nets': '10.0.0.1/8 smtp:\n',
    });
    assert.equal(await run(['check', '/etc/postfix', '--fail-on', 'error'], io, '1.2.3'), 1);
    assert.match(io.written.out, /nets.*\n.*cidr-network|cidr-network/);
  });
});
