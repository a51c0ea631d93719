// npm run screenshots: takes the pictures of the README anew, English ones in code-server, Chinese ones in the
// web workbench (which has the translations of VS Code), and copies them to images/screenshots.
import { copyFile, mkdir } from 'node:fs/promises';
import { inRoot } from './lib/paths.mjs';
import { need, run } from './lib/processes.mjs';

/** Picture of the suite → its name in the README. */
const PICTURES = {
  'sample-fix': 'fix',
  'sample-hover': 'hover',
  'sample-complete': 'complete',
  'sample-services': 'services',
  'relay-picture': 'relay',
};

const HOSTS = [
  { host: 'code-server', language: 'en' },
  { host: 'web', language: 'zh-cn' },
];

async function takePictures({ host, language }) {
  const suite = inRoot('scripts/vscode-suite.mjs');
  const code = await run('node', [suite, '--host', host, '--language', language]);
  const target = inRoot(`images/screenshots/${language}`);
  await mkdir(target, { recursive: true });
  for (const [picture, name] of Object.entries(PICTURES)) {
    await copyFile(inRoot(`dist/screenshots/${host}/${picture}.png`), `${target}/${name}.png`);
  }
  return code;
}

async function main() {
  await need('node', [inRoot('scripts/bundle.mjs')]);
  const codes = [];
  for (const host of HOSTS) codes.push(await takePictures(host));
  if (codes.some((code) => code !== 0)) throw new Error('the pictures are taken, but scenes have failed');
}

main().catch((error) => {
  console.error(`screenshots: ${error.message}`);
  process.exitCode = 1;
});
