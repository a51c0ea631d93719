import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { inRoot } from './paths.mjs';

const SOURCE = inRoot('server/knowledge');
const TARGET = inRoot('dist/knowledge');

/**
 * Writes the knowledge base as the server reads it: the facts without white space, and for each product and
 * language one file of prose (`postfix/docs/en.json`).
 */
export async function writeAssets() {
  const entries = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const facts = files.filter((file) => /[\\/]facts[\\/][^\\/]+\.json$/.test(file));
  const prose = byFolder(files.filter((file) => /[\\/]docs[\\/].*\.yaml$/.test(file)));
  const written = await Promise.all([
    ...facts.map(async (file) => write(file, JSON.parse(await readFile(file, 'utf8')))),
    ...[...prose].map(async ([folder, topics]) => write(`${folder}.json`, await mergeTopics(topics.sort()))),
  ]);
  const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
  return { files: written.length, bytes, packed: packedProse(written) };
}

/** The prose of one product and language, without a build (`postfix/docs/en`). */
export const readProse = async (folder) => mergeTopics(await topicsOf(folder));

/** Topic file → its records, as they stand there. */
export async function readTopics(folder) {
  const topics = await topicsOf(folder);
  return new Map(await Promise.all(topics.map(async (topic) => [basename(topic), await readTopic(topic)])));
}

async function topicsOf(folder) {
  const path = join(SOURCE, folder);
  const names = (await readdir(path)).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => join(path, name));
}

/** Product → what the prose of its languages costs together, packed, in bytes. */
function packedProse(written) {
  const products = {};
  for (const { path, packed } of written) {
    const product = /[\\/](\w+)[\\/]docs[\\/][^\\/]+$/.exec(path)?.[1];
    if (product) products[product] = (products[product] ?? 0) + packed;
  }
  return products;
}

/** Folder of a product's language → its topics. */
function byFolder(files) {
  const folders = new Map();
  for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return folders;
}

async function write(source, value) {
  const text = JSON.stringify(value);
  const target = join(TARGET, source.slice(SOURCE.length));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
  return { path: target, bytes: Buffer.byteLength(text), packed: gzipSync(text).length };
}

/**
 * All records of a product in one language, by what they describe: `_restrictions.yaml` becomes the group
 * `restrictions`, and every topic whose name has no underscore goes into the group `settings`, one after the other;
 * `topics` says how many settings each brings.
 */
async function mergeTopics(topics) {
  const groups = { settings: {}, topics: [] };
  for (const topic of topics) {
    const name = basename(topic, '.yaml');
    const group = (groups[name.startsWith('_') ? name.slice(1) : 'settings'] ??= {});
    const records = Object.entries(await readTopic(topic));
    if (!name.startsWith('_')) groups.topics.push([name, records.length]);
    for (const [key, record] of records) {
      if (key in group) throw new Error(`${topic}: ${key} is described twice`);
      group[key] = record;
    }
  }
  return groups;
}

async function readTopic(topic) {
  try {
    return parse(await readFile(topic, 'utf8'));
  } catch (error) {
    throw new Error(`${topic}: ${error.message}`, { cause: error });
  }
}
