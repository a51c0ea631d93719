/** Reads the Postfix of one Debian suite: what its programs print, and what is compiled into them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootOf, run } from '../lib/chroots.mjs';
import { readElf } from './elf.mjs';
import { LOOPS } from './daemons.mjs';
import {
  clientTables,
  legacyNames,
  loadedParameters,
  parameterTables,
  serviceTables,
  stringPairs,
} from './tables.mjs';

const DAEMONS = '/usr/lib/postfix/sbin';
const LIBRARIES = '/usr/lib/postfix';
const COMMANDS = [
  'postalias',
  'postdrop',
  'postkick',
  'postlock',
  'postlog',
  'postmap',
  'postmulti',
  'postqueue',
  'postsuper',
  'sendmail',
];
/** Programs of the daemon directory that master.cf cannot start. */
const NOT_SERVICES = ['fsstone', 'master'];

/** Runs `use` with a configuration directory that sets nothing. */
function withEmptyConfiguration(root, use) {
  const directory = mkdtempSync(join(root, '/tmp/mailwright-facts-'));
  try {
    writeFileSync(join(directory, 'main.cf'), '');
    writeFileSync(join(directory, 'master.cf'), '');
    return use(directory.slice(root.length));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** `name = value` lines; the value keeps every byte. */
const settings = (text) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.includes(' ='))
      .map((line) => {
        const at = line.indexOf(' =');
        return [line.slice(0, at), line.slice(at + 3)];
      }),
  );

const programs = (root, directory) =>
  readdirSync(root + directory)
    .map((name) => ({ name, path: join(root + directory, name) }))
    .filter(({ path }) => readFileSync(path).readUInt32BE(0) === 0x7f454c46);

/** Program → parameters that it loads beyond those of every program. */
function loaders(root, daemons, names) {
  const tls = loadedParameters(readElf(`${root}${LIBRARIES}/libpostfix-tls.so`), names);
  const commands = COMMANDS.map((name) => ({ name, image: readElf(`${root}/usr/sbin/${name}`) }));
  return new Map(
    [...daemons, ...commands].map(({ name, image }) => {
      const own = loadedParameters(image, names);
      if (image.strings().has('libpostfix-tls.so')) tls.forEach((parameter) => own.add(parameter));
      return [name, own];
    }),
  );
}

/** Tables that add-on packages bring: type → package. */
const packagedTypes = (suite, root) =>
  new Map(
    readdirSync(`${root}/var/lib/dpkg/info`)
      .map((file) => /^postfix-(\w+)\.list$/.exec(file)?.[1])
      .filter((type) => type !== undefined && existsSync(`${root}${LIBRARIES}/postfix-${type}.so`))
      .map((type) => [type, `postfix-${type}`]),
  );

const services = (root) =>
  readFileSync(`${root}/etc/services`, 'utf8')
    .split('\n')
    .map((line) => /^(\S+)\s+(\d+)\/tcp\s*([^#]*)/.exec(line))
    .filter((match) => match !== null)
    .flatMap(([, name, port, aliases]) =>
      [name, ...aliases.split(/\s+/).filter(Boolean)].map((word) => [word, Number(port)]),
    );

/** @param {keyof typeof import('../lib/chroots.mjs').SUITES} suite */
export function readSuite(suite) {
  const root = rootOf(suite);
  return withEmptyConfiguration(root, (directory) => {
    const postconf = (...args) => run(suite, ['postconf', '-c', directory, ...args]);
    const image = readElf(`${root}/usr/sbin/postconf`);
    const daemons = programs(root, DAEMONS)
      .filter(({ name }) => !NOT_SERVICES.includes(name))
      .map(({ name, path }) => ({ name, image: readElf(path) }));
    const defaults = settings(postconf('-C', 'builtin', '-d'));
    const common = ['global', 'master', 'util'].map((name) =>
      readElf(`${root}${LIBRARIES}/libpostfix-${name}.so`),
    );
    const names = new Set(defaults.keys());
    return {
      suite,
      version: defaults.get('mail_version'),
      defaults,
      tables: parameterTables(image),
      legacy: legacyNames(image),
      deprecated: stringPairs(image, 'lmtp_use_tls'),
      serviceTables: serviceTables(image),
      clientTables: clientTables(image),
      common: new Set(common.flatMap((library) => [...loadedParameters(library, names)])),
      loaders: loaders(root, daemons, names),
      daemons: new Map(daemons.map(({ name, image: { strings } }) => [name, loopOf(strings())])),
      smtpdStrings: [...daemons.find(({ name }) => name === 'smtpd').image.strings()],
      tableTypes: lines(postconf('-m')),
      packagedTypes: packagedTypes(suite, root),
      saslServer: lines(postconf('-a')),
      saslClient: lines(postconf('-A')),
      services: services(root),
    };
  });
}

const lines = (text) => text.trim().split('\n');
const loopOf = (strings) => Object.keys(LOOPS).find((loop) => strings.has(loop));
