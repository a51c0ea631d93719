import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../../server/src/analysis/analyser';
import { documentLinks } from '../../../server/src/features/links';
import { definitions } from '../../../server/src/features/navigate';
import { dovecotOverridden } from '../../../server/src/rules/dovecot/dovecot-overridden';
import { becomes, templatesAmong } from '../../../server/src/system/becoming';
import { readAsItStands, sourceOf } from '../../../server/src/system/files';
import type { MailSystem } from '../../../server/src/system/mailSystem';
import { passwdUsesOf } from '../../../server/src/system/dovecot/passwdFiles';
import { memoryIo, type Disk } from '../../support/memoryIo';
import { memoryWorkspace } from '../../support/memoryWorkspace';

const ROOT = '/home/me/mail/templates';

const SERVER: Disk = {
  [`${ROOT}/postfix/main.cf.j2`]:
    'myhostname = {{ host }}\nvirtual_alias_maps = hash:/etc/postfix/virtual\n' +
    'virtual_mailbox_maps = mysql:/etc/postfix/users.cf\n',
  [`${ROOT}/postfix/master.cf`]: 'smtp inet n - n - - smtpd\n',
  [`${ROOT}/postfix/virtual.j2`]: 'info@{{ domain }} root\n',
  [`${ROOT}/postfix/users.cf.j2`]: 'hosts = {{ database }}\nquery = SELECT 1\n',
  [`${ROOT}/dovecot/dovecot.conf.j2`]:
    'protocols = imap\n!include conf.d/*.conf\npassdb {\n  driver = passwd-file\n  args = /etc/dovecot/users\n}\n' +
    'userdb {\n  driver = sql\n  args = /etc/dovecot/dovecot-sql.conf.ext\n}\n',
  [`${ROOT}/dovecot/conf.d/10-auth.conf.j2`]: 'auth_mechanisms = {{ mechanisms }}\n',
  [`${ROOT}/dovecot/users.j2`]: '{{ user }}:{PLAIN}x\n',
  [`${ROOT}/dovecot/dovecot-sql.conf.ext.j2`]: 'driver = mysql\nconnect = host={{ database }}\n',
};

async function systemOf(path: string, disk = SERVER, read?: typeof readAsItStands): Promise<MailSystem> {
  const workspace = await memoryWorkspace(disk, read);
  const system = await workspace.systemOf(`file://${path}`);
  assert.ok(system);
  return system;
}

const names = ({ files, tables }: MailSystem): string[] =>
  [...files, ...tables.files].map(({ uri }) => uri.slice(`file://${ROOT}/`.length)).sort();

const ALL = Object.keys(SERVER)
  .map((path) => path.slice(ROOT.length + 1))
  .sort();

describe('templates of a server', () => {
  it('become the file of their name without the ending, unless it is there', () => {
    assert.equal(becomes('main.cf.j2'), 'main.cf');
    assert.equal(becomes('main.cf'), 'main.cf');
    const entries = ['b.tpl', 'b.erb', 'a', 'a.j2', 'c.conf'].map((name) => ({
      name,
      type: 'file' as const,
    }));
    assert.deepEqual(
      [...templatesAmong([...entries, { name: 'd.j2', type: 'directory' }])],
      [['b', 'b.erb']],
    );
  });

  for (const name of ALL) {
    it(`are one server, from ${name}`, async () => {
      const system = await systemOf(`${ROOT}/${name}`);
      assert.deepEqual(names(system), ALL);
    });
  }

  it('are tables, files of users and of drivers by their use', async () => {
    const { dovecot, layout, tables, disk } = await systemOf(`${ROOT}/postfix/main.cf.j2`);
    const virtual = `file://${ROOT}/postfix/virtual.j2`;
    assert.deepEqual(
      tables.usesOf(virtual).map(({ role }) => role),
      ['virtual'],
    );
    assert.equal(tables.fileOf(virtual)?.kind, 'keyed-table');
    assert.ok(dovecot);
    assert.equal(passwdUsesOf(dovecot, `file://${ROOT}/dovecot/users.j2`, layout).length, 1);
    assert.equal(disk.stateOf('/etc/postfix/virtual'), undefined);
  });

  it('are found by definitions and links', async () => {
    const system = await systemOf(`${ROOT}/postfix/main.cf.j2`);
    const { postfix: instance } = system;
    const { main: file } = instance;
    assert.ok(file);
    const document = TextDocument.create(file.uri, 'postfix-main', 1, sourceOf(file));
    const target = { document, file, system, instance, language: 'en' } as const;
    const offset = document.getText().indexOf('/virtual');
    const found = definitions(target, offset, () => undefined);
    assert.deepEqual(
      found.map(({ uri }) => uri),
      [`file://${ROOT}/postfix/virtual.j2`],
    );
    const links = await documentLinks(target, memoryIo(SERVER).files);
    assert.deepEqual(
      links.map(({ target: uri }) => uri),
      [`file://${ROOT}/postfix/virtual.j2`, `file://${ROOT}/postfix/users.cf.j2`],
    );
  });

  it('stand for nothing where files are read as the programs do', async () => {
    const plain = { ...SERVER, [`${ROOT}/postfix/main.cf`]: 'alias_maps = hash:/etc/postfix/virtual\n' };
    const system = await systemOf(`${ROOT}/postfix/main.cf`, plain, readAsItStands);
    assert.deepEqual(names(system), ['postfix/main.cf', 'postfix/master.cf']);
  });

  it('override nothing in each other where a script may fill in the one or the other', async () => {
    const main = `${ROOT}/dovecot/dovecot.conf`;
    const part = (name: string): string => `${ROOT}/dovecot/conf.d/${name}`;
    const overridden = async (disk: Disk): Promise<string[]> => {
      const found = analyse(await systemOf(main, disk), [dovecotOverridden]);
      return [...found.values()].flat().map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1));
    };
    const includes = { [main]: 'mail_debug = no\n!include conf.d/*.conf\n' };
    const mysql = 'mail_uid = 5\n';
    const postgres = 'mail_uid = 6\n';
    const templates = { [part('30-mysql.conf.tpl')]: mysql, [part('30-postgres.conf.tpl')]: postgres };
    assert.deepEqual(await overridden({ ...includes, ...templates }), []);
    const files = { [part('30-mysql.conf')]: mysql, [part('30-postgres.conf')]: postgres };
    assert.deepEqual(await overridden({ ...includes, ...files }), ['30-mysql.conf']);
  });

  it('do not count beside the file that they become', async () => {
    const rendered = { ...SERVER, [`${ROOT}/postfix/virtual`]: 'a@b c\n' };
    const { tables } = await systemOf(`${ROOT}/postfix/main.cf.j2`, rendered);
    assert.equal(tables.fileOf(`file://${ROOT}/postfix/virtual.j2`), undefined);
    assert.equal(tables.fileOf(`file://${ROOT}/postfix/virtual`)?.kind, 'keyed-table');
  });
});
