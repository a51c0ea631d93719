import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { openServer } from '../workspace.js';

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
  access: 'plaintext',
};

describe('associate', () => {
  it('knows the files of Postfix by name and place', async () => {
    const files = Object.keys(LANGUAGES).map((name) => [name, '# x\n'] as const);
    const { uri } = await openServer(Object.fromEntries(files));
    const found = [];
    for (const [name] of files) {
      const document = await vscode.workspace.openTextDocument(uri(name));
      found.push([name, document.languageId]);
    }
    equal(Object.fromEntries(found), LANGUAGES, 'languages');
  });
});
