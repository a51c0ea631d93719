import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { describeOnMailHost, filesWith, NEW_MX, onMailHost, passwordOfAdmin } from '../mailHost.js';
import { answer, look } from '../screen.js';

const DIALOG = '.monaco-dialog-box';
const BOX = '.quick-input-widget:visible';

/** What nobody writes by chance: the middle of a password. */
const searchable = (password: string): string => password.slice(3, 19);

describeOnMailHost('the first connection to a real host', () => {
  it('shows the fingerprint of its key, asks for the password, and leaves it in no setting, storage or file', async () => {
    const password = await passwordOfAdmin();
    const listing = vscode.commands.executeCommand('mailwright.showServerSettings', { host: NEW_MX });

    const asked = await look(`${DIALOG}:has-text("SHA256:")`, 'host-key');
    // The desktop is not looked at from outside, so nobody can answer there.
    if (asked === undefined) return;
    const keys = await onMailHost('for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done');
    const fingerprint = /SHA256:\S+/.exec(asked)?.[0] ?? 'none';
    includes(keys, fingerprint, 'fingerprints of the server');
    await answer(`${DIALOG} a:has-text("Trust and Connect")`);

    await look(`${BOX}:has-text("Password of admin@")`, 'password');
    await answer(`${BOX} input`, 'wrong');
    await look(`${BOX}:has-text("That was not right")`, 'wrong-password');
    await answer(`${BOX} input`, password);
    await listing;
    includes(vscode.window.activeTextEditor?.document.getText() ?? '', 'alias_database', 'postconf -n');

    const settings = await filesWith('mailwright.sshConfigFile');
    includes(settings.join('\n'), 'settings.json', 'the settings are among what is searched');
    equal(await filesWith(searchable(password)), [], 'files with the password');
    await vscode.commands.executeCommand('mailwright.disconnect', { host: NEW_MX });
  });
});
