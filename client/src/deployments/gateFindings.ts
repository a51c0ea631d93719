import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHECK_FOLDER, type CheckFolderParams, type CheckFolderResult } from '../../../server/src/protocol';
import type { GateFinding } from '../deploy/gate';
import type { Snapshot } from '../deploy/snapshot';

/** What the analysis says about a folder, for the versions that the server runs. Paths are uris. */
export async function gateFindings(
  client: BaseLanguageClient,
  folder: vscode.Uri,
  { postfix, dovecot }: Snapshot,
): Promise<readonly GateFinding[]> {
  const params: CheckFolderParams = {
    uri: folder.toString(),
    ...(postfix && { postfixVersion: postfix.version }),
    ...(dovecot && { dovecotVersion: dovecot.version }),
  };
  const { findings } = await client.sendRequest<CheckFolderResult>(CHECK_FOLDER, params);
  return findings.map(({ uri, ...finding }) => ({ ...finding, path: uri }));
}
