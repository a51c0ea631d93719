import * as vscode from 'vscode';
import type { RelayPicturePanel } from '../views/relayPicture';

/** "Mailwright: Explain Relaying", for the file in the editor; a code lens names its own file and service. */
export async function explainRelaying(
  panel: RelayPicturePanel,
  uri = vscode.window.activeTextEditor?.document.uri.toString(),
  service?: string,
): Promise<void> {
  if (uri !== undefined) await panel.show(uri, service);
}
