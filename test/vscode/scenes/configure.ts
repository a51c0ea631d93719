import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { look } from '../screen.js';
import { findings, hasRule } from '../waiting.js';
import { edit, openServer } from '../workspace.js';

const TWICE = 'inet_interfaces = all\ninet_interfaces = localhost\n';

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('mailwright');

async function withRules(rules: Record<string, string>, run: () => Promise<unknown>): Promise<void> {
  await settings().update('rules', rules, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await settings().update('rules', undefined, vscode.ConfigurationTarget.Global);
  }
}

describe('configure', () => {
  it('turns a rule off and changes its severity at once', async () => {
    const { document } = await openServer({ 'main.cf': TWICE });
    const duplicate = hasRule('duplicate-parameter');
    await findings(document.uri, 'a finding', duplicate);
    await withRules({ 'duplicate-parameter': 'off' }, () =>
      findings(document.uri, 'silence', (found) => !duplicate(found)),
    );
    await withRules({ 'duplicate-parameter': 'error' }, () =>
      findings(document.uri, 'an error', (found) =>
        found.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      ),
    );
  });

  it('keeps two servers of one workspace apart', async () => {
    const first = await openServer({ 'main.cf': 'inet_interfaces = all\n' });
    const second = await openServer({ 'main.cf': 'inet_interfaces = localhost\n' });
    await second.editor.edit((typing) => typing.insert(new vscode.Position(1, 0), 'inet_interfaces = all\n'));
    await edit(first.document.uri);
    await findings(second.document.uri, 'a finding in the second', hasRule('duplicate-parameter'));
    const others = vscode.languages.getDiagnostics(first.document.uri);
    equal(hasRule('duplicate-parameter')(others), false, 'a finding in the first');
  });

  it('forgets the findings of a file that is closed', async () => {
    const { document } = await openServer({ 'main.cf': TWICE });
    const { uri } = document;
    await findings(uri, 'a finding', hasRule('duplicate-parameter'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await findings(uri, 'none', (found) => found.length === 0);
  });

  it('shows the version and the files that make the server in its status item', async () => {
    await openServer({
      'main.cf': 'myhostname = mail.example.com\n',
      'master.cf': 'smtp inet n - y - - smtpd\n',
    });
    await look('#status\\.languageStatus [aria-label*="Postfix 3"]', 'status');
  });
});
