import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { ROOT } from './paths.mjs';

/** Mocha's browser build would take `module.exports` of the whole bundle for itself. */
const mochaAsGlobal = {
  name: 'mocha-as-global',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `var module, exports, define;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

/**
 * Bundles the suite for one host.
 *
 * @param {'code-server' | 'web' | 'desktop'} host
 * @param {string} driver the address of the driver, known only now and fixed in the bundle
 * @param {string} grep scenes whose name holds this are run, by default all
 */
export async function bundleSuite(host, driver, grep = '') {
  const outfile = `dist/test/vscode/${host}.js`;
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/vscode/index.ts'],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: host === 'web' ? 'browser' : 'node',
    target: 'es2022',
    sourcemap: 'inline',
    external: ['vscode'],
    loader: { '.cf': 'text' },
    plugins: [mochaAsGlobal],
    logLevel: 'warning',
    define: {
      SUITE_HOST: JSON.stringify(host),
      SUITE_DRIVER: JSON.stringify(driver),
      SUITE_GREP: JSON.stringify(grep),
    },
  });
  return outfile;
}
