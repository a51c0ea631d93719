import * as vscode from 'vscode';

/** Longer than anything here takes on a busy machine, shorter than a test may take. */
const PATIENCE = 60_000;

/**
 * Waits for a state that an event announces: looks at once and at each event until `probe` finds something.
 * When it never does, the error tells what was seen last.
 */
export function eventually<T>(
  what: string,
  event: vscode.Event<unknown>,
  probe: () => T | undefined,
  last: () => unknown = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void): void => {
      clearTimeout(late);
      subscription.dispose();
      end();
    };
    const look = (): void => {
      const found = probe();
      if (found !== undefined) finish(() => resolve(found));
    };
    const give = (): void => reject(new Error(`${what} never came; last: ${JSON.stringify(last())}`));
    const late = setTimeout(() => finish(give), PATIENCE);
    const subscription = event(look);
    look();
  });
}

/** Waits until the findings of a file are as wanted, and returns them. */
export function findings(
  uri: vscode.Uri,
  what: string,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const seen = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
  return eventually(
    what,
    vscode.languages.onDidChangeDiagnostics,
    () => (wanted(seen()) ? seen() : undefined),
    () => seen().map((diagnostic) => [codeOf(diagnostic), diagnostic.message]),
  );
}

/** The rule of a finding. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export const hasRule =
  (rule: string) =>
  (found: readonly vscode.Diagnostic[]): boolean =>
    found.some((diagnostic) => codeOf(diagnostic) === rule);

/** Runs a command that accepts what a widget shows, until the document has changed: widgets open when they like. */
export async function accept(command: string, document: vscode.TextDocument): Promise<void> {
  const { version } = document;
  const again = setInterval(() => void vscode.commands.executeCommand(command), 250);
  try {
    await eventually(`a change by ${command}`, vscode.workspace.onDidChangeTextDocument, () =>
      document.version > version ? true : undefined,
    );
  } finally {
    clearInterval(again);
  }
}
