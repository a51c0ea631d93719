import * as vscode from 'vscode';

/** What the quick fix of `crlf` runs: line ends are no part of the text that an edit could change. */
export async function convertToLf(uri: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(vscode.Uri.parse(uri), [vscode.TextEdit.setEndOfLine(vscode.EndOfLine.LF)]);
  await vscode.workspace.applyEdit(edit);
}
