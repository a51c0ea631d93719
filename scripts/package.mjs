// npm run package [-- --install]: packs mailwright-VERSION.vsix, checks its size and, on demand, installs it.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installExtension, prepareCodeServer } from './lib/codeServer.mjs';
import { pack } from './lib/pack.mjs';

/** What the packed extension may weigh, in bytes. */
const BUDGET = 2 * 1024 * 1024;

/** Installs the package into an empty VS Code, which refuses what it cannot read. */
async function tryInstallation(vsix) {
  const data = await mkdtemp(join(tmpdir(), 'mailwright-package-'));
  try {
    await installExtension(await prepareCodeServer(console.log), data, vsix);
    console.log('it installs in VS Code');
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function main() {
  const vsix = await pack();
  const { size } = await stat(vsix);
  console.log(`${vsix}: ${Math.ceil(size / 1024)} kB of ${BUDGET / 1024} kB`);
  if (process.argv.includes('--install')) await tryInstallation(vsix);
  if (size > BUDGET) throw new Error('the package is over its budget');
}

main().catch((error) => {
  console.error(`package: ${error.message}`);
  process.exitCode = 1;
});
