import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { eventually, findings, hasRule } from '../waiting.js';
import { edit, openServer } from '../workspace.js';

/** Below `…/etc/postfix`. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'main.cf': 'postfix-main',
  'main.cf.proto': 'postfix-main',
  'main.cf.bak': 'postfix-main',
  'master.cf': 'postfix-master',
  'master.cf.dist': 'postfix-master',
  'master.cf.2024': 'postfix-master',
  'mysql-virtual-mailboxes.cf': 'postfix-client',
  'ldap/ldap-aliases.cf': 'postfix-client',
  '../postfix-out/main.cf.old': 'postfix-main',
  '../postfix-out/users.cf': 'postfix-client',
  '../elsewhere/main.cf': 'postfix-main',
  '../elsewhere/users.cf': 'plaintext',
  'header_checks.pcre': 'postfix-pcre',
  header_checks: 'postfix-regexp',
  'clients.cidr': 'postfix-cidr',
  sender_access: 'postfix-table',
  sasl_passwd: 'postfix-table',
  'virtual.db': 'plaintext',
  '../aliases': 'postfix-aliases',
  '../elsewhere/access': 'plaintext',
  '../dovecot/dovecot.conf': 'dovecot',
  '../dovecot/dovecot.conf.dpkg-dist': 'dovecot',
  '../dovecot/conf.d/10-auth.conf': 'dovecot',
  '../dovecot/conf.d/auth-sql.conf.ext': 'dovecot',
  '../dovecot/dovecot-sql.conf.ext': 'dovecot-driver',
  '../dovecot/users': 'dovecot-passwd',
  'sasl/smtpd.conf': 'cyrus-sasl',
  '../default/saslauthd': 'saslauthd',
  '../sysconfig/saslauthd-smtp': 'saslauthd',
  '../saslauthd.conf': 'saslauthd-ldap',
};

describe('associate', () => {
  it('knows the files of Postfix, Dovecot and Cyrus SASL by name and place', async () => {
    const files = Object.keys(LANGUAGES).map((name) => [name, '# x\n'] as const);
    const { uri } = await openServer(Object.fromEntries(files));
    const found = [];
    for (const [name] of files) {
      const document = await vscode.workspace.openTextDocument(uri(name));
      found.push([name, document.languageId]);
    }
    equal(Object.fromEntries(found), LANGUAGES, 'languages');
  });

  it('knows a table of any name by its use, and shows findings in it', async () => {
    const { uri } = await openServer({
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/who-gets-what\n',
      'who-gets-what': 'info@example.com joe\ninfo@example.com ann\n',
    });
    const { document } = await edit(uri('who-gets-what'));
    await eventually('the language by use', vscode.workspace.onDidOpenTextDocument, () =>
      document.languageId === 'postfix-table' ? true : undefined,
    );
    await findings(document.uri, 'the second line of one key', hasRule('duplicate-key'));
  });
});
