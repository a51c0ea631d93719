import {
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AssetReader, FileAccess } from '../host';
import type { InitializationOptions } from '../protocol';
import { languageOf } from '../text/localized';
import { registerCheckFolder } from './checkFolder';
import { DiagnosticsPublisher, type Later } from './diagnostics';
import { registerEffective } from './effective';
import { followLiveServers } from './liveServers';
import { CAPABILITIES, registerFeatures } from './register';
import { Session } from './session';
import { followSettings } from './settings';
import { NAVIGATION_CAPABILITIES, registerNavigation } from './registerNavigation';
import { registerRelayPicture } from './relayPicture';
import { registerMigration } from './migration';
import { registerRendered } from './rendered';
import { registerStatus } from './status';
import { registerTableLanguage } from './tableLanguage';
import { registerTableRequests } from './tableRequests';

/** What differs between Node and a web worker. */
export interface Runtime {
  files(connection: Connection): FileAccess;
  assets(options: InitializationOptions): AssetReader;
  readonly later: Later;
}

/** Wires the connection and begins to listen. The mains create the connection and the runtime, nothing else. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params): InitializeResult => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const session = new Session({
      connection,
      documents,
      files: runtime.files(connection),
      assets: runtime.assets(options),
      language: languageOf(options.locale ?? params.locale),
      commands: options.commands ?? [],
    });
    const publisher = new DiagnosticsPublisher(session, runtime.later);
    documents.onDidChangeContent(() => publisher.schedule());
    documents.onDidClose(({ document }) => publisher.clear(document.uri));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      void session.forget(changes.map(({ uri }) => uri)).then(() => publisher.schedule());
    });
    followSettings(session, params.capabilities, () => publisher.schedule());
    registerFeatures(session);
    registerNavigation(session);
    registerStatus(session);
    registerCheckFolder(session);
    registerMigration(session);
    registerRendered(session);
    registerTableLanguage(session);
    registerTableRequests(session);
    registerEffective(session);
    const canRefresh = params.capabilities.workspace?.inlayHint?.refreshSupport === true;
    followLiveServers(session, canRefresh, () => publisher.schedule());
    registerRelayPicture(session);
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...CAPABILITIES,
        ...NAVIGATION_CAPABILITIES,
      },
      serverInfo: { name: 'mailwright' },
    };
  });
  documents.listen(connection);
  connection.listen();
}
