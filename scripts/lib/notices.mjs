import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** The folders of the npm packages that went into the bundles, e.g. `node_modules/semver`. */
function packagesIn(metafiles) {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(inputs.map((input) => folder.exec(input)?.[0]).filter(Boolean))].sort();
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(inRoot(join(folder, 'package.json')), 'utf8'));
  const file = (await readdir(inRoot(folder))).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(inRoot(join(folder, file)), 'utf8') : `Licence: ${license}`;
  return `${name} ${version}\n\n${text.trim()}\n`;
}

/** The licences of everything bundled ask to be shipped with it. */
export async function writeNotices(metafiles) {
  const notices = await Promise.all(packagesIn(metafiles).map(notice));
  await writeFile(inRoot('dist/THIRD-PARTY-NOTICES.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));
}
