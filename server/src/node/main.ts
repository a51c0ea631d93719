import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../lsp/startServer';
import { nodeAssets, nodeFiles } from './host';

startServer(createConnection(ProposedFeatures.all), {
  files: () => nodeFiles,
  assets: () => nodeAssets(join(__dirname, '..', 'knowledge')),
  later(run, milliseconds) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
