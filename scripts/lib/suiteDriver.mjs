import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How long something may take to appear, in milliseconds. */
const PATIENCE = 30_000;

/**
 * What a suite inside VS Code asks from outside, over HTTP on the loopback interface because a web worker
 * has nothing else:
 *
 * - `POST /look {selector, picture?, patience?}` waits until the selector is visible, takes a
 *   screenshot of the window and answers `{text}`, or `{error}`; without a page (the desktop) 501.
 *   `webview: true` looks into the page of an extension instead of the workbench.
 * - `POST /mail-host` answers how a real mail server is reached, `{name, address, config}`, or `{missing}`;
 *   501 where the extension has no Node to reach it with.
 * - `POST /mail-host/run {script}` runs a shell script there as root and answers `{stdout}` or `{error}`.
 * - `POST /click {selector, patience?}` clicks in the page of an extension;
 * - `POST /answer {selector, text?, patience?}` clicks on something of the workbench, or types a text there and Enter;
 *   501 without a page.
 * - `POST /search {text}` answers `{files}`: those of VS Code's data that hold the text.
 * - `POST /result {passed, failed, skipped}` hands over the counts.
 */
export async function startDriver(pictures, data, mailHost) {
  const state = { page: undefined, result: undefined };
  const routes = {
    '/look': (request) => look(state.page, pictures, request),
    '/mail-host': () => mailHost?.about(),
    '/mail-host/run': ({ script }) => mailHost?.run(script),
    '/click': (request) => click(state.page, request),
    '/answer': (request) => answerIn(state.page, request),
    '/search': ({ text }) => search(data, text),
    '/result': (result) => {
      state.result = result;
      return {};
    },
  };
  const server = createServer((request, response) => void answer(routes, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    usePage: (page) => (state.page = page),
    result: () => state.result,
    close: () => server.close(),
  };
}

async function answer(routes, request, response) {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
  const route = routes[request.url];
  if (request.method !== 'POST' || !route) return response.writeHead(204, headers).end();
  let body = '';
  for await (const chunk of request) body += chunk;
  const result = await Promise.resolve(route(JSON.parse(body || '{}'))).catch((error) => ({
    error: messageOf(error),
  }));
  response.writeHead(result ? 200 : 501, { ...headers, 'Content-Type': 'application/json' });
  response.end(JSON.stringify(result ?? {}));
}

const messageOf = ({ message }) => stripVTControlCharacters(message).trim();

/** The workbench keeps each page of an extension in a frame, and that in one of its own. */
const webviewOf = (page) => page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');

async function click(page, { selector, patience = PATIENCE }) {
  if (!page) return undefined;
  await webviewOf(page).locator(selector).first().click({ timeout: patience });
  return {};
}

async function answerIn(page, { selector, text, patience = PATIENCE }) {
  if (!page) return undefined;
  const found = page.locator(selector).first();
  if (text === undefined) await found.click({ timeout: patience });
  else {
    await found.fill(text, { timeout: patience });
    await found.press('Enter');
  }
  return {};
}

/** The text does not show in the list of processes. */
function search(folder, text) {
  const { status, stdout, stderr } = spawnSync('grep', ['-rlaF', '-f', '-', folder], {
    input: `${text}\n`,
    encoding: 'utf8',
  });
  if (status > 1) throw new Error(stderr);
  return { files: stdout.split('\n').filter(Boolean) };
}

async function look(page, pictures, { selector, picture, webview = false, patience = PATIENCE }) {
  if (!page) return undefined;
  const found = (webview ? webviewOf(page) : page).locator(selector).first();
  try {
    await found.waitFor({ state: 'visible', timeout: patience });
    // A widget may close again at any time: what it says is read at once, and its loss is told soon.
    const text = await found.innerText({ timeout: patience });
    if (picture) await photograph(page, pictures, picture);
    return { text };
  } catch (error) {
    await photograph(page, pictures, `missing-${picture ?? 'something'}`);
    throw error;
  }
}

/** What VS Code advertises itself, and what has nothing to do with the extension. */
const STYLE = '[id="chat.statusBarEntry"] { display: none !important }';

const photograph = (page, pictures, name) =>
  page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', style: STYLE });
