import * as vscode from 'vscode';
import type { DeployResult } from '../deploy/deployIo';
import { describeTrouble } from '../deploy/errors';
import { MESSAGES, OUTSIDE } from '../deploy/words';
import { editorLanguage } from '../hosts/showProblem';
import { oneLine } from '../ssh/remoteText';

/** Tells what a deploy came to, what is true on the server now, and what can be done next. */
export async function conclude(
  host: string,
  result: Omit<DeployResult, 'messages'>,
  log: vscode.LogOutputChannel,
): Promise<void> {
  for (const text of result.warnings) log.warn(`${host}: ${oneLine(text)}`);
  const seen = result.outside.map(({ port, problem }) => {
    const text = OUTSIDE[problem][editorLanguage()];
    return vscode.l10n.t('Port {0} from outside: {1}.', port, text);
  });
  const { message: mail } = result;
  const mailed = mail
    ? [vscode.l10n.t('The test message to {0} {1}.', mail.to, MESSAGES[mail.state][editorLanguage()])]
    : [];
  const showLog = vscode.l10n.t('Show Log');
  if (result.trouble) {
    const { happened, state, next } = describeTrouble(
      result.trouble.code,
      result.trouble.facts,
      editorLanguage(),
    );
    const message = [happened, state, next, ...seen].join(' ');
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
    return;
  }
  const warnings = result.warnings.length;
  const message = [
    vscode.l10n.t('Deploy {0}: the new configuration is in force on {1}.', result.id ?? '', host),
    ...mailed,
    ...seen,
    ...(warnings > 0 ? [vscode.l10n.t('Its log has new warnings: {0}.', warnings)] : []),
  ].join(' ');
  const history = vscode.l10n.t('Deployment History');
  const rollBack = vscode.l10n.t('Roll Back');
  const buttons = warnings > 0 ? [showLog, history, rollBack] : [history, rollBack];
  const answer = await vscode.window.showInformationMessage(message, ...buttons);
  if (answer === showLog) log.show();
  if (answer === history) await vscode.commands.executeCommand('mailwright.deploymentHistory');
  if (answer === rollBack) await vscode.commands.executeCommand('mailwright.rollBack');
}
