import { readFile } from 'node:fs/promises';
import { inRoot, ROOT } from './paths.mjs';
import { need } from './processes.mjs';

/** Builds the extension and packs it into mailwright-VERSION.vsix. Returns the path of the file. */
export async function pack() {
  await need('node', [inRoot('scripts/bundle.mjs')]);
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const packagePath = inRoot(`mailwright-${version}.vsix`);
  const { createVSIX } = await import('@vscode/vsce');
  await createVSIX({
    cwd: ROOT,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}
