import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { need } from './processes.mjs';

const packagesOf = (file) =>
  existsSync(inRoot(file)) ? JSON.parse(readFileSync(inRoot(file), 'utf8')).packages : {};

/** Whether node_modules holds exactly the versions of package-lock.json (npm keeps its own list of them). */
function upToDate() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(([path, { version, optional, peer }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional ?? peer);
  });
}

/** Installs the npm packages when they are missing or not those of package-lock.json. */
export async function ensurePackages(log) {
  if (upToDate()) return;
  log('installing the npm packages of package-lock.json');
  // No install script is needed: what is native comes as a package of its own.
  await need('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
