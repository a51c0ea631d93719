/** What is shipped: one bundle a place it runs in. `budget` is in kilobytes of the minified file. */
const NODE = { platform: 'node', format: 'cjs', target: 'node20' };
const WORKER = { platform: 'browser', target: 'es2022' };
const COMMAND = { ...NODE, banner: { js: '#!/usr/bin/env node' } };

/** Faster parts of ssh2 that it does without: they would have to be compiled for each machine. */
const SSH_EXTRAS = ['cpu-features', '*.node'];

export const BUNDLES = [
  {
    entry: 'client/src/node/extension.ts',
    out: 'dist/client/extension.js',
    // With SSH, and Postfix's parsers for the plans of deploys.
    budget: 1100,
    options: { ...NODE, external: ['vscode', ...SSH_EXTRAS] },
  },
  {
    entry: 'client/src/browser/extension.ts',
    out: 'dist/client/extension.browser.js',
    budget: 500,
    options: { ...WORKER, format: 'cjs', external: ['vscode'] },
  },
  {
    entry: 'client/src/webview/relayPicture.ts',
    out: 'dist/client/relayPicture.js',
    budget: 20,
    options: { ...WORKER, format: 'iife' },
  },
  {
    entry: 'client/src/webview/relayPicture.css',
    out: 'dist/client/relayPicture.css',
    budget: 10,
    options: {},
  },
  { entry: 'server/src/node/main.ts', out: 'dist/server/main.js', budget: 1250, options: COMMAND },
  {
    entry: 'server/src/browser/main.ts',
    out: 'dist/server/worker.js',
    budget: 1250,
    options: { ...WORKER, format: 'iife' },
  },
  {
    // The command line with servers: what stays on this machine is server/src/cli.
    entry: 'client/src/cli/node/main.ts',
    out: 'dist/server/cli.js',
    budget: 1450,
    // What jsonc-parser offers to Node's require finds its own parts only beside itself.
    options: { ...COMMAND, external: SSH_EXTRAS, mainFields: ['module', 'main'] },
  },
];
