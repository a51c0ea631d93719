/**
 * npm run facts:dovecot: writes server/knowledge/dovecot/facts/dovecot.json.
 *
 * Read from the Dovecot packages of four Debian suites (2.3.13, 2.3.19, 2.4.1, 2.4.5), each in its own root: the tables
 * compiled into `doveconf` and into the settings modules that it loads tell every setting with its type, default,
 * words and place, and what each service begins with. 2.3 and 2.4 are two languages: a record belongs to one `line`,
 * and its `since` and `removed` are versions of that line.
 *
 * Nothing of the machine enters the result: two runs give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureChroot, SUITES } from '../../lib/chroots.mjs';
import { inRoot } from '../../lib/paths.mjs';
import { readSuite } from './readSuite.mjs';

const TARGET = inRoot('server/knowledge/dovecot/facts/dovecot.json');
const log = (text) => console.error(text);

/** One record a line, so that a change of a fact is a change of a line. */
function format(facts) {
  const sections = Object.entries(facts).map(([name, records]) => {
    const lines = records.map((record) => JSON.stringify(record));
    return `${JSON.stringify(name)}: [\n${lines.join(',\n')}\n]`;
  });
  return `{\n${sections.join(',\n')}\n}\n`;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Joins what the versions of one line say of one thing: the newest speaks, older defaults are kept beside it. */
function joinRecords(versions, records) {
  const present = records.flatMap((record, index) => (record ? [{ record, version: versions[index] }] : []));
  const newest = present.at(-1);
  const { default: value, ...rest } = newest.record;
  const defaults = present
    .map(({ record, version }) => ({ from: version, value: record.default }))
    .filter((one, index, all) => index === 0 || !same(one.value, all[index - 1].value));
  const next = versions[versions.indexOf(newest.version) + 1];
  return {
    ...rest,
    ...(defaults.length > 1 ? { defaults } : value === undefined ? {} : { default: value }),
    ...(records[0] ? {} : { since: present[0].version }),
    ...(next === undefined ? {} : { removed: next }),
  };
}

/** The records of each line, by a key, in the order of the newest version. */
function joinSuites(suites, line, recordsOf, keyOf) {
  const own = suites.filter((suite) => suite.line === line);
  const versions = own.map(({ version }) => version);
  const maps = own.map((suite) => new Map(recordsOf(suite).map((record) => [keyOf(record), record])));
  const keys = new Set([...maps].reverse().flatMap((map) => [...map.keys()]));
  return [...keys].map((key) => ({
    line,
    ...joinRecords(
      versions,
      maps.map((map) => map.get(key)),
    ),
  }));
}

const suites = [];
for (const suite of Object.keys(SUITES)) {
  await ensureChroot(suite, log);
  const read = readSuite(suite);
  log(
    `${suite}: Dovecot ${read.version}, ${read.settings.length} settings, ${read.services.length} services`,
  );
  suites.push(read);
}

const both = (recordsOf, keyOf) =>
  ['2.3', '2.4'].flatMap((line) => joinSuites(suites, line, recordsOf, keyOf));
const facts = {
  versions: suites.map(({ suite, version, line }) => ({ suite, version, line })),
  settings: both(
    ({ settings }) => settings,
    // A setting that changes its type, or the words that it takes, has a record for each.
    ({ in: place = '', name, type, values = [] }) => `${place}|${name}|${type}|${values.join()}`,
  ),
  services: both(
    ({ services }) => services,
    ({ name }) => name,
  ),
};
mkdirSync(dirname(TARGET), { recursive: true });
const text = format(facts);
writeFileSync(TARGET, text);
log(`${TARGET}: ${facts.settings.length} settings, ${text.length} bytes`);
