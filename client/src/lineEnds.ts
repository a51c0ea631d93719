import * as vscode from 'vscode';
import { DidChangeTextDocumentNotification, type BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGES } from './languages';

/**
 * Tells the server of other line ends. VS Code announces them as a change of nothing, which the client library passes
 * over; without this the server would go on with the old text.
 */
export function followLineEnds(client: BaseLanguageClient): vscode.Disposable {
  const selector = LANGUAGES.map((language) => ({ language }));
  const known = new WeakMap<vscode.TextDocument, vscode.EndOfLine>();
  const remember = (document: vscode.TextDocument): void => void known.set(document, document.eol);
  vscode.workspace.textDocuments.forEach(remember);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(remember),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const before = known.get(document);
      remember(document);
      if (before === undefined || before === document.eol) return;
      if (client.isRunning() && vscode.languages.match(selector, document) > 0)
        void sendText(client, document);
    }),
  );
}

function sendText(client: BaseLanguageClient, document: vscode.TextDocument): Promise<void> {
  return client.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: document.uri.toString(), version: document.version },
    contentChanges: [{ text: document.getText() }],
  });
}
