import * as vscode from 'vscode';

/** Scheme of documents that show what a server has; they cannot be edited. */
const SCHEME = 'mailwright-server';

/** Which side a document shows: files and listings of the server, and what is compared with them. */
export type Side = 'files' | 'listings' | 'facts' | 'here';

/** Above all documents of a host. */
export const hostRoot = (host: string): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(host)}` });

/** @param path of the server, with or without the slash at its begin */
export const serverUri = (host: string, side: Side, path: string): vscode.Uri =>
  vscode.Uri.joinPath(hostRoot(host), side, path);

/** The texts of these documents, as they were when they were last asked for. */
export class ServerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  /** A document whose window outlived the connection is empty until the command runs again. */
  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  set(uri: vscode.Uri, text: string): void {
    this.texts.set(uri.toString(), text);
    this.changes.fire(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }
}
