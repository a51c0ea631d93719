import * as vscode from 'vscode';

/** There is no folder for a server's files. */
export async function tellToOpenFolder(): Promise<undefined> {
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Open the folder that holds, or will hold, the configuration of the server.');
  void vscode.window.showInformationMessage(message, open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand('workbench.action.files.openFolder');
  });
  return Promise.resolve(undefined);
}
