import { mocha } from './mocha.js';
import './scenes/index.js';
import { report } from './screen.js';

/** What VS Code calls. The counts go to the driver; failing tests make the exit code. */
export async function run(): Promise<void> {
  const counts = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => {
      const { stats } = runner;
      if (stats) resolve(stats);
    });
  });
  await report({ passed: counts.passes, failed: counts.failures, skipped: counts.pending });
  if (counts.failures > 0) throw new Error(`${String(counts.failures)} tests failed`);
}
