import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHECK_FOLDER, type CheckFolderParams, type CheckFolderResult } from '../../../server/src/protocol';
import type { Comparison } from '../deploy/comparison';
import type { GateFinding } from '../deploy/gate';

/** What the analysis says about the files of a comparison, for the versions that the server runs. Paths are uris. */
export async function gateFindings(
  client: BaseLanguageClient,
  folder: vscode.Uri,
  { snapshot, placement, covers }: Comparison,
): Promise<readonly GateFinding[]> {
  const { postfix, dovecot } = snapshot;
  const params: CheckFolderParams = {
    uri: folder.toString(),
    ...(postfix && { postfixVersion: postfix.version }),
    ...(dovecot && { dovecotVersion: dovecot.version }),
  };
  const { findings } = await client.sendRequest<CheckFolderResult>(CHECK_FOLDER, params);
  const pathOf = (uri: string): string => vscode.Uri.parse(uri).path.slice(folder.path.length + 1);
  return findings
    .filter(({ uri }) => covers(placement.toServer(pathOf(uri))))
    .map(({ uri, ...finding }) => ({ ...finding, path: uri }));
}
