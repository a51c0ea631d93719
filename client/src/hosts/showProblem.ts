import * as vscode from 'vscode';
import { languageOf, type Language } from '../../../server/src/text/localized';
import { DeployError, describeTrouble } from '../deploy/errors';
import { UNTOUCHED } from '../deploy/troubles';
import { ListingError } from './askListing';
import { isRemoteError, messageOf, RemoteError, type HostKeyProblem } from '../ssh/errors';
import { describeProblem } from '../ssh/problemTexts';

export const editorLanguage = (): Language => languageOf(vscode.env.language);

/** What went wrong, in the words of the user's language. A lost connection alone does not tell how the server is. */
export function textOfProblem(error: unknown, untouched = false): string {
  if (error instanceof RemoteError) {
    const { happened, next } = describeProblem(error, editorLanguage());
    return [happened, ...(untouched ? [UNTOUCHED[editorLanguage()]] : []), next].join(' ');
  }
  if (error instanceof DeployError) {
    const { happened, state, next } = describeTrouble(error.code, error.facts, editorLanguage());
    return `${happened} ${state} ${next}`;
  }
  if (error instanceof ListingError) {
    return vscode.l10n.t('{0} failed on the server: {1}', error.title, error.said);
  }
  return messageOf(error);
}

/** Whether the user ended it, so that nothing has to be said. */
export const wasGivenUp = (error: unknown): boolean =>
  isRemoteError(error, 'cancelled') ||
  isRemoteError(error, 'login-cancelled') ||
  isRemoteError(error, 'sudo-cancelled');

/**
 * Tells the user, with the next step as a button.
 *
 * @param untouched nothing on the server has been changed by what failed
 */
export async function showProblem(
  error: unknown,
  log: vscode.OutputChannel,
  untouched = false,
): Promise<void> {
  if (wasGivenUp(error)) return;
  const showLog = vscode.l10n.t('Show Log');
  const showEntry = vscode.l10n.t('Show the Known Key');
  const place = knownKeyOf(error);
  const buttons = place ? [showEntry, showLog] : [showLog];
  const answer = await vscode.window.showErrorMessage(textOfProblem(error, untouched), ...buttons);
  if (answer === showLog) log.show();
  if (answer === showEntry && place) await showLine(place.file, place.line);
}

function knownKeyOf(error: unknown): Extract<HostKeyProblem, { line: number }> | undefined {
  if (!(error instanceof RemoteError)) return undefined;
  const { problem } = error;
  return 'line' in problem ? problem : undefined;
}

/** @param line from 1 */
async function showLine(file: string, line: number): Promise<void> {
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection });
}
