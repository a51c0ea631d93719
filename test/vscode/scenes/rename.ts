import * as vscode from 'vscode';
import { equal, includes, present } from '../expect.js';
import { show } from '../screen.js';
import { ask, openServer } from '../workspace.js';

const FILES = {
  'main.cf': `office<|>_networks = 10.0.0.0/8
mynetworks = 127.0.0.0/8, $office_networks
`,
  'master.cf': `smtp inet n - y - - smtpd
  -o mynetworks=\${office_networks}
`,
};

describe('rename', () => {
  it('renames a parameter of the administrator in both files', async () => {
    const { document, caret, uri } = await openServer(FILES);
    await show('editor.action.rename', '.rename-box .rename-input', 'rename');
    await vscode.commands.executeCommand('cancelRenameInput');
    const edit = await ask<vscode.WorkspaceEdit>(
      'executeDocumentRenameProvider',
      document.uri,
      caret,
      'branch_networks',
    );
    await vscode.workspace.applyEdit(edit);
    equal(document.lineAt(0).text, 'branch_networks = 10.0.0.0/8', 'definition');
    equal(document.lineAt(1).text, 'mynetworks = 127.0.0.0/8, $branch_networks', 'use in main.cf');
    const master = await vscode.workspace.openTextDocument(uri('master.cf'));
    includes(master.getText(), '${branch_networks}', 'use in master.cf');
  });

  it('goes to the definition, and finds the uses in both files', async () => {
    const { document, uri } = await openServer(FILES);
    const use = document.positionAt(document.getText().indexOf('$office') + 3);
    const definitions = await ask<(vscode.Location | vscode.LocationLink)[]>(
      'executeDefinitionProvider',
      document.uri,
      use,
    );
    const definition = present(definitions[0], 'definition');
    const range = 'range' in definition ? definition.range : definition.targetRange;
    equal(range.start.line, 0, 'line of the definition');
    const references = await ask<vscode.Location[]>('executeReferenceProvider', document.uri, use);
    const files = [...new Set(references.map((reference) => reference.uri.toString()))].sort();
    equal(files, [uri('main.cf').toString(), uri('master.cf').toString()].sort(), 'files with uses');
  });

  it('highlights the uses in the file', async () => {
    const { document, caret } = await openServer(FILES);
    const highlights = await ask<vscode.DocumentHighlight[]>(
      'executeDocumentHighlights',
      document.uri,
      caret,
    );
    equal(
      highlights.map(({ range }) => range.start.line),
      [0, 1],
      'lines',
    );
  });
});
