import * as vscode from 'vscode';
import type { LocalFiles } from '../deploy/localFiles';

/** A folder of the workspace, on whatever file system it is. Rejects for anything but "there is no such file". */
export function editorFolder(root: vscode.Uri): LocalFiles {
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(root, ...path.split('/'));
  const { fs } = vscode.workspace;
  return {
    list: async (directory) => {
      const entries = await ifThere(fs.readDirectory(at(directory)), []);
      return entries.map(([name, type]) => ({ name, directory: (type & vscode.FileType.Directory) !== 0 }));
    },
    read: async (path) => {
      const content = await ifThere(fs.readFile(at(path)), undefined);
      return content && { content };
    },
    // Directories are made by VS Code.
    write: async (path, content) => fs.writeFile(at(path), content),
    remove: (path) => ifThere(fs.delete(at(path)), undefined),
  };
}

async function ifThere<T>(work: Thenable<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return otherwise;
    throw error;
  }
}
