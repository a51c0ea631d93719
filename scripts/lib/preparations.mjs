import { ensureChroot } from './chroots.mjs';
import { prepareCodeServer } from './codeServer.mjs';
import { ensureDebianPackages } from './debian.mjs';
import { ensurePackages } from './npmPackages.mjs';
import { prepareWebWorkbench } from './webWorkbench.mjs';

/** What suites need to be there, and what must be there before it can be fetched itself. */
const PREPARATIONS = {
  packages: { after: [], run: ensurePackages },
  debian: { after: [], run: ensureDebianPackages },
  trixie: { after: ['debian'], run: (log) => ensureChroot('trixie', log) },
  'code-server': { after: [], run: prepareCodeServer },
  'web workbench': { after: [], run: prepareWebWorkbench },
};

/**
 * Starts preparations in the background, each once. A promise of the result is either empty or the reason
 * why the preparation failed; it never rejects.
 */
export function createPreparations(print) {
  const started = new Map();
  const prepare = (name) => {
    if (!started.has(name)) started.set(name, begin(name));
    return started.get(name);
  };
  async function begin(name) {
    const { after, run } = PREPARATIONS[name];
    for (const earlier of after) await prepare(earlier);
    const log = (line) => print(`  · ${name}: ${line}`);
    try {
      await run(log);
      return undefined;
    } catch (error) {
      log(`failed: ${error.message}`);
      return `${name}: ${error.message.split('\n')[0]}`;
    }
  }
  return prepare;
}
