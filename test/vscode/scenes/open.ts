import * as vscode from 'vscode';
import { look } from '../screen.js';

describe('open', () => {
  it('shows main.cf', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error('no workspace folder');
    const uri = vscode.Uri.joinPath(folder, 'etc/postfix/main.cf');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('myhostname = mail.example.com\n'));
    await vscode.window.showTextDocument(uri);
    await look('.monaco-editor .view-lines', 'open');
  });
});
