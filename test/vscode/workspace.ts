import * as vscode from 'vscode';
import { readMarkers } from '../support/markers.js';
import { present } from './expect.js';
import { eventually } from './waiting.js';

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

/** Folders of the running scene. */
const folders: vscode.Uri[] = [];
let scenes = 0;

function newFolder(name = `mail-${String((scenes += 1))}`): vscode.Uri {
  const workspace = present(vscode.workspace.workspaceFolders?.[0], 'the workspace folder');
  const folder = vscode.Uri.joinPath(workspace.uri, name);
  folders.push(folder);
  return folder;
}

/**
 * Writes the files of a mail server below the workspace folder, whatever file system that is on (a disk, the disk
 * of a remote machine, the memory of the web workbench), opens the first and waits until the language server runs.
 *
 * @param files name, such as `main.cf`, to text; `<|>` marks the caret
 * @param name of the server's folder, for scenes whose picture shows it
 */
export async function openServer(
  files: Readonly<Record<string, string>>,
  name?: string,
): Promise<OpenServer> {
  const directory = vscode.Uri.joinPath(newFolder(name), 'etc', 'postfix');
  const uri = (file: string): vscode.Uri => vscode.Uri.joinPath(directory, file);
  for (const [file, marked] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(uri(file), new TextEncoder().encode(readMarkers(marked).text));
  }
  const [[first, marked] = ['main.cf', '']] = Object.entries(files);
  const editor = await edit(uri(first));
  const { document } = editor;
  await extension().activate();
  const caret = document.positionAt(readMarkers(marked).caret ?? 0);
  editor.selection = new vscode.Selection(caret, caret);
  return { document, editor, caret, uri };
}

/**
 * Opens a file as a user does. Unlike a document that an extension opens, it is closed with its editor.
 */
export async function edit(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  // A panel that was open may have kept the focus; hovers and lists close in an editor without it.
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  const isIt = (editor: vscode.TextEditor | undefined): vscode.TextEditor | undefined =>
    editor?.document.uri.toString() === uri.toString() ? editor : undefined;
  return eventually(`the editor of ${uri.path}`, vscode.window.onDidChangeActiveTextEditor, () =>
    isIt(vscode.window.activeTextEditor),
  );
}

/** Asks VS Code's own command for what a provider answers. */
export const ask = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`vscode.${command}`, ...args);

export function textOfHovers(hovers: readonly vscode.Hover[]): string {
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** The whole of a document, as a range. */
export const whole = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(0, 0, document.lineCount, 0);

export async function applyEdits(uri: vscode.Uri, edits: readonly vscode.TextEdit[]): Promise<void> {
  const all = new vscode.WorkspaceEdit();
  all.set(uri, [...edits]);
  await vscode.workspace.applyEdit(all);
}

/** Leaves nothing of a scene: neither its editors and panels nor its files. */
export async function tidyUp(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  for (const folder of folders.splice(0)) await vscode.workspace.fs.delete(folder, { recursive: true });
  await vscode.commands.executeCommand('workbench.files.action.refreshFilesExplorer');
  await vscode.commands.executeCommand('notifications.clearAll');
}
