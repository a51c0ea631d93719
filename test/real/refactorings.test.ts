import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { loadDocs, type Docs } from '../../server/src/knowledge/docs';
import { refactorable } from '../support/arbitraries/refactorable';
import { DIRECTORY } from '../support/arbitraries/values';
import { REPOSITORY, sourceAssets } from '../support/assets';
import { runs } from '../support/campaign';
import {
  placeConfigurations,
  runPostconf,
  type ByteFiles,
  type Mode,
  type RealListing,
} from '../support/postconf';
import { realPostfixes, type RealPostfix } from '../support/realPostfix';
import { refactoringsOf, type CarriedOut } from '../support/refactorings';

/** Configurations of each sort; each refactoring is tried once in a file. */
const GENERATED = runs(16);
const REAL = runs(8);

const MODES: readonly Mode[] = [
  { options: '-n', kind: 'main', expand: false },
  { options: '-nx', kind: 'main', expand: true },
  { options: '-M', kind: 'entries', expand: false },
  { options: '-P', kind: 'settings', expand: false },
  { options: '-Px', kind: 'settings', expand: true },
];

/** What `postconf` prints, by its options. */
type Listings = Readonly<Record<string, readonly string[]>>;

/** Lines of a listing without those of one parameter, in main.cf or of a service. */
function without(lines: readonly string[] | undefined, name: string | undefined): string[] {
  return (lines ?? []).filter((line) => /^(?:.*\/)?(\S+) =/.exec(line)?.[1] !== name);
}

const COMMAS = / *, */g;
const TYPES = /\b(hash|btree|dbm|sdbm|cdb|lmdb):/g;

const rewritten = (lines: readonly string[] | undefined, pattern: RegExp, text: string): string[] =>
  (lines ?? []).map((line) => line.replace(pattern, text));

interface Case {
  readonly before: ByteFiles;
  readonly refactoring: CarriedOut;
}

type Check = (before: Listings, after: Listings, refactoring: CarriedOut) => void;

/** The values stay; a name comes or goes. */
const sameValues: Check = (before, after, { madeUp, title }) => {
  const name = madeUp ?? String(title.values['name']);
  assert.deepEqual(without(after['-nx'], name), without(before['-nx'], name));
  assert.deepEqual(after['-Px'], before['-Px']);
};

/** Every service that sets the parameter on one side has the same value on the other, from where it may. */
const sameForServices: Check = (before, after, { title }) => {
  const name = String(title.values['name']);
  for (const options of ['-n', '-P'])
    assert.deepEqual(without(after[options], name), without(before[options], name));
  const [left, right] = [ofServices(before, name), ofServices(after, name)];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    assert.equal(right.get(key) ?? inMain(after, name), left.get(key) ?? inMain(before, name), key);
  }
};

function ofServices(listings: Listings, name: string): ReadonlyMap<string, string> {
  return new Map(
    (listings['-P'] ?? []).flatMap((line) => {
      const [, key = '', parameter, value = ''] = /^(\S+)\/(\S+) = ?(.*)$/.exec(line) ?? [];
      return parameter === name ? [[key, value] as const] : [];
    }),
  );
}

function inMain(listings: Listings, name: string): string | undefined {
  const line = listings['-n']?.find((other) => other.startsWith(`${name} =`));
  return line?.replace(/^\S+ = ?/, '');
}

/** No name is added, and one service at most is gone. */
const fewer: Check = (before, after) => {
  const names = (listing: readonly string[] | undefined): string[] =>
    (listing ?? []).map((line) => line.replace(/ =.*/, ''));
  const known = names(before['-n']);
  assert.deepEqual(
    names(after['-n']).filter((name) => !known.includes(name)),
    [],
  );
  const services = (before['-M']?.length ?? 0) - (after['-M']?.length ?? 0);
  assert.ok(services === 0 || services === 1, `${services} services are gone`);
};

interface Proof {
  /** Of `postconf`. */
  readonly options: readonly string[];
  readonly check: Check;
}

const same = (options: readonly string[], pattern = /$^/g, text = ''): Proof => ({
  options,
  check: (before, after) => {
    for (const option of options) {
      const [left, right] = [before, after].map((each) => rewritten(each[option], pattern, text));
      assert.deepEqual(right, left, option);
    }
  },
});

const EVERYTHING = MODES.map(({ options }) => options);

const VALUES: Proof = { options: ['-nx', '-Px'], check: sameValues };

const PROOFS: Readonly<Record<string, Proof>> = {
  'refactor.extract': VALUES,
  'refactor.inline': VALUES,
  'refactor.move': VALUES,
  'refactor.move.setting': { options: ['-n', '-P'], check: sameForServices },
  'refactor.rewrite.listLayout': same(['-n', '-M', '-P'], COMMAS, ','),
  'refactor.rewrite.tableTypes': same(['-n', '-P'], TYPES, 'type:'),
  'refactor.rewrite.comment.add': { options: ['-n', '-M'], check: fewer },
  'source.sortByTopic': same(EVERYTHING),
};

/** Real files, from the fixtures and, where it is at hand, from the corpus. */
function realConfigurations(): ByteFiles[] {
  const folders = [join(REPOSITORY, 'test', 'fixtures'), join(REPOSITORY, '..', 'shared', 'corpus', 'given')];
  return folders.filter(existsSync).flatMap((folder) => {
    const files = readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file)));
    return files
      .filter((file) => file.endsWith('/main.cf'))
      .map((main) => {
        const master = main.replace(/main\.cf$/, 'master.cf');
        const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1') : '');
        return { 'main.cf': read(main), 'master.cf': read(master) };
      });
  });
}

async function casesOf(configurations: readonly ByteFiles[], docs: Docs, version: string): Promise<Case[]> {
  const cases: Case[] = [];
  for (const before of configurations) {
    const all = await refactoringsOf(before, docs, version);
    cases.push(...all.map((refactoring) => ({ before, refactoring })));
  }
  return cases;
}

/** What the real program lists of each directory; undefined for one that it refuses. */
function listingsOf(postfix: RealPostfix, jobs: readonly Job[]): (Listings | undefined)[] {
  const work = postfix.workDirectory();
  try {
    const placed = placeConfigurations(
      work,
      jobs.map(({ files }) => files),
      DIRECTORY,
    );
    const calls = jobs.flatMap(({ options }, index) =>
      MODES.filter((mode) => options.includes(mode.options)).map((mode) => ({ index, mode })),
    );
    const results = runPostconf(postfix, work, calls);
    return placed.map(({ directory }, index) => {
      const own = calls.flatMap((call, at) => {
        const listing = results[at];
        return call.index === index && listing ? [{ options: call.mode.options, listing }] : [];
      });
      if (own.some(({ listing }) => listing.status !== 0)) return undefined;
      return Object.fromEntries(
        own.map(({ options, listing }) => [options, linesOf(listing, directory)] as const),
      );
    });
  } finally {
    work.remove();
  }
}

function linesOf({ stdout, processId }: RealListing, directory: string): string[] {
  return stdout
    .replaceAll(directory, DIRECTORY)
    .replaceAll(new RegExp(`\\b${processId}\\b`, 'g'), 'PID')
    .split('\n');
}

interface Job {
  readonly files: ByteFiles;
  readonly options: readonly string[];
}

/** The proofs that were given, by kind. */
async function prove(
  postfix: RealPostfix,
  configurations: readonly ByteFiles[],
  docs: Docs,
): Promise<ReadonlySet<string>> {
  const cases = (await casesOf(configurations, docs, postfix.version)).filter(
    ({ refactoring: { kind } }) => kind in PROOFS,
  );
  const befores = [...new Set(cases.map(({ before }) => before))];
  const listings = listingsOf(postfix, [
    ...befores.map((files) => ({ files, options: EVERYTHING })),
    ...cases.map(({ refactoring: { kind, after } }) => ({
      files: after,
      options: PROOFS[kind]?.options ?? [],
    })),
  ]);
  const proved = new Set<string>();
  for (const [index, { before, refactoring }] of cases.entries()) {
    const left = listings[befores.indexOf(before)];
    if (!left) continue;
    const story = JSON.stringify({ ...refactoring, title: refactoring.title.text.en, before }, undefined, 1);
    const right = listings[befores.length + index];
    assert.ok(right, `postconf refuses it after ${story}`);
    try {
      PROOFS[refactoring.kind]?.check(left, right, refactoring);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${story}`, {
        cause: error,
      });
    }
    proved.add(refactoring.kind);
  }
  return proved;
}

for (const postfix of realPostfixes('refactorings')) {
  it(`refactorings keep what Postfix ${postfix.version} reads, in ${REAL} real configurations and ${GENERATED} generated ones`, async function () {
    this.timeout(600_000);
    const docs = await loadDocs(sourceAssets, 'postfix', 'en');
    const made = fc.sample(refactorable, GENERATED) as unknown as ByteFiles[];
    const proved = await prove(postfix, [...realConfigurations().slice(0, REAL), ...made], docs);
    assert.deepEqual([...proved].sort(), Object.keys(PROOFS).sort(), 'every kind was tried');
  });
}
