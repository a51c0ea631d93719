import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { FOLLOW_ADDRESS, type AnswerLine, type FollowAddressParams } from '../../../server/src/protocol';
import { pickLine } from './pickLine';

/** "Mailwright: Where Does Mail for This Address Go?": every line that decides, down to the delivery. */
export async function followMail(client: BaseLanguageClient, given?: string): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const address =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Where does mail for this address go?'),
      placeHolder: 'user@example.com',
    }));
  if (address === undefined || address === '') return;
  const params: FollowAddressParams = { uri: document.uri.toString(), address };
  const lines = await client.sendRequest<readonly AnswerLine[] | null>(FOLLOW_ADDRESS, params);
  if (lines) await pickLine(lines, address);
  else void vscode.window.showInformationMessage(vscode.l10n.t('No main.cf uses this file.'));
}
