import { join } from 'node:path';
import { openChromium } from './chromium.mjs';

/** A run takes one or two minutes; a workbench that hangs for this long will not come back. */
const LONGEST_RUN = 600_000;

/** What VS Code prints when telemetry and galleries cannot be reached. */
const NOISE =
  /ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION|FAILED|ABORTED|BLOCKED)|net::|404 \(|telemetry|marketplace|open-vsx|chat|copilot/i;

/**
 * Opens a workbench that runs a suite, and waits for its exit code.
 *
 * @param {{ url: string, route?: (page: import('playwright-core').Page) => Promise<void>, driver: object,
 *   pictures: string, locale?: string, log: (line: string) => void }} options
 *   `route` may answer requests of the page itself
 * @returns {Promise<number>} the exit code of the suite
 */
export async function runInBrowser({ url, route, driver, pictures, locale, log }) {
  const { page, close } = await openChromium({ locale });
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !NOISE.test(message.text())) errors.push(message.text());
  });
  try {
    await route?.(page);
    const exited = suiteExit(page, log);
    await (
      await exited.listen
    )();
    driver.usePage(page);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return await exited.code;
  } catch (error) {
    await page.screenshot({ path: join(pictures, 'failed-run.png') }).catch(() => undefined);
    for (const line of errors.slice(-20)) log(`  console: ${line}`);
    throw error;
  } finally {
    driver.usePage(undefined);
    await close();
  }
}

/** The two functions that VS Code calls in the page when a suite prints something, and when it ends. */
function suiteExit(page, log) {
  let late;
  let end;
  const code = new Promise((resolve, reject) => {
    late = setTimeout(() => reject(new Error('the suite did not end')), LONGEST_RUN);
    end = resolve;
  }).finally(() => clearTimeout(late));
  const listen = async () => {
    await page.exposeFunction('codeAutomationLog', (_type, args) => log(args.map(String).join(' ')));
    await page.exposeFunction('codeAutomationExit', (exitCode) => end(exitCode));
  };
  return { code, listen };
}
