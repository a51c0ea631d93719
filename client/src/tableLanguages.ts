import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { TABLE_LANGUAGE, type TableLanguageResult, type UriParams } from '../../server/src/protocol';
import { TABLE_LANGUAGES } from './languages';

/** Languages that may be wrong: none at all, and those that were told from a file's name. */
const TOLD_BY_NAME: ReadonlySet<string> = new Set(['plaintext', 'dovecot-passwd', ...TABLE_LANGUAGES]);

/** Files whose settings name tables and password files. */
const NAMES_FILES = /\/(?:main|master)\.cf$|\/dovecot[^/]*\/(?:.*\/)?[^/]+\.conf(?:\.ext)?$/;

/**
 * Gives files the language that they have by their use in main.cf, master.cf and dovecot.conf, whatever their names are. What the
 * user says rules: in `files.associations`, or by another choice for an open document.
 */
export function followTableLanguages(client: BaseLanguageClient): vscode.Disposable {
  /** The language in which each document was left. */
  const left = new WeakMap<vscode.TextDocument, string>();
  const settle = async (document: vscode.TextDocument): Promise<void> => {
    const known = left.get(document) ?? document.languageId;
    if (!client.isRunning() || known !== document.languageId) return;
    if (!TOLD_BY_NAME.has(known) || isAssociated(document)) return;
    left.set(document, known);
    const params: UriParams = { uri: document.uri.toString() };
    const { language } = await client.sendRequest<TableLanguageResult>(TABLE_LANGUAGE, params);
    if (language === null || document.isClosed || document.languageId !== known) return;
    left.set(document, language);
    if (language !== known) await vscode.languages.setTextDocumentLanguage(document, language);
  };
  const settleAll = (): void => vscode.workspace.textDocuments.forEach((document) => void settle(document));
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(settle),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (NAMES_FILES.test(uri.path)) settleAll();
    }),
    client.onDidChangeState(settleAll),
  );
}

function isAssociated(document: vscode.TextDocument): boolean {
  const files = vscode.workspace.getConfiguration('files', document);
  const associations = files.get<Readonly<Record<string, string>>>('associations', {});
  const patterns = Object.keys(associations).map((glob) => (glob.includes('/') ? glob : `**/${glob}`));
  return patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}
