import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { MIGRATION, type MigrationResult } from '../../../server/src/protocol';

/** Shows what becomes of a configuration of Dovecot 2.3 in 2.4 in the preview of refactorings; nothing changes before it is confirmed. */
export async function migrateDovecot(
  client: BaseLanguageClient,
  uri = vscode.window.activeTextEditor?.document.uri.toString(),
): Promise<void> {
  if (uri === undefined) return;
  const result = await client.sendRequest<MigrationResult>(MIGRATION, { uri });
  if (result.edit === null) {
    void vscode.window.showInformationMessage(result.problem);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit);
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isApplied || result.points === 0) return;
  const message = vscode.l10n.t(
    'Mailwright: {0} points are left to decide; each is marked by a comment ("mailwright: 2.4:")',
    result.points,
  );
  void vscode.window.showWarningMessage(message);
}
