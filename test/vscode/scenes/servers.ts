import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { describeOnMailHost, MX, onMailHost, REACHES_SERVERS } from '../mailHost.js';
import { look } from '../screen.js';
import { eventually } from '../waiting.js';
import { ask, openServer, textOfHovers } from '../workspace.js';

const MAIN_CF = 'myhostname = mail.example.com\n';

/** The document that is shown of a path of the server. */
const shown = (side: string, path: string): Promise<vscode.TextDocument> => {
  const isIt = ({ uri }: vscode.TextDocument): boolean =>
    uri.scheme === 'mailwright-server' && uri.path.endsWith(`/${side}/${path}`);
  return eventually(
    `the document ${path} of the server`,
    vscode.window.onDidChangeActiveTextEditor,
    () => {
      const document = vscode.window.activeTextEditor?.document;
      return document && isIt(document) ? document : undefined;
    },
    () => vscode.window.activeTextEditor?.document.uri.toString(),
  );
};

/** The server's own main.cf with two edits. */
const editedMainCf = async (): Promise<string> =>
  `${await onMailHost('cat /etc/postfix/main.cf')}smtpd_banner = ours\ninet_interfaces = localhost\n`;

describe('servers', () => {
  it('are offered only where they can be reached', async () => {
    await openServer({ 'main.cf': MAIN_CF });
    const commands = await vscode.commands.getCommands(true);
    equal(commands.includes('mailwright.showServerSettings'), REACHES_SERVERS, 'the command');
  });
});

describeOnMailHost('servers on a real host', () => {
  it('show postconf -n, with all that a main.cf has', async () => {
    void vscode.commands.executeCommand('mailwright.showServerSettings');
    await look('.quick-input-list [aria-label^="mx"]', 'pick-host');
    void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const document = await shown('listings', 'etc/postfix/main.cf');
    equal(document.getText(), await onMailHost('postconf -n'), 'what is shown');
    equal(document.languageId, 'postfix-main', 'language');
    const start = new vscode.Position(0, 1);
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', document.uri, start);
    includes(textOfHovers(hovers), 'alias_database', 'hover');
    await look('.tab[aria-label*="postconf -n (mx)"]', 'show-postconf');
  });

  it('keep one connection for the next command', async () => {
    const logins = 'grep -c "Accepted publickey for deployer" /var/log/sshd.log';
    const before = await onMailHost(logins);
    void vscode.commands.executeCommand('mailwright.showServerServices', { host: MX });
    const document = await shown('listings', 'etc/postfix/master.cf');
    equal(document.getText(), await onMailHost('postconf -M'), 'what is shown');
    equal(await onMailHost(logins), before, 'logins');
  });

  it('are compared with what is here: settings in force, and files', async () => {
    await openServer({ 'main.cf': await editedMainCf() }, 'mx');
    const pairs = await vscode.commands.executeCommand<readonly vscode.Uri[][]>(
      'mailwright.compareWithServer',
      { host: MX },
    );
    const [settings = [], ...files] = pairs;
    const paths = files.map(([, there, here]) => (there ?? here)?.path ?? '');
    equal(paths.filter((path) => path.endsWith('/files/etc/postfix/main.cf')).length, 1, 'main.cf');
    const texts = settings.slice(1).map(async (uri) => {
      const document = await vscode.workspace.openTextDocument(uri);
      return document.getText();
    });
    const [there = '', here = ''] = await Promise.all(texts);
    equal(there, await onMailHost('postconf -n'), 'in force there');
    includes(here, 'smtpd_banner = ours', 'in force here');
    await look('.tab[aria-label*="mx ↔"]', 'compare');
  });

  it('have their version and values in the language features', async () => {
    const { document, editor } = await openServer({ 'main.cf': await editedMainCf() }, 'mx');
    const name = document.positionAt(document.getText().lastIndexOf('inet_interfaces'));
    editor.revealRange(new vscode.Range(name, name));
    await look('.view-line:has-text("mx: all")', 'live-hint');
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', document.uri, name);
    includes(textOfHovers(hovers), 'mx has: `all`', 'hover');
    includes(textOfHovers(hovers), 'Default in 3.7', 'version of the server');
  });

  it('are listed in a view, with their state', async () => {
    await vscode.commands.executeCommand('mailwright.hosts.focus');
    await look('.pane-body [role="treeitem"][aria-label*="mx"][aria-label*="Postfix 3."]', 'hosts');
  });
});
