import * as vscode from 'vscode';
import { readMarkers } from '../support/markers.js';
import { present } from './expect.js';

/** Id of the extension: publisher and name of the manifest. */
const EXTENSION = 'mailwright.mailwright';

export const extension = (): vscode.Extension<unknown> =>
  present(vscode.extensions.getExtension(EXTENSION), `the extension ${EXTENSION}`);

/** A mail server of a scene: its files in a folder of their own, the first one open with the caret in it. */
export interface OpenServer {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
  readonly caret: vscode.Position;
  /** The address of one of its files. */
  readonly uri: (name: string) => vscode.Uri;
}

let scenes = 0;

const sceneFolder = (): vscode.Uri => {
  const folder = present(vscode.workspace.workspaceFolders?.[0], 'the workspace folder');
  return vscode.Uri.joinPath(folder.uri, `mail-${String(scenes)}`);
};

/**
 * Writes the files of a mail server below the workspace folder, whatever file system that is on (a disk, the disk
 * of a remote machine, the memory of the web workbench), opens the first and waits until the language server runs.
 *
 * @param files name, such as `main.cf`, to text; `<|>` marks the caret
 */
export async function openServer(files: Readonly<Record<string, string>>): Promise<OpenServer> {
  scenes += 1;
  const directory = vscode.Uri.joinPath(sceneFolder(), 'etc', 'postfix');
  const uri = (name: string): vscode.Uri => vscode.Uri.joinPath(directory, name);
  for (const [name, marked] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(uri(name), new TextEncoder().encode(readMarkers(marked).text));
  }
  const [[name, marked] = ['main.cf', '']] = Object.entries(files);
  const document = await vscode.workspace.openTextDocument(uri(name));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await extension().activate();
  const caret = document.positionAt(readMarkers(marked).caret ?? 0);
  editor.selection = new vscode.Selection(caret, caret);
  return { document, editor, caret, uri };
}

/** Asks VS Code's own command for what a provider answers. */
export const ask = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`vscode.${command}`, ...args);

/** The whole of a document, as a range. */
export const whole = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(0, 0, document.lineCount, 0);

export async function applyEdits(uri: vscode.Uri, edits: readonly vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, [...edits]);
  await vscode.workspace.applyEdit(edit);
}

/** Leaves nothing of a scene: neither its editors and panels nor its files. */
export async function tidyUp(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await vscode.workspace.fs.delete(sceneFolder(), { recursive: true });
}
