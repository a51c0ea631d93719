import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { startClient } from '../startClient';

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'worker.js');
  return startClient(
    context,
    (options) =>
      new LanguageClient(
        'mailwright',
        'Mailwright',
        () => Promise.resolve(new Worker(script.toString(true))),
        options,
      ),
  );
}
