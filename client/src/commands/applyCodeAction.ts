import * as vscode from 'vscode';

/** Applies the first code action of a kind, to the whole document or to what is selected. */
export async function applyCodeAction(kind: string, extent: 'document' | 'selection'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const range = extent === 'selection' ? selection : new vscode.Range(0, 0, document.lineCount, 0);
  const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
  );
  if (action?.edit) await vscode.workspace.applyEdit(action.edit);
  else vscode.window.setStatusBarMessage(vscode.l10n.t('Mailwright: there is nothing to change here'), 5000);
}
