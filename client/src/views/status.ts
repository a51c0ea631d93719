import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { SYSTEM_STATUS, type SystemStatus, type UriParams } from '../../../server/src/protocol';
import { LANGUAGES } from '../languages';

/** The language status item: target version, the files that are read together, how many findings there are. */
export function showStatus(client: BaseLanguageClient): vscode.Disposable {
  const selector = LANGUAGES.map((language) => ({ language }));
  const item = vscode.languages.createLanguageStatusItem('mailwright.status', selector);
  item.name = 'Mailwright';
  item.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Findings') };
  const refresh = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!client.isRunning() || !document || vscode.languages.match(selector, document) === 0) return;
    const params: UriParams = { uri: document.uri.toString() };
    const status = await client.sendRequest<SystemStatus | null>(SYSTEM_STATUS, params);
    if (status) describe(item, status);
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.languages.onDidChangeDiagnostics(refresh),
    client.onDidChangeState(refresh),
  );
}

function describe(item: vscode.LanguageStatusItem, status: SystemStatus): void {
  const { error, warning, info, hint } = status.findings;
  item.text = `${status.product} ${status.version}`;
  item.detail = [
    vscode.l10n.t('{0} errors, {1} warnings, {2} notes', error, warning, info + hint),
    status.compatibilityLevel !== undefined &&
      vscode.l10n.t('compatibility level {0}', status.compatibilityLevel),
    status.files.map((uri) => uri.slice(uri.lastIndexOf('/') + 1)).join(' + '),
  ]
    .filter((part) => part !== false)
    .join(' · ');
  item.severity =
    error > 0
      ? vscode.LanguageStatusSeverity.Error
      : warning > 0
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
}
