// npm start [-- DIR]: opens VS Code with the extension on a folder, by default on the sample server.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installExtension, prepareCodeServer, startCodeServer } from './lib/codeServer.mjs';
import { SETTINGS as QUIET_SETTINGS } from './lib/hostSettings.mjs';
import { ensurePackages } from './lib/npmPackages.mjs';
import { onPath } from './lib/onPath.mjs';
import { inRoot, ROOT } from './lib/paths.mjs';
import { need, run } from './lib/processes.mjs';

const SAMPLE = inRoot('test/fixtures/servers/users-story');

/** As in the tests; a person decides when a file is saved. */
const SETTINGS = { ...QUIET_SETTINGS, 'files.autoSave': 'off' };

/** Where a folder may have the file that is opened first. */
const MAIN_CF = ['main.cf', 'postfix/main.cf', 'etc/postfix/main.cf'];

const log = (line) => console.log(`· ${line}`);

/** The folder to open, relative to where npm was called (npm itself changes to the repository). */
function folderToOpen([given]) {
  if (!given) return SAMPLE;
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new Error(`${folder} is not a folder`);
}

async function openDesktop(code, folder) {
  log('building');
  await need('node', [inRoot('scripts/bundle.mjs')]);
  log(`opening ${folder} in VS Code; this command ends when its window is closed`);
  return run(code, ['--new-window', '--wait', `--extensionDevelopmentPath=${ROOT}`, folder]);
}

async function openInBrowser(folder) {
  const { pack } = await import('./lib/pack.mjs');
  const host = await prepareCodeServer(log);
  log('building and packing the extension');
  const data = inRoot('.cache/start');
  await installExtension(host, data, await pack());
  const server = await startCodeServer(host, { data, settings: SETTINGS });
  const url = new URL(server.url);
  url.searchParams.set('folder', folder);
  const file = MAIN_CF.map((path) => join(folder, path)).find((path) => existsSync(path));
  if (file) {
    const opened = [['openFile', `vscode-remote://${server.authority}${file}`]];
    url.searchParams.set('payload', JSON.stringify(opened));
  }
  console.log(`\nVS Code is running. Open this address in a browser:\n\n  ${url}\n`);
  if (process.env.SSH_CONNECTION) {
    const { port } = url;
    console.log(`From another machine, first: ssh -L ${port}:127.0.0.1:${port} THIS-MACHINE\n`);
  }
  console.log('Ctrl-C stops it.');
  return server.exited;
}

async function main() {
  // Ctrl-C is the way to end this command, not a failure.
  process.exitCode = 0;
  const folder = folderToOpen(process.argv.slice(2));
  await ensurePackages(log);
  const code = onPath('code');
  return code ? openDesktop(code, folder) : openInBrowser(folder);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
