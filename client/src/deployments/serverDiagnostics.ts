import * as vscode from 'vscode';
import type { Placement } from '../deploy/localFiles';
import type { ServerMessage } from '../deploy/serverMessages';

/** What the server's own programs say, at the lines of the local files. */
export function showServerMessages(
  collection: vscode.DiagnosticCollection,
  messages: readonly ServerMessage[],
  folder: vscode.Uri,
  placement: Placement,
): void {
  collection.clear();
  const byFile = new Map<string, vscode.Diagnostic[]>();
  for (const { path, line = 1, severity, text, program } of messages) {
    const local = path === undefined ? undefined : placement.toLocal(path);
    if (local === undefined) continue;
    const uri = vscode.Uri.joinPath(folder, ...local.split('/')).toString();
    const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
    const { Error, Warning } = vscode.DiagnosticSeverity;
    const diagnostic = new vscode.Diagnostic(range, text, severity === 'error' ? Error : Warning);
    diagnostic.source = program;
    byFile.set(uri, [...(byFile.get(uri) ?? []), diagnostic]);
  }
  for (const [uri, found] of byFile) collection.set(vscode.Uri.parse(uri), found);
}
