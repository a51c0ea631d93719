import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** "Mailwright: Restart Language Server". */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  await client.stop();
  await client.start();
  vscode.window.setStatusBarMessage(vscode.l10n.t('Mailwright: language server restarted'), 3000);
}
