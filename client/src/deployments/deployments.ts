import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlanView } from './planView';

/** What the commands that deploy share. */
export interface Deployments {
  readonly client: BaseLanguageClient;
  readonly view: PlanView;
  readonly log: vscode.LogOutputChannel;
  /** Diagnostics of the server's own programs. */
  readonly serverSays: vscode.DiagnosticCollection;
}
