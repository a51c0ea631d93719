import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import type { ItemData } from '../../../../server/src/features/completion/item';
import { complete, documentationOf } from '../../../../server/src/features/dovecot/completion/complete';
import { loadDocs, type Docs } from '../../../../server/src/knowledge/docs';
import { sourceAssets } from '../../../support/assets';
import { dovecotTargetAt } from '../../../support/dovecotTarget';
import type { DovecotFiles } from '../../../support/realDovecot';

let docs: Docs;

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

async function items(marked: string | DovecotFiles): Promise<CompletionItem[]> {
  const { target, caret } = await dovecotTargetAt(marked);
  return complete(target, caret, docs);
}

async function labels(marked: string | DovecotFiles): Promise<string[]> {
  return (await items(marked))
    .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(({ label }) => label);
}

/** What the text becomes when a proposal is accepted; placeholders are left as they are. */
async function accept(marked: string, label: string): Promise<string> {
  const { target, caret } = await dovecotTargetAt(marked);
  const item = complete(target, caret, docs).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not proposed`);
  return TextDocument.applyEdits(target.document, [item.textEdit as TextEdit]);
}

describe('completion in dovecot.conf', () => {
  before(async () => {
    docs = await loadDocs(sourceAssets, 'dovecot', 'en');
  });

  it('proposes the settings of the place, with their equals sign once', async () => {
    assert.equal(await accept('auth_mech<|>', 'auth_mechanisms'), 'auth_mechanisms = ');
    assert.equal(await accept('auth_me<|> = plain', 'auth_mechanisms'), 'auth_mechanisms = plain');
    const listener = await labels('service auth {\n  unix_listener x {\n    <|>\n  }\n}\n');
    assert.ok(listener.includes('mode') && listener.includes('user'));
    assert.ok(!listener.includes('ssl') && !listener.includes('path'));
  });

  it('begins anew on the line that follows the last one', async () => {
    const found = await labels('ssl = yes\n<|>');
    assert.ok(found.includes('auth_mechanisms') && found.includes('service'));
    assert.equal(await accept('ssl = yes\n<|>', 'protocols'), 'ssl = yes\nprotocols = ');
  });

  it('writes blocks with their braces', async () => {
    assert.equal(await accept('serv<|>\n', 'service'), 'service ${1:name} {\n\t$0\n}\n');
    assert.equal(await accept('serv<|> auth {\n}\n', 'service'), 'service auth {\n}\n');
    assert.equal(await accept('passd<|>\n', 'passdb'), 'passdb {\n\t$0\n}\n');
    assert.equal(await accept(`${V24}passd<|>\n`, 'passdb'), `${V24}passdb \${1:name} {\n\t$0\n}\n`);
    assert.equal(await accept('proto<|>\n', 'protocol'), 'protocol ${1:name} {\n\t$0\n}\n');
  });

  it('puts the short names of a block of 2.4 first', async () => {
    const found = await labels(`${V24}passdb sql {\n  <|>\n}\n`);
    assert.ok(found.indexOf('query') < found.indexOf('driver'), 'passdb_sql_query is the nearest');
    assert.ok(found.indexOf('driver') < found.indexOf('ssl'));
    const service = await labels(`${V24}service imap-login {\n  <|>\n}\n`);
    assert.ok(service.indexOf('inet_listener') < service.indexOf('auth_mechanisms'));
  });

  it('offers filters where they may stand', async () => {
    assert.ok((await labels('local 192.0.2.1 {\n  <|>\n}\n')).includes('protocol'));
    assert.ok(!(await labels('protocol imap {\n  <|>\n}\n')).includes('local'));
    assert.ok(!(await labels(`${V24}namespace inbox {\n  <|>\n}\n`)).includes('protocol'));
  });

  it('goes by the block that includes the file', async () => {
    const found = await labels({
      'dovecot.conf': 'service auth {\n  !include a.inc\n}\n',
      'a.inc': 'vsz_limit = 1G\n<|>\n',
    });
    assert.ok(found.includes('process_limit') && !found.includes('auth_mechanisms'));
  });

  it('proposes values: words, drivers, mechanisms, flags, defaults', async () => {
    assert.deepEqual((await labels('ssl = <|>\n')).slice(0, 3).sort(), ['no', 'required', 'yes']);
    assert.ok((await labels('auth_mechanisms = plain <|>\n')).includes('scram-sha-256'));
    assert.ok((await labels('passdb {\n  driver = <|>\n}\n')).includes('passwd-file'));
    const special = 'namespace inbox {\n  mailbox Sent {\n    special_use = <|>\n  }\n}\n';
    assert.equal(await accept(special.replace('<|>', '\\Se<|>'), '\\Sent'), special.replace('<|>', '\\Sent'));
    assert.equal((await labels('default_vsz_limit = <|>\n'))[0], '256 M');
    assert.ok((await labels('mail_plugins = <|>\n')).includes('zlib'));
    assert.ok((await labels(`${V24}mail_plugins = <|>\n`)).includes('mail_compress'));
  });

  it('proposes values on a continued line', async () => {
    assert.ok((await labels('auth_mechanisms = plain \\\n  <|>\n')).includes('login'));
  });

  it('proposes references and variables', async () => {
    assert.equal(
      await accept('mail_plugins = $mail_p<|>\n', '$mail_plugins'),
      'mail_plugins = $mail_plugins\n',
    );
    assert.ok((await labels(`${V24}mail_plugins = $<|>\n`)).includes('$SET:mail_plugins'));
    assert.equal(await accept(`${V24}mail_path = /x/%{us<|>}\n`, 'user'), `${V24}mail_path = /x/%{user}\n`);
    assert.ok((await labels(`${V24}mail_path = /x/%{user | <|>}\n`)).includes('lower'));
  });

  it('proposes labels: services, mailboxes, drivers, the sockets of Postfix', async () => {
    assert.equal(await accept('service imap-lo<|>\n', 'imap-login'), 'service imap-login {\n\t$0\n}\n');
    assert.equal(await accept('service imap-lo<|> {\n}\n', 'imap-login'), 'service imap-login {\n}\n');
    assert.ok((await labels('namespace inbox {\n  mailbox <|>\n}\n')).includes('Drafts'));
    assert.ok((await labels(`${V24}passdb <|>\n`)).includes('ldap'));
    assert.ok(
      (await labels('service auth {\n  unix_listener <|>\n}\n')).includes('/var/spool/postfix/private/auth'),
    );
    assert.ok((await labels('service imap-login {\n  inet_listener <|>\n}\n')).includes('imaps'));
  });

  it('proposes the names of plugins in plugin { } and of groups', async () => {
    const found = await labels('plugin {\n  <|>\n}\n');
    assert.ok(found.includes('sieve') && found.includes('quota') && !found.includes('ssl'));
    const groups = `${V24}group @mailbox_defaults mine {\n  mailbox_auto = create\n}\n`;
    assert.ok((await labels(`${groups}<|>\n`)).includes('@mailbox_defaults'));
    assert.deepEqual(await labels(`${groups}@mailbox_defaults = <|>\n`), ['mine']);
  });

  it('proposes nothing in comments', async () => {
    assert.deepEqual(await labels('# ss<|>\n'), []);
    assert.deepEqual(await labels('ssl = yes # n<|>\n'), []);
  });

  it('explains a proposal when it is shown', async () => {
    const { target, caret } = await dovecotTargetAt('ss<|>\n');
    const item = complete(target, caret, docs).find(({ label }) => label === 'ssl');
    const { subject } = item?.data as ItemData;
    assert.match(documentationOf(subject, target, docs) ?? '', /^\*\*ssl\*\*/);
  });
});
