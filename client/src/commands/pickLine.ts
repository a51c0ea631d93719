import * as vscode from 'vscode';
import type { AnswerLine } from '../../../server/src/protocol';

interface LineItem extends vscode.QuickPickItem {
  readonly place?: AnswerLine['place'];
}

/** Shows the lines of an answer, and goes to the one that is chosen. */
export async function pickLine(lines: readonly AnswerLine[], title: string): Promise<void> {
  const chosen = await vscode.window.showQuickPick(lines.map(toItem), { title, matchOnDescription: true });
  if (!chosen?.place) return;
  const { uri, range } = chosen.place;
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  const shown = new vscode.Range(
    new vscode.Position(range.start.line, range.start.character),
    new vscode.Position(range.end.line, range.end.character),
  );
  editor.selection = new vscode.Selection(shown.start, shown.end);
  editor.revealRange(shown, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function toItem({ kind, text, place }: AnswerLine): LineItem {
  if (kind === 'heading') return { label: text, kind: vscode.QuickPickItemKind.Separator };
  const label = kind === 'answer' ? `$(arrow-right) ${text}` : text;
  if (!place) return { label };
  const file = place.uri.slice(place.uri.lastIndexOf('/') + 1);
  return { label, description: `${file}:${String(place.range.start.line + 1)}`, place };
}
