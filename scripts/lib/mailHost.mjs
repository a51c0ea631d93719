import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot, ROOT } from './paths.mjs';

/** The mail server of test/support/hosts/serve.ts, started when it is first wanted. */
export function lazyMailHost() {
  let started;
  const start = () => {
    const child = spawn(process.execPath, ['--import', 'tsx', inRoot('test/support/hosts/serve.ts')], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const next = async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error('the mail server is gone');
      return JSON.parse(value);
    };
    return { child, ended, next, ready: next() };
  };
  const host = () => (started ??= start());
  return {
    /** How to get there, or `{missing}` with the reason why there is none. */
    about: () => host().ready,
    async run(script) {
      await host().ready;
      host().child.stdin.write(`${JSON.stringify(script)}\n`);
      return host().next();
    },
    async close() {
      started?.child.stdin.end();
      await started?.ended;
    },
  };
}
