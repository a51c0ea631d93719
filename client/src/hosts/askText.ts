import * as vscode from 'vscode';

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  /** Shown as dots. */
  readonly hidden: boolean;
  /** With a button that says whether the answer is kept. */
  readonly offersToKeep: boolean;
  readonly step?: number;
  readonly totalSteps?: number;
}

/** Asks in an input box. Undefined when the user leaves it, or the signal is aborted. */
export function askText(
  question: TextQuestion,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly keep: boolean } | undefined> {
  const box = vscode.window.createInputBox();
  let keep = false;
  const describe = (): void => {
    box.buttons = question.offersToKeep ? [keepButton(keep)] : [];
  };
  box.title = question.title;
  box.prompt = question.prompt;
  box.password = question.hidden;
  box.step = question.step;
  box.totalSteps = question.totalSteps;
  // A look at another window, such as the one with the password, does not give up.
  box.ignoreFocusOut = true;
  describe();
  return new Promise((resolve) => {
    const finish = (answer?: { readonly text: string; readonly keep: boolean }): void => {
      signal.removeEventListener('abort', stop);
      resolve(answer);
      box.dispose();
    };
    const stop = (): void => finish();
    box.onDidTriggerButton(() => {
      keep = !keep;
      describe();
    });
    box.onDidAccept(() => finish({ text: box.value, keep }));
    box.onDidHide(() => finish());
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else box.show();
  });
}

function keepButton(keep: boolean): vscode.QuickInputButton {
  return keep
    ? {
        iconPath: new vscode.ThemeIcon('pinned'),
        tooltip: vscode.l10n.t("Kept in VS Code's secret storage. Press to keep it nowhere."),
      }
    : {
        iconPath: new vscode.ThemeIcon('pin'),
        tooltip: vscode.l10n.t("Kept nowhere. Press to keep it in VS Code's secret storage."),
      };
}
