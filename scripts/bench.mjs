// npm run bench: what an editor waits for, beside other language services; and what a process start costs.
// Figures are printed, never asserted: another machine has others, the ratios are what counts.
import { spawnSync } from 'node:child_process';
import { inRoot } from './lib/paths.mjs';

const run = (argv) => {
  const { status } = spawnSync(process.execPath, argv, { cwd: inRoot('.'), stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run(['scripts/bundle.mjs']);
run(['--expose-gc', '--import', 'tsx', 'test/bench/languageServices.ts']);
run(['--import', 'tsx', 'test/bench/startUp.ts']);
run(['--import', 'tsx', 'test/bench/hovers.ts']);
run(['--import', 'tsx', 'test/bench/deploy.ts']);
