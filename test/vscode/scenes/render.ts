import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { look } from '../screen.js';
import { eventually } from '../waiting.js';
import { openServer } from '../workspace.js';

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('mailwright');

/** The rendered document, as soon as its text is as wanted. */
function rendered(wanted: string): Promise<vscode.TextDocument> {
  const shown = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'mailwright-rendered');
  return eventually(
    'the rendered template',
    vscode.workspace.onDidChangeTextDocument,
    () => (shown()?.getText().includes(wanted) ? shown() : undefined),
    () => shown()?.getText(),
  );
}

describe('render', () => {
  it('shows what becomes of a template, and follows its values and what is typed', async () => {
    const { editor } = await openServer({
      'main.cf.j2': 'myhostname = {{ host }}\n{% if relay %}\nrelayhost = [{{ relay }}]:587\n{% endif %}\n',
    });
    await settings().update(
      'templateVariables',
      { host: 'mail.example.org' },
      vscode.ConfigurationTarget.Global,
    );
    try {
      await vscode.commands.executeCommand('mailwright.showRendered');
      const document = await rendered('mail.example.org');
      equal(document.languageId, 'postfix-main', 'language');
      equal(document.getText().includes('relayhost'), false, 'a branch without a value');
      const both = { host: 'mail.example.org', relay: 'smarthost.example.net' };
      await settings().update('templateVariables', both, vscode.ConfigurationTarget.Global);
      includes((await rendered('relayhost')).getText(), '[smarthost.example.net]:587', 'relayhost');
      await editor.edit((typing) => typing.insert(new vscode.Position(0, 0), 'mydomain = example.org\n'));
      await rendered('mydomain = example.org');
      await look(
        '.editor-group-container:nth-child(2) .view-line, .split-view-view:nth-child(2) .view-line',
        'rendered',
      );
    } finally {
      await settings().update('templateVariables', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
