import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { definitions, highlights, references } from '../../../../server/src/features/dovecot/navigate';
import { definitions as postfixDefinitions } from '../../../../server/src/features/navigate';
import { prepareRename, rename } from '../../../../server/src/features/dovecot/rename';
import { dovecotTargetAt } from '../../../support/dovecotTarget';
import type { DovecotFiles } from '../../../support/realDovecot';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

const POSTFIX: DovecotFiles = {
  '/etc/postfix/main.cf':
    'queue_directory = /var/spool/postfix\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_path = private/auth\n',
  '/etc/postfix/master.cf': 'smtp inet n - n - - smtpd\n',
};

/** `file: text` of each place. */
async function definitionsAt(files: DovecotFiles): Promise<string[]> {
  const { target, caret, documents } = await dovecotTargetAt(files);
  return definitions(target, caret, documents).map(({ uri, range }) => {
    const text = documents(uri)?.getText(range) ?? '';
    return `${uri.slice(uri.lastIndexOf('/') + 1)}: ${text}`;
  });
}

async function referencesAt(files: DovecotFiles): Promise<string[]> {
  const { target, caret, documents } = await dovecotTargetAt(files);
  return references(target, caret, { includeDeclaration: true }, documents).map(
    ({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}`,
  );
}

describe('definitions in dovecot.conf', () => {
  it('an include leads to its files', async () => {
    const found = await definitionsAt({ 'dovecot.conf': '!incl<|>ude *.inc\n', 'a.inc': 'x', 'b.inc': 'y' });
    assert.deepEqual(found, ['a.inc: ', 'b.inc: ']);
  });

  it('a path leads to the file of passwords or of a driver', async () => {
    const place = async (files: DovecotFiles): Promise<string[]> => {
      const { target, caret, documents } = await dovecotTargetAt(files);
      return definitions(target, caret, documents).map(({ uri }) => uri);
    };
    const old = 'passdb {\n  driver = passwd-file\n  args = scheme=CRYPT /etc/dovecot/us<|>ers\n}\n';
    const new_ = `${V24}passdb passwd-file {\n  passwd_file_path = /etc/dovecot/us<|>ers\n}\n`;
    for (const text of [old, new_]) {
      const found = await place({ 'dovecot.conf': text, users: 'joe:{PLAIN}x\n' });
      assert.deepEqual(found, ['file:///etc/dovecot/users']);
      assert.deepEqual(await place({ 'dovecot.conf': text }), []);
    }
  });

  it('a $name leads to the setting in force', async () => {
    const found = await definitionsAt({
      'dovecot.conf':
        'mail_plugins = a\n!include a.inc\nprotocol imap {\n  mail_plugins = $mail_pl<|>ugins b\n}\n',
      'a.inc': 'mail_plugins = c\n',
    });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /: mail_plugins$/);
  });

  it('a group leads to its block', async () => {
    const text = `${V24}group @mailbox_defaults mine {\n  mailbox_auto = create\n}\n@mailbox_defaults = mi<|>ne\n`;
    assert.deepEqual(await definitionsAt({ 'dovecot.conf': text }), ['dovecot.conf: mine']);
  });
});

describe('definitions in main.cf', () => {
  it('a socket leads to the listener of Dovecot', async () => {
    const conf =
      'service auth {\n  unix_listener /var/spool/postfix/private/auth {\n    mode = 0660\n  }\n}\n';
    const { target, documents } = await dovecotTargetAt({ 'dovecot.conf': conf, ...POSTFIX });
    const file = target.instance.main;
    const document = documents(file?.uri ?? '');
    assert.ok(file && document);
    const offset = document.getText().indexOf('private/auth');
    const found = postfixDefinitions({ ...target, file, document }, offset, documents);
    assert.deepEqual(
      found.map(({ uri, range }) => documents(uri)?.getText(range)),
      ['/var/spool/postfix/private/auth'],
    );
  });
});

describe('references in dovecot.conf', () => {
  it('a setting, wherever it is set or used', async () => {
    const found = await referencesAt({
      'dovecot.conf': 'mail_<|>plugins = a\n!include a.inc\n',
      'a.inc': 'protocol lmtp {\n  mail_plugins = $mail_plugins sieve\n}\n',
    });
    assert.deepEqual(found, ['dovecot.conf:1', 'a.inc:2', 'a.inc:2']);
  });

  it('a socket, up to the setting of Postfix that names it', async () => {
    const found = await referencesAt({
      'dovecot.conf':
        'service auth {\n  unix_listener /var/spool/postfix/private/a<|>uth {\n    mode = 0660\n  }\n}\n',
      ...POSTFIX,
    });
    assert.deepEqual(found, ['dovecot.conf:2', 'main.cf:4']);
  });

  it('highlights what stands in this file', async () => {
    const { target, caret } = await dovecotTargetAt('mail_plug<|>ins = a\nmail_plugins = $mail_plugins b\n');
    assert.equal(highlights(target, caret).length, 3);
  });
});

describe('renaming in dovecot.conf', () => {
  async function renamed(files: DovecotFiles, newName: string): Promise<string> {
    const { target, caret, documents } = await dovecotTargetAt(files);
    const result = rename(target, caret, newName, documents);
    if ('refusal' in result) return `refused: ${result.refusal}`;
    return Object.entries(result.changes ?? {})
      .map(([uri, edits]) => TextDocument.applyEdits(documents(uri)!, edits))
      .join('---\n');
  }

  it('a group, with its uses', async () => {
    const text = (name: string): string =>
      `${V24}group @mailbox_defaults ${name} {\n  mailbox_auto = create\n}\n@mailbox_defaults = ${name}\n`;
    assert.equal(await renamed({ 'dovecot.conf': text('mi<|>ne') }, 'ours'), text('ours'));
  });

  it('an event exporter, with the metrics that use it', async () => {
    const text = (name: string): string =>
      `event_exporter ${name} {\n  transport = log\n}\nmetric a {\n  exporter = ${name}\n}\n`;
    assert.equal(await renamed({ 'dovecot.conf': text('lo<|>g') }, 'journal'), text('journal'));
  });

  it('refuses names that others ask for, bad names and taken ones', async () => {
    const namespaces = 'namespace in<|>box {\n}\nnamespace other {\n}\n';
    assert.match(await renamed({ 'dovecot.conf': 'service au<|>th {\n}\n' }, 'x'), /cannot change/);
    assert.match(await renamed({ 'dovecot.conf': 'ss<|>l = yes\n' }, 'x'), /cannot change/);
    assert.match(await renamed({ 'dovecot.conf': namespaces }, 'a b'), /letters, digits/);
    assert.match(await renamed({ 'dovecot.conf': namespaces }, 'other'), /exists already/);
    const { target, caret } = await dovecotTargetAt('# no<|>thing\n');
    assert.ok('refusal' in prepareRename(target, caret));
  });
});
