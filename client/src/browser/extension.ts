import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { startClient } from '../startClient';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'worker.js');
  await startClient(
    context,
    (options) => new LanguageClient('mailwright', 'Mailwright', () => startWorker(script), options),
  );
}

/**
 * Each start gets a worker of its own. It is handed over as transports: a worker that an extension makes is no
 * `Worker` to the library's `instanceof`.
 */
function startWorker(script: vscode.Uri): Promise<MessageTransports> {
  const worker = new Worker(script.toString(true));
  return Promise.resolve({
    reader: new BrowserMessageReader(worker),
    writer: new BrowserMessageWriter(worker),
  });
}
