import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { look } from '../screen.js';
import { extension, openServer } from '../workspace.js';

describe('open', () => {
  it('sleeps until a file of its languages is opened', async () => {
    equal(extension().isActive, false, 'active before');
    const { document, uri } = await openServer({
      'main.cf': '# A mail server\nmyhostname = mail.example.com\nmydestination = $myhostname, localhost\n',
      'master.cf': 'smtp inet n - y - - smtpd\n',
    });
    equal(extension().isActive, true, 'active');
    equal(document.languageId, 'postfix-main', 'language of main.cf');
    const master = await vscode.workspace.openTextDocument(uri('master.cf'));
    equal(master.languageId, 'postfix-master', 'language of master.cf');
    await look('.monaco-editor .view-line span[class^="mtk"]:not(.mtk1)', 'open');
  });
});
