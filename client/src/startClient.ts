import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  CONVERT_TO_LF,
  EXPLAIN_RELAYING,
  LIST_DIRECTORY,
  READ_FILE,
  MIGRATE_DOVECOT,
  RENAME_AT,
  SETTINGS_SECTION,
  STAT_FILE,
  type InitializationOptions,
  type ListDirectoryResult,
  type ReadFileResult,
  type StatFileResult,
  type UriParams,
} from '../../server/src/protocol';
import { registerCommands } from './commands/register';
import { LANGUAGES } from './languages';
import { followLineEnds } from './lineEnds';
import { followTableLanguages } from './tableLanguages';
import { showStatus } from './views/status';

/** Creates the client for a host: a Node process, or a web worker. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the server and all that shows it. Node and web differ in the factory alone. */
export async function startClient(
  context: vscode.ExtensionContext,
  create: ClientFactory,
): Promise<BaseLanguageClient> {
  const output = vscode.window.createOutputChannel('Mailwright', { log: true });
  const client = create(clientOptions(context, output));
  context.subscriptions.push(output, client);
  answerFileRequests(client);
  registerCommands(context, client, output);
  context.subscriptions.push(showStatus(client), followLineEnds(client), followTableLanguages(client));
  try {
    await client.start();
  } catch (error) {
    // Not awaited: the message stays until somebody has read it.
    void offerHelp(output, error);
  }
  return client;
}

function clientOptions(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): LanguageClientOptions {
  const assets = vscode.Uri.joinPath(context.extensionUri, 'dist', 'knowledge').toString(true);
  const initializationOptions: InitializationOptions = {
    locale: vscode.env.language,
    assets,
    commands: [CONVERT_TO_LF, RENAME_AT, EXPLAIN_RELAYING, MIGRATE_DOVECOT],
  };
  return {
    documentSelector: LANGUAGES.map((language) => ({ language })),
    outputChannel: output,
    initializationOptions,
    synchronize: {
      configurationSection: SETTINGS_SECTION,
      // Tables, certificates and what postmap makes of tables lie beside the files that name them.
      fileEvents: [
        '**/{main,master}.cf',
        '**/postfix/**',
        '**/etc/aliases*',
        '**/dovecot/**',
        '**/sas*/smtpd.conf',
        '**/dovecot.conf',
      ].map((pattern) => vscode.workspace.createFileSystemWatcher(pattern)),
    },
  };
}

/** A server in a worker sees no disk; the editor's own file systems answer for it. */
function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(READ_FILE, async ({ uri }: UriParams): Promise<ReadFileResult> => {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
      return { text: new TextDecoder().decode(bytes) };
    } catch {
      return { text: null };
    }
  });
  client.onRequest(LIST_DIRECTORY, async ({ uri }: UriParams): Promise<ListDirectoryResult> => {
    try {
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
      return { entries: entries.map(([name, type]) => ({ name, type: entryType(type) })) };
    } catch {
      return { entries: [] };
    }
  });
  client.onRequest(STAT_FILE, async ({ uri }: UriParams): Promise<StatFileResult> => {
    try {
      const { type, mtime, size } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
      return { stat: { type: entryType(type), modified: mtime, size } };
    } catch {
      return { stat: null };
    }
  });
}

function entryType(type: vscode.FileType): 'file' | 'directory' | 'other' {
  if (type & vscode.FileType.File) return 'file';
  return type & vscode.FileType.Directory ? 'directory' : 'other';
}

async function offerHelp(output: vscode.LogOutputChannel, error: unknown): Promise<void> {
  output.error(error instanceof Error ? error : String(error));
  const showLog = vscode.l10n.t('Show Log');
  const message = vscode.l10n.t('The Mailwright language server did not start. Its log tells why.');
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) output.show();
}
