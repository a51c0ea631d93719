import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isPostfixFile, sourceOf } from '../../server/src/system/files';
import { formatFile } from '../../server/src/features/format/format';
import { configuration } from '../support/arbitraries/postfix';
import { DIRECTORY } from '../support/arbitraries/values';
import { REPOSITORY } from '../support/assets';
import { runs } from '../support/campaign';
import { mailSystem } from '../support/mailServer';
import {
  placeConfigurations,
  runPostconf,
  type ByteFiles,
  type Mode,
  type RealListing,
} from '../support/postconf';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';

/** Of two files each. */
const GENERATED = runs(80);
const OPTIONS = { insertSpaces: true, tabSize: 4 };
const MODES: readonly Mode[] = [
  { options: '-n', kind: 'main', expand: false },
  { options: '-M', kind: 'entries', expand: false },
  { options: '-P', kind: 'settings', expand: false },
];

/** Real files, from the fixtures and, where it is at hand, from the corpus. Both files of a directory together. */
function realConfigurations(): ByteFiles[] {
  const folders = [join(REPOSITORY, 'test', 'fixtures'), join(REPOSITORY, '..', 'shared', 'corpus', 'given')];
  return folders.filter(existsSync).flatMap((folder) => {
    const files = readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file)));
    const mains = files.filter((file) => file.endsWith('/main.cf')).sort();
    return mains.map((main) => {
      const master = main.replace(/main\.cf$/, 'master.cf');
      const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1') : '');
      return { 'main.cf': read(main), 'master.cf': read(master) };
    });
  });
}

async function formatted(files: ByteFiles): Promise<ByteFiles> {
  const { 'main.cf': main = '', 'master.cf': master = '', ...others } = files;
  const system = await mailSystem({ 'main.cf': main, 'master.cf': master });
  const texts = system.files.filter(isPostfixFile).map((file) => {
    const document = TextDocument.create(file.uri, '', 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
    return [`${file.kind}.cf`, TextDocument.applyEdits(document, formatFile(target, OPTIONS))] as const;
  });
  return { ...others, ...Object.fromEntries(texts) };
}

interface Reading {
  readonly stdout: string;
  readonly reports: readonly string[];
  readonly status: number;
}

/**
 * What does not depend on the place of the files, nor on chance: reports come in the order of a hash table, so that one
 * of several fatal errors comes first, and others are left out. Reports name lines, which move when blank lines go, and
 * quote the beginnings of rows and values, with `?` for tabs.
 */
function readingOf({ stdout, stderr, status }: RealListing, directory: string): Reading {
  if (status !== 0) return { stdout: '', reports: [], status };
  const reports = stderr
    .replaceAll(directory, DIRECTORY)
    .replace(/line \d+(-\d+)?/g, 'line N')
    .split('\n')
    .map((line) => line.replace(/[\s?]+/g, ' ').replace(/\S*\.\.\.$/, ''))
    .sort();
  return { stdout: stdout.replaceAll(directory, DIRECTORY), reports, status };
}

async function compare(postfix: RealPostfix, configurations: readonly ByteFiles[]): Promise<void> {
  const work = postfix.workDirectory();
  try {
    const pairs = await Promise.all(configurations.map(async (files) => [files, await formatted(files)]));
    const placed = placeConfigurations(work, pairs.flat(), DIRECTORY);
    const calls = placed.flatMap((_, index) => MODES.map((mode) => ({ index, mode })));
    const results = runPostconf(postfix, work, calls);
    for (const [index, files] of configurations.entries()) {
      const [before, after] = [2 * index, 2 * index + 1].map((one) =>
        results
          .slice(one * MODES.length, (one + 1) * MODES.length)
          .map((listing) => readingOf(listing, placed[one]?.directory ?? '')),
      );
      const both = JSON.stringify({ files, before, after }, undefined, 1);
      assert.ok(isDeepStrictEqual(after, before), both);
    }
  } finally {
    work.remove();
  }
}

for (const postfix of realPostfixes('formatting')) {
  describe(`formatting keeps what Postfix ${postfix.version} reads`, function () {
    this.timeout(600_000);
    it('in real files', () => compare(postfix, realConfigurations()));
    it(`in ${GENERATED} generated configurations`, () =>
      compare(postfix, fc.sample(configuration, GENERATED) as unknown as ByteFiles[]));
  });
}
