import { spawn, spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { resolve } from 'node:path';
import { median, table } from './measure';

const ROOT = resolve(__dirname, '..', '..');
const RUNS = { runs: 15, warmUp: 3 };

/** From the start of a server's process to its answer to `initialize`. */
function initialize(script: string, argv: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const server = spawn(process.execPath, [script, ...argv], { stdio: ['pipe', 'pipe', 'inherit'] });
    server.on('error', failed);
    server.stdout.once('data', () => {
      server.kill();
      done();
    });
    const params = { processId: null, rootUri: null, capabilities: {} };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
}

function command(argv: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, argv, { stdio: 'ignore' });
  return performance.now() - start;
}

async function main(): Promise<void> {
  const json = require.resolve('vscode-langservers-extracted/bin/vscode-json-language-server');
  const server = resolve(ROOT, 'dist/server/main.js');
  const cli = resolve(ROOT, 'dist/server/cli.js');
  const sample = resolve(ROOT, 'test/fixtures/servers/users-story');
  const rows: [string, () => unknown][] = [
    ['mailwright-language-server → initialize', () => initialize(server, ['--stdio'])],
    ['JSON language server → initialize', () => initialize(json, ['--stdio'])],
    ['mailwright check (sample server)', () => command([cli, 'check', sample])],
    ['node -e 0', () => command(['-e', '0'])],
  ];
  const measured: string[][] = [];
  for (const [name, run] of rows) measured.push([name, (await median(run, RUNS)).toFixed(0)]);
  process.stdout.write(`\n${table(['process start (median)', 'ms'], measured)}\n`);
}

void main();
