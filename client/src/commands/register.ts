import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CONVERT_TO_LF, EXPLAIN_RELAYING, MIGRATE_DOVECOT, RENAME_AT } from '../../../server/src/protocol';
import { applyCodeAction } from './applyCodeAction';
import { convertToLf } from './convertToLf';
import { explainRelaying } from './explainRelaying';
import { followMail } from './followMail';
import { migrateDovecot } from './migrateDovecot';
import { renameAt } from './renameAt';
import { restartServer } from './restartServer';
import { provideRendered, showRendered } from './showRendered';
import { testTable } from './testTable';
import { RelayPicturePanel } from '../views/relayPicture';

/** Command ids: those that package.json contributes, and those that a code action runs. */
export function registerCommands(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  output: vscode.LogOutputChannel,
): void {
  const relayPicture = new RelayPicturePanel(context, client);
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'mailwright.restartServer': () => restartServer(client),
    [CONVERT_TO_LF]: convertToLf,
    [RENAME_AT]: renameAt,
    [EXPLAIN_RELAYING]: (uri?: string, service?: string) => explainRelaying(relayPicture, uri, service),
    [MIGRATE_DOVECOT]: (uri?: string) => migrateDovecot(client, uri),
    'mailwright.sortByTopic': () => applyCodeAction('source.sortByTopic', 'document'),
    'mailwright.sortTable': () => applyCodeAction('source.sortTable', 'document'),
    'mailwright.testTable': (subject?: string) => testTable(client, subject),
    'mailwright.followMail': (address?: string) => followMail(client, address),
    'mailwright.convertTables': () => applyCodeAction('refactor.rewrite.tableTypes', 'document'),
    'mailwright.toggleComment': () => applyCodeAction('refactor.rewrite.comment', 'selection'),
    'mailwright.showRendered': () => showRendered(client),
    'mailwright.showLog': () => output.show(),
    'mailwright.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
  };
  context.subscriptions.push(provideRendered(client));
  for (const [id, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
}
