import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { TEST_TABLE, type AnswerLine, type TestTableParams } from '../../../server/src/protocol';
import { pickLine } from './pickLine';

/** "Mailwright: Test This Table…": what Postfix asks the table about a subject, and which line answers. */
export async function testTable(client: BaseLanguageClient, given?: string): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const subject =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Test This Table'),
      prompt: vscode.l10n.t('An address, a name or a client that Postfix looks up'),
      placeHolder: 'user@example.com · mail.example.com · 192.0.2.1',
    }));
  if (subject === undefined || subject === '') return;
  const params: TestTableParams = { uri: document.uri.toString(), subject };
  const lines = await client.sendRequest<readonly AnswerLine[] | null>(TEST_TABLE, params);
  if (lines) await pickLine(lines, subject);
  else void vscode.window.showInformationMessage(vscode.l10n.t('This file is no lookup table.'));
}
