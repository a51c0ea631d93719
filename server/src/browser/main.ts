import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../lsp/startServer';
import { fetchedAssets, filesOfClient } from './host';

const scope = self as DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
  files: filesOfClient,
  assets: (options) => fetchedAssets(options.assets ?? ''),
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
