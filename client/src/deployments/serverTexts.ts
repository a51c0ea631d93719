import * as vscode from 'vscode';
import type { FileChange } from '../deploy/plan/model';

/** Files as they are on a server, read-only, for the left side of a diff. */
const SCHEME = 'mailwright-server-file';

/** The contents of one plan; those of the plan before are forgotten. */
export class ServerTexts implements vscode.TextDocumentContentProvider {
  private texts: ReadonlyMap<string, string> = new Map();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;

  register(): vscode.Disposable {
    const registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
    return vscode.Disposable.from(this.changes, registration);
  }

  show(host: string, texts: ReadonlyMap<string, string>): void {
    this.texts = new Map([...texts].map(([path, text]) => [uriOf(host, path).toString(), text]));
    for (const uri of this.texts.keys()) this.changes.fire(vscode.Uri.parse(uri));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** Opens the difference that a change makes; false where the content is not for everybody's eyes. */
  async openDiff(host: string, change: FileChange, local: vscode.Uri | undefined): Promise<boolean> {
    const before = uriOf(host, change.path);
    if (change.kind !== 'add' && !this.texts.has(before.toString())) return false;
    const after = change.kind === 'remove' || !local ? uriOf(host, `${change.path}.removed`) : local;
    const title = `${change.path} (${host} ↔ ${vscode.l10n.t('planned')})`;
    await vscode.commands.executeCommand('vscode.diff', before, after, title);
    return true;
  }
}

const uriOf = (host: string, path: string): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, authority: host.replace(/[^\w.-]/g, '-'), path });
