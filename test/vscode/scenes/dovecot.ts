import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { findings, hasRule } from '../waiting.js';
import { applyEdits, ask, openServer } from '../workspace.js';

const CONF = `ssl = requ<|>ired
service auth {
unix_listener /var/spool/postfix/private/auth {
mode = 0660
}
}
!include conf.d/*.conf
no_such_setting = 1
`;

const FILES = {
  '../dovecot/dovecot.conf': CONF,
  '../dovecot/conf.d/10-mail.conf': 'mail_location = maildir:~/Maildir\n',
};

describe('dovecot', () => {
  it('explains a value, and leads to the files of an include', async () => {
    const { document, caret } = await openServer(FILES);
    equal(document.languageId, 'dovecot', 'language');
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', document.uri, caret);
    const contents = hovers.flatMap((hover) => hover.contents);
    const text = contents.map((one) => (typeof one === 'string' ? one : one.value)).join('\n');
    includes(text, 'required', 'hover');
    const include = new vscode.Position(6, 4);
    const found = await ask<vscode.Location[]>('executeDefinitionProvider', document.uri, include);
    includes(found[0]?.uri.path ?? '', '10-mail.conf', 'included file');
  });

  it('proposes what is legal in a block', async () => {
    const { document } = await openServer(FILES);
    const at = new vscode.Position(3, 0);
    const list = await ask<vscode.CompletionList>('executeCompletionItemProvider', document.uri, at);
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    includes(labels.join(' '), 'group', 'proposals');
  });

  it('underlines what doveconf refuses', async () => {
    const { document } = await openServer(FILES);
    await findings(document.uri, 'dovecot-unknown-setting', hasRule('dovecot-unknown-setting'));
  });

  it('formats by the blocks around', async () => {
    const { document } = await openServer(FILES);
    const options = { insertSpaces: true, tabSize: 2 };
    const edits = await ask<vscode.TextEdit[]>('executeFormatDocumentProvider', document.uri, options);
    await applyEdits(document.uri, edits);
    equal(document.lineAt(3).text, '    mode = 0660', 'line 4');
  });
});
