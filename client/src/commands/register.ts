import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CONVERT_TO_LF } from '../../../server/src/protocol';
import { convertToLf } from './convertToLf';
import { restartServer } from './restartServer';

/** Command ids: those that package.json contributes, and those that a code action runs. */
export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): void {
  const commands: Readonly<Record<string, (...args: string[]) => unknown>> = {
    'mailwright.restartServer': () => restartServer(client),
    [CONVERT_TO_LF]: (uri = '') => convertToLf(uri),
    'mailwright.showLog': () => output.show(),
    'mailwright.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
  };
  for (const [id, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
}
