// node scripts/vscode-suite.mjs --host code-server|web|desktop [--language zh-cn] [--grep TEXT] [--counts FILE]:
// test/vscode in a real VS Code. Only the web host brings other languages along.
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runInBrowser } from './lib/browserRun.mjs';
import { prepareCodeServer, startCodeServer } from './lib/codeServer.mjs';
import { SETTINGS } from './lib/hostSettings.mjs';
import { lazyMailHost } from './lib/mailHost.mjs';
import { inRoot, ROOT } from './lib/paths.mjs';
import { bundleSuite } from './lib/suiteBundle.mjs';
import { startDriver } from './lib/suiteDriver.mjs';
import { prepareWebWorkbench, startWebWorkbench } from './lib/webWorkbench.mjs';

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    language: { type: 'string' },
    grep: { type: 'string' },
    counts: { type: 'string' },
  },
});

const log = (line) => console.log(line);

/** What the console of the run says: the lines of the suite are shown, all of them are kept. */
function consoleOf(host) {
  const file = createWriteStream(inRoot(`dist/test/vscode/${host}.log`));
  return (line) => {
    file.write(`${line}\n`);
    const [, own] = /^suite\| (.*)/.exec(line) ?? [];
    if (own !== undefined) log(own);
  };
}

/** A code-server that has the repository as its extension and an empty folder as its workspace. */
async function inCodeServer({ suite, driver, pictures, data, onLine }) {
  const folder = join(data, 'server');
  await mkdir(folder);
  const server = await startCodeServer(await prepareCodeServer(log), { data, settings: SETTINGS });
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(ROOT)],
    ['extensionTestsPath', remote(inRoot(suite))],
    ['skipWelcome', 'true'],
  ];
  const url = new URL(server.url);
  url.searchParams.set('folder', folder);
  url.searchParams.set('payload', JSON.stringify(payload));
  try {
    return await runInBrowser({ url: url.href, route: driveTests, driver, pictures, log: onLine });
  } finally {
    await server.stop();
  }
}

/** The workbench obeys the payload only with its test driver on, and that is a setting of the page. */
async function driveTests(page) {
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        'developmentOptions&quot;:{',
        'developmentOptions&quot;:{&quot;enableSmokeTestDriver&quot;:true,',
      );
      await route.fulfill({ response, body });
    },
  );
  await allowDialogs(page);
}

/** In tests VS Code refuses what asks in a dialog; here somebody answers. */
const REFUSAL = 'async prompt(e){if(this.skipDialogs())';

async function allowDialogs(page) {
  await page.route('**/workbench/workbench.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (!body.includes(REFUSAL)) throw new Error('this workbench refuses dialogs in another way');
    await route.fulfill({ response, body: body.replace(REFUSAL, 'async prompt(e){if(false)') });
  });
}

async function inWeb({ suite, driver, pictures, onLine }) {
  const workbench = await startWebWorkbench(await prepareWebWorkbench(log), {
    suite,
    language: values.language,
  });
  try {
    return await runInBrowser({ url: workbench.url, driver, pictures, log: onLine });
  } finally {
    workbench.stop();
  }
}

/** The desktop: `$VSCODE_EXECUTABLE` where there is one, else the build that @vscode/test-electron downloads. */
async function inDesktop({ suite, data }) {
  const { runTests } = await import('@vscode/test-electron');
  const folder = join(data, 'server');
  await mkdir(join(data, 'user/User'), { recursive: true });
  await mkdir(folder);
  await writeFile(join(data, 'user/User/settings.json'), JSON.stringify(SETTINGS));
  const { VSCODE_EXECUTABLE } = process.env;
  return runTests({
    ...(VSCODE_EXECUTABLE && { vscodeExecutablePath: VSCODE_EXECUTABLE }),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: inRoot(suite),
    launchArgs: [folder, '--disable-extensions', `--user-data-dir=${join(data, 'user')}`],
  });
}

const HOSTS = { 'code-server': inCodeServer, web: inWeb, desktop: inDesktop };

async function main() {
  const host = HOSTS[values.host];
  if (!host) throw new Error(`--host is one of ${Object.keys(HOSTS).join(', ')}`);
  const pictures = inRoot(`dist/screenshots/${values.host}`);
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  const data = await mkdtemp(join(tmpdir(), 'mailwright-vscode-'));
  // A web worker has no sockets.
  const mailHost = values.host === 'web' ? undefined : lazyMailHost();
  const driver = await startDriver(pictures, data, mailHost);
  try {
    const suite = await bundleSuite(values.host, driver.url, values.grep);
    const code = await host({ suite, driver, pictures, data, onLine: consoleOf(values.host) });
    return await conclude(code, driver.result());
  } finally {
    driver.close();
    await mailHost?.close();
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function conclude(code, result) {
  if (!result) throw new Error(`the suite ended with ${code} and reported no counts`);
  const { passed, failed, skipped } = result;
  console.log(`${values.host}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (values.counts) await writeFile(values.counts, JSON.stringify(result));
  return code === 0 && failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
