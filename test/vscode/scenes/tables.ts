import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { look, show } from '../screen.js';
import { ask, edit, openServer } from '../workspace.js';

const FILES = {
  virtual: 'info@example.org jo<|>e\n@example.org ann\n',
  'main.cf': `myorigin = example.com
mydestination = example.com
alias_maps = hash:/etc/postfix/aliases
virtual_alias_maps = hash:/etc/postfix/virtual
`,
  aliases: 'joe: ann\n',
};

const PICKED = '.quick-input-widget:not([style*="none"]) .monaco-list-row';

describe('lookup tables', () => {
  it('explains an entry, and where the mail goes', async () => {
    const { document } = await openServer(FILES);
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', document.uri, new vscode.Position(0, 3));
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    for (const part of ['info@example.org', 'virtual_alias_maps', 'ann']) includes(text, part, 'hover');
    await show('editor.action.showHover', '.monaco-hover:not(.hidden) .hover-contents', 'table-hover');
  });

  it('renames a user in all tables', async () => {
    const { document, caret, uri } = await openServer(FILES);
    const changes = await ask<vscode.WorkspaceEdit>(
      'executeDocumentRenameProvider',
      document.uri,
      caret,
      'jane',
    );
    await vscode.workspace.applyEdit(changes);
    equal(document.lineAt(0).text, 'info@example.org jane', 'virtual');
    const aliases = await vscode.workspace.openTextDocument(uri('aliases'));
    equal(aliases.lineAt(0).text, 'jane: ann', 'aliases');
  });

  it('shows the lookups of "Test This Table"', async () => {
    await openServer(FILES);
    void vscode.commands.executeCommand('mailwright.testTable', 'sales@example.org');
    const shown = await look(PICKED, 'test-table');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    if (shown !== undefined) includes(shown, 'sales@example.org', 'the first question');
  });

  it('follows an address from main.cf', async () => {
    const { uri } = await openServer(FILES);
    await edit(uri('main.cf'));
    void vscode.commands.executeCommand('mailwright.followMail', 'info@example.org');
    const shown = await look(PICKED, 'follow-mail');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    if (shown !== undefined) includes(shown, 'info@example.org', 'the first step');
  });
});
