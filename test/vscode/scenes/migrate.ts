import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { accept } from '../waiting.js';
import { ask, openServer } from '../workspace.js';

const FILES = {
  '../dovecot/dovecot.conf': '<|># ours\nssl_cert = </etc/c.pem\n!include conf.d/*.conf\n',
  '../dovecot/conf.d/10-mail.conf': 'mail_location = maildir:~/Maildir\nimap_id_log = *\n',
};

describe('migrate', () => {
  it('offers it on the first line, shows what changes, and changes all files when that is applied', async () => {
    const { document, caret, uri } = await openServer(FILES);
    const actions = await ask<vscode.CodeAction[]>(
      'executeCodeActionProvider',
      document.uri,
      new vscode.Range(caret, caret),
      vscode.CodeActionKind.RefactorRewrite.value,
    );
    const command = actions.find(
      (action) => action.command?.command === 'mailwright.migrateDovecot',
    )?.command;
    equal(command?.title, actions[0]?.title, 'title');
    const { version } = document;
    const done = vscode.commands.executeCommand(
      command?.command ?? '',
      ...((command?.arguments ?? []) as unknown[]),
    );
    equal(document.version, version, 'version before it is applied');
    await accept('refactorPreview.apply', document);
    await done;
    equal(
      document.getText(),
      'dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n\n# ours\nssl_server_cert_file = /etc/c.pem\n!include conf.d/*.conf\n',
      'dovecot.conf',
    );
    const mail = await vscode.workspace.openTextDocument(uri('../dovecot/conf.d/10-mail.conf'));
    includes(
      mail.getText(),
      'mail_driver = maildir\nmail_path = ~/Maildir\n# mailwright: 2.4:',
      '10-mail.conf',
    );
  });
});
