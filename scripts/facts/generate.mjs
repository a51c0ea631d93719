/**
 * npm run facts: writes server/knowledge/postfix/facts/postfix.json.
 *
 * The facts are read from the Postfix packages of four Debian suites, each in its own root (scripts/lib/chroots.mjs
 * makes the missing ones; that takes root, a mirror and some minutes). From each:
 *
 * - `postconf -d` with an empty main.cf and master.cf: which names exist, and their defaults, byte by byte;
 * - the tables compiled into `postconf` (elf.mjs, tables.mjs): types, limits, raw and old names, deprecations, service
 *   parameters, parameters of database clients;
 * - the tables compiled into each program: which of them loads a parameter;
 * - `postconf -m`, installed packages and services(5).
 *
 * What a string means is not in there: kinds.mjs and enumerations.mjs say it for each string parameter; defaults.mjs,
 * restrictions.mjs, daemons.mjs, tableTypes.mjs and renamed.mjs hold the rest that is authored. A name or a word of
 * theirs that no program has ends the run.
 *
 * Nothing of the machine enters the result: two runs give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureChroot, SUITES } from '../lib/chroots.mjs';
import { inRoot } from '../lib/paths.mjs';
import { minorOf } from './intervals.mjs';
import { daemons, ports, restrictions, shippedServices, tableClients, tableTypes } from './others.mjs';
import { parameters, serviceParameters } from './parameters.mjs';
import { readSuite } from './readSuite.mjs';

const TARGET = inRoot('server/knowledge/postfix/facts/postfix.json');
const log = (line) => console.error(line);

/** One record a line, so that a change of a fact is a change of a line. */
function format(facts) {
  const sections = Object.entries(facts).map(([name, records]) => {
    const lines = records.map((record) => JSON.stringify(record));
    return `${JSON.stringify(name)}: [\n${lines.join(',\n')}\n]`;
  });
  return `{\n${sections.join(',\n')}\n}\n`;
}

const suites = [];
for (const suite of Object.keys(SUITES)) {
  await ensureChroot(suite, log);
  const read = readSuite(suite);
  log(`${suite}: Postfix ${read.version}, ${read.defaults.size} parameters`);
  suites.push({ ...read, minor: minorOf(read.version) });
}

const all = parameters(suites);
const facts = {
  versions: suites.map(({ suite, version, minor }) => ({ suite, version, minor })),
  parameters: all,
  serviceParameters: serviceParameters(suites, all),
  tableClients: tableClients(suites),
  restrictions: restrictions(suites),
  tableTypes: tableTypes(suites),
  daemons: daemons(suites),
  shippedServices: shippedServices(suites),
  ports: ports(suites),
};
mkdirSync(dirname(TARGET), { recursive: true });
const text = format(facts);
writeFileSync(TARGET, text);
log(`${TARGET}: ${all.length} parameters, ${text.length} bytes`);
