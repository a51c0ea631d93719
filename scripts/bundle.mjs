// npm run build [-- --watch]: the extension, the servers and the command into dist/.
import { existsSync } from 'node:fs';
import { chmod, rm, stat } from 'node:fs/promises';
import { context } from 'esbuild';
import { writeAssets } from './lib/assets.mjs';
import { BUNDLES } from './lib/bundles.mjs';
import { PACKED_LIMIT } from './lib/knowledge.mjs';
import { writeNotices } from './lib/notices.mjs';
import { inRoot, ROOT } from './lib/paths.mjs';

const watch = process.argv.includes('--watch');

/** What tasks.json recognises as the begin and the end of a build. */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd(() => console.log('[watch] build finished'));
  },
};

function contextOf({ entry, out, options }) {
  return context({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: !watch,
    sourcemap: watch,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    ...options,
    plugins: watch ? [announce] : [],
  });
}

const kilobytes = (bytes) => Math.ceil(bytes / 1024);

/** Prints the size of each bundle and returns those over their budget. */
async function tooLarge() {
  const over = [];
  for (const { out, budget } of BUNDLES) {
    const size = kilobytes((await stat(inRoot(out))).size);
    console.log(`${out.padEnd(34)} ${String(size).padStart(5)} kB of ${budget} kB`);
    if (size > budget) over.push(`${out}: ${size} kB, the budget is ${budget} kB`);
  }
  return over;
}

/** Prints what the prose of each product costs, packed, and returns the products over the budget. */
function tooWordy(packed) {
  const budget = kilobytes(PACKED_LIMIT);
  return Object.entries(packed).flatMap(([product, bytes]) => {
    const name = `dist/knowledge/${product}/docs, packed`;
    console.log(`${name.padEnd(34)} ${String(kilobytes(bytes)).padStart(5)} kB of ${budget} kB`);
    return bytes > PACKED_LIMIT ? [`${name}: ${kilobytes(bytes)} kB, the budget is ${budget} kB`] : [];
  });
}

function refuseMissingEntries() {
  const missing = BUNDLES.filter(({ entry }) => !existsSync(inRoot(entry)));
  if (missing.length === 0) return;
  for (const { entry, out } of missing) console.error(`build: ${entry} is missing (the entry of ${out})`);
  process.exit(1);
}

async function build() {
  for (const folder of ['dist/client', 'dist/server', 'dist/knowledge']) {
    await rm(inRoot(folder), { recursive: true, force: true });
  }
  const contexts = await Promise.all(BUNDLES.map(contextOf));
  const results = await Promise.all(contexts.map((bundle) => bundle.rebuild()));
  for (const { out, options } of BUNDLES) if (options.banner) await chmod(inRoot(out), 0o755);
  const assets = await writeAssets();
  console.log(
    `dist/knowledge                     ${String(kilobytes(assets.bytes)).padStart(5)} kB in ${assets.files} files`,
  );
  if (watch) return Promise.all(contexts.map((bundle) => bundle.watch()));
  await writeNotices(results.map(({ metafile }) => metafile));
  await Promise.all(contexts.map((bundle) => bundle.dispose()));
  const over = [...(await tooLarge()), ...tooWordy(assets.packed)];
  for (const line of over) console.error(`build: ${line}`);
  process.exitCode = over.length > 0 ? 1 : 0;
}

refuseMissingEntries();
await build().catch((error) => {
  // esbuild has printed its own messages.
  if (!error.errors) console.error(error);
  process.exit(1);
});
