import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { startClient } from '../startClient';

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/main.js');
  const transport = TransportKind.ipc;
  return startClient(
    context,
    (options) =>
      new LanguageClient(
        'mailwright',
        'Mailwright',
        { run: { module, transport }, debug: { module, transport } },
        options,
      ),
  );
}
