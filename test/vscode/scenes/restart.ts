import * as vscode from 'vscode';
import { findings, hasRule } from '../waiting.js';
import { openServer } from '../workspace.js';

describe('restart', () => {
  it('finds the same after the language server was restarted', async () => {
    const { document } = await openServer({
      'main.cf': 'inet_interfaces = all\ninet_interfaces = localhost\n',
    });
    await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
    const gone = findings(document.uri, 'no findings', (found) => found.length === 0);
    await vscode.commands.executeCommand('mailwright.restartServer');
    await gone;
    await findings(document.uri, 'duplicate-parameter', hasRule('duplicate-parameter'));
  });
});
