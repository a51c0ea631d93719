import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { describeOnMailHost, MX, onMailHost } from '../mailHost.js';
import { answer, look, show } from '../screen.js';
import { openServer } from '../workspace.js';

const NOTE = '.notification-list-item';
const DIALOG = '.monaco-dialog-box';
const SECRETS = '/etc/postfix/sasl_passwd';

const textAt = async (uri: vscode.Uri): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

describeOnMailHost('a pull from a real host', () => {
  before(() => onMailHost(`umask 077; echo 'example.org user:secret' >${SECRETS}`));
  after(() => onMailHost(`rm -f ${SECRETS}`));

  it('brings what the server has, leaves secrets there, and loses no edit without a yes', async () => {
    const { document, uri } = await openServer({ 'main.cf': '# nothing yet\n' }, 'mx');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(document.uri);
    const pulled = await vscode.commands.executeCommand<{ secrets: readonly string[] }>(
      'mailwright.pullFromServer',
      { host: MX },
    );
    includes(pulled.secrets.join('\n'), SECRETS, 'left there');
    equal(await textAt(uri('main.cf')), await onMailHost('cat /etc/postfix/main.cf'), 'main.cf');
    // In tests VS Code shows no notification by itself.
    await show('notifications.showList', `${NOTE}:has-text("with secrets were left there")`, 'pull');

    await vscode.workspace.fs.writeFile(uri('main.cf'), new TextEncoder().encode('# mine\n'));
    const again = vscode.commands.executeCommand('mailwright.pullFromServer', { host: MX });
    const asked = await look(`${DIALOG}:has-text("would overwrite")`, 'pull-overwrite');
    // The desktop is not looked at from outside, so nobody can answer there.
    if (asked === undefined) return;
    includes(asked, '/etc/postfix/main.cf', 'what would be lost');
    await answer(`${DIALOG} a:has-text("Overwrite")`);
    await again;
    equal(await textAt(uri('main.cf')), await onMailHost('cat /etc/postfix/main.cf'), 'main.cf again');
  });
});
