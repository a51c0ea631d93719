import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseDovecotConf } from '../../../server/src/dovecot/parser';
import { sectionsConfiguration } from '../../support/arbitraries/dovecotListing';
import { damaged } from '../../support/arbitraries/brokenText';
import { dovecotKnowledge } from '../../support/assets';
import { runs } from '../../support/campaign';
import { migration } from '../../support/migration';
import { MIGRATION_CASES, type MigrationCase } from '../../support/migrationCases';
import { PLUGIN_CASES } from '../../support/migrationPluginCases';

const VERSION = 'dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n\n';
const MARK = /^ *# mailwright: 2\.4: .*\n/gm;

async function check({ old, new: expected, points: messages = [] }: MigrationCase): Promise<void> {
  const { files, points } = await migration({ 'dovecot.conf': `${old}\n` });
  const text = files['dovecot.conf'] ?? '';
  assert.ok(text.startsWith(VERSION), text);
  assert.equal(text.slice(VERSION.length).replace(MARK, ''), expected === '' ? '' : `${expected}\n`);
  assert.equal(text.match(MARK)?.length ?? 0, points.length, 'each point has its mark');
  assert.deepEqual(
    points.map(({ message }, index) => message.includes(messages[index] ?? '\0')),
    messages.map(() => true),
    points.map(({ message }) => message).join('\n'),
  );
}

for (const [title, cases] of Object.entries({ ...MIGRATION_CASES, ...PLUGIN_CASES })) {
  describe(`migration to Dovecot 2.4: ${title}`, () => {
    for (const one of cases) it(one.old.replace(/\n\s*/g, ' ⏎ ').slice(0, 100), () => check(one));
  });
}

describe('migration to Dovecot 2.4: files of drivers', () => {
  const sql = 'passdb {\n  driver = sql\n  args = /etc/dovecot/sql.conf\n}\n';

  it('rewrites the file of a database, and includes it', async () => {
    const { files, points } = await migration({
      'dovecot.conf': sql,
      'sql.conf':
        "# ours\ndriver = mysql\nconnect = host=a host=b dbname=m user=u password=p\npassword_query = SELECT x \\\n  FROM t WHERE u = '%u' # names\nuser_query = SELECT CONCAT('*:bytes=', q) AS quota_rule FROM t\ndefault_pass_scheme = CRYPT\n",
    });
    assert.deepEqual(points, []);
    assert.equal(files['dovecot.conf'], `${VERSION}passdb sql {\n  !include_try /etc/dovecot/sql.conf\n}\n`);
    const host = (name: string): string => `mysql ${name} {\n  dbname = m\n  user = u\n  password = p\n}\n`;
    assert.equal(
      files['sql.conf'],
      `# ours\nsql_driver = mysql\n${host('a')}${host('b')}passdb_sql_query = SELECT x \\\n  FROM t WHERE u = '%{user}' # names\nuserdb_sql_query = SELECT CONCAT(q, 'B') AS quota_storage_size FROM t\npassdb_default_password_scheme = CRYPT\n`,
    );
  });

  it('tells fields of a query that have new names', async () => {
    const { points } = await migration({
      'dovecot.conf': sql,
      'sql.conf': 'driver = pgsql\nconnect = host=a\nuser_query = SELECT m AS mail FROM t\n',
    });
    assert.deepEqual(
      points.map(({ file, message }) => [file, message.includes('mail')]),
      [['sql.conf', true]],
    );
  });

  it('leaves open what is not at hand', async () => {
    const { files, points } = await migration({ 'dovecot.conf': sql });
    assert.equal(points.length, 1);
    assert.match(files['dovecot.conf'] ?? '', /not at hand.*\n {2}# args = /);
  });

  it('rewrites the file of a directory', async () => {
    const { files, points } = await migration({
      'dovecot.conf': 'userdb {\n  driver = ldap\n  args = /etc/dovecot/ldap.conf\n}\n',
      'ldap.conf':
        'hosts = a b:390\ntls = yes\nbase = dc=x\nuser_filter = (uid=%n)\nuser_attrs = home=home,=quota_rule=*:bytes=%{ldap:q},uidNumber=uid=1%$\n',
    });
    assert.deepEqual(points, []);
    assert.equal(
      files['ldap.conf'],
      'ldap_uris = ldap://a ldap://b:390\nldap_starttls = yes\nldap_base = dc=x\nuserdb_ldap_filter = (uid=%{user | username})\nuserdb_fields {\n  home = %{ldap:home}\n  quota_storage_size = %{ldap:q}B\n  uid = 1%{ldap:uidNumber}\n}\n',
    );
  });

  it('rewrites the file of a dictionary', async () => {
    const { files, points } = await migration({
      'dovecot.conf': 'dict {\n  quota = mysql:/etc/dovecot/dict.conf\n  f = file:/x\n}\n',
      'dict.conf':
        'connect = host=a dbname=m\nmap {\n  pattern = priv/quota/storage\n  table = quota\n  username_field = u\n  value_field = bytes\n  fields {\n    x = $y\n  }\n}\n',
    });
    assert.deepEqual(points, []);
    assert.equal(
      files['dovecot.conf'],
      `${VERSION}dict_server {\n  dict quota {\n    driver = sql\n    sql_driver = mysql\n    !include_try /etc/dovecot/dict.conf\n  }\n  dict f {\n    driver = file\n    path = /x\n  }\n}\n`,
    );
    assert.equal(
      files['dict.conf'],
      'mysql a {\n  dbname = m\n}\ndict_map priv/quota/storage {\n  sql_table = quota\n  username_field = u\n  value_field bytes {\n  }\n  key_field x {\n    value = $y\n  }\n}\n',
    );
  });
});

describe('migration to Dovecot 2.4: files', () => {
  it('keeps includes and their order, comments and line ends', async () => {
    const { files } = await migration({
      'dovecot.conf':
        '# top\r\n!include conf.d/*.conf\r\n!include_try /usr/share/dovecot/protocols.d/*.protocol\r\n',
      'conf.d/10.conf': '# a\r\n\r\nplugin {\r\n  # b\r\n  sieve_before = /x # c\r\n}\r\n',
    });
    assert.equal(
      files['dovecot.conf'],
      `${VERSION.replaceAll('\n', '\r\n')}# top\r\n!include conf.d/*.conf\r\n!include_try /usr/share/dovecot/protocols.d/*.protocol\r\n`,
    );
    assert.equal(
      files['conf.d/10.conf'],
      '# a\r\n\r\n# b\r\nsieve_script before {\r\n  type = before\r\n  path = /x\r\n} # c\r\n',
    );
  });

  it('writes comments in the language that is asked for', async () => {
    const { files } = await migration({ 'dovecot.conf': 'imap_id_log = *\n' }, {}, 'zh-cn');
    assert.match(
      files['dovecot.conf'] ?? '',
      /# mailwright: 2\.4: Dovecot 2\.4 没有 imap_id_log\n# imap_id_log/,
    );
  });
});

describe('migration to Dovecot 2.4 of any text', function () {
  this.timeout(120_000);

  it('never throws, and what it makes is a tree without new mistakes', async () => {
    const release = (await dovecotKnowledge()).release('2.3', '2.3.19');
    const texts = Object.values({ ...MIGRATION_CASES, ...PLUGIN_CASES })
      .flat()
      .map(({ old }) => `${old}\n`);
    const any = fc.oneof(sectionsConfiguration(release), damaged(texts));
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        const before = parseDovecotConf(text);
        const { files } = await migration({ 'dovecot.conf': text });
        const after = parseDovecotConf(files['dovecot.conf'] ?? '');
        assert.ok(after.problems.length <= before.problems.length, files['dovecot.conf']);
      }),
      { numRuns: runs(400), seed: 24 },
    );
  });
});
