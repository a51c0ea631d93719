import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerDeployments } from '../deployments/registerDeployments';
import { registerHosts } from '../hosts/registerHosts';
import { startClient } from '../startClient';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/main.js');
  const transport = TransportKind.ipc;
  const server = { run: { module, transport }, debug: { module, transport } };
  const client = await startClient(
    context,
    (options) => new LanguageClient('mailwright', 'Mailwright', server, options),
  );
  registerDeployments(context, registerHosts(context, client), client);
}
