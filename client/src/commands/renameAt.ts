import * as vscode from 'vscode';

/** Lets the user replace a name that a refactoring made up. */
export async function renameAt(
  uri: string,
  { line, character }: { readonly line: number; readonly character: number },
): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const caret = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(caret, caret);
  await vscode.commands.executeCommand('editor.action.rename');
}
