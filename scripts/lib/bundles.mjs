/** What is shipped: one bundle a place it runs in. `budget` is in kilobytes of the minified file. */
const NODE = { platform: 'node', format: 'cjs', target: 'node20' };
const WORKER = { platform: 'browser', target: 'es2022' };
const COMMAND = { ...NODE, banner: { js: '#!/usr/bin/env node' } };

export const BUNDLES = [
  {
    entry: 'client/src/node/extension.ts',
    out: 'dist/client/extension.js',
    budget: 900,
    // Both are faster parts of ssh2 that it does without: they would have to be compiled for each machine.
    options: { ...NODE, external: ['vscode', 'cpu-features', '*.node'] },
  },
  {
    entry: 'client/src/browser/extension.ts',
    out: 'dist/client/extension.browser.js',
    budget: 500,
    options: { ...WORKER, format: 'cjs', external: ['vscode'] },
  },
  { entry: 'server/src/node/main.ts', out: 'dist/server/main.js', budget: 900, options: COMMAND },
  {
    entry: 'server/src/browser/main.ts',
    out: 'dist/server/worker.js',
    budget: 900,
    options: { ...WORKER, format: 'iife' },
  },
  { entry: 'server/src/node/cli.ts', out: 'dist/server/cli.js', budget: 700, options: COMMAND },
];
