import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { restartServer } from './restartServer';

/** Command ids, as package.json contributes them. */
export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): void {
  const commands: Readonly<Record<string, () => unknown>> = {
    'mailwright.restartServer': () => restartServer(client),
    'mailwright.showLog': () => output.show(),
    'mailwright.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
  };
  for (const [id, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
}
