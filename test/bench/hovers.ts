import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { resolve } from 'node:path';
import { docMarkdown } from '../../server/src/explain/docMarkdown';
import { loadDocs, type DocProduct } from '../../server/src/knowledge/docs';
import type { AssetReader } from '../../server/src/host';
import type { Language } from '../../server/src/text/localized';
import { table } from './measure';

/** The assets as a server reads them: files of the build. */
const assets: AssetReader = {
  readJson: async (path) =>
    JSON.parse(await readFile(resolve(__dirname, '../../dist/knowledge', path), 'utf8')) as unknown,
};

const PRODUCTS: readonly DocProduct[] = ['postfix', 'dovecot', 'sasl'];
/** Readings of the prose; the first one finds nothing compiled. */
const RUNS = 15;
const LANGUAGES: readonly Language[] = ['en', 'zh-cn'];

/** The first text about a setting, with the prose still to be read; then one about each other setting. */
async function hovers(product: DocProduct, language: Language): Promise<{ first: number; later: number }> {
  const start = performance.now();
  const docs = await loadDocs(assets, product, language);
  const names = docs.names('settings');
  const text = (name: string): string => {
    const record = docs.find('settings', name);
    return record ? docMarkdown(record, language) : '';
  };
  text(names[0] ?? '');
  const first = performance.now() - start;
  const begin = performance.now();
  for (const name of names) text(name);
  return { first, later: (performance.now() - begin) / names.length };
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function main(): Promise<void> {
  const rows: string[][] = [];
  for (const product of PRODUCTS) {
    for (const language of LANGUAGES) {
      const measured: { first: number; later: number }[] = [];
      for (let run = 0; run < RUNS; run++) measured.push(await hovers(product, language));
      rows.push([
        `${product}, ${language}`,
        Math.max(...measured.map(({ first }) => first)).toFixed(1),
        middle(measured.map(({ first }) => first)).toFixed(1),
        middle(measured.map(({ later }) => later)).toFixed(3),
      ]);
    }
  }
  const head = ['hover with the prose of a setting, ms', 'first, slowest', 'first, median', 'later'];
  process.stdout.write(`\n${table(head, rows)}\n`);
}

void main();
