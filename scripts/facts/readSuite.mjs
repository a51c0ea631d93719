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
import { wordTables } from './words.mjs';

const DAEMONS = '/usr/lib/postfix/sbin';
const LIBRARIES = '/usr/lib/postfix';
const COMMANDS = '/usr/sbin';
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

const isElf = (path) => readFileSync(path).readUInt32BE(0) === 0x7f454c46;

/** Name → image of the programs or libraries of a directory. */
const images = (root, directory, wanted) =>
  new Map(
    readdirSync(root + directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && wanted(entry.name))
      .map(({ name }) => [name, join(root + directory, name)])
      .filter(([, path]) => isElf(path))
      .map(([name, path]) => [name, readElf(path)]),
  );

/** Functions of the TLS library that load its parameters (tls_param_init in src/tls). */
const TLS_STARTS = ['tls_client_init', 'tls_server_init'];

/** Program → parameters that it loads beyond those of every program. */
function loaders(programs, libraries, names) {
  const tls = loadedParameters(libraries.get('libpostfix-tls.so'), names);
  return new Map(
    [...programs].map(([name, image]) => {
      const own = loadedParameters(image, names);
      const strings = image.strings();
      if (TLS_STARTS.some((start) => strings.has(start))) tls.forEach((parameter) => own.add(parameter));
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

/** Rows of the master.cf that the package brings, commented ones included, as eight words each. */
const shippedRows = (root) =>
  readFileSync(`${root}/usr/share/postfix/master.cf.dist`, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^#/, '').split(/\s+/))
    .filter((words) => words.length === 8 && /^(inet|unix|unix-dgram|fifo|pass)$/.test(words[1]));

/** @param {keyof typeof import('../lib/chroots.mjs').SUITES} suite */
export function readSuite(suite) {
  const root = rootOf(suite);
  return withEmptyConfiguration(root, (directory) => {
    const postconf = (...args) => run(suite, ['postconf', '-c', directory, ...args]);
    const defaults = settings(postconf('-C', 'builtin', '-d'));
    return {
      suite,
      version: defaults.get('mail_version'),
      defaults,
      tableTypes: lines(postconf('-m')),
      packagedTypes: packagedTypes(suite, root),
      services: services(root),
      shippedRows: shippedRows(root),
      ...compiledIn(root, new Set(defaults.keys())),
    };
  });
}

/** What the programs and libraries hold. `names` are the parameters of this version. */
function compiledIn(root, names) {
  const daemons = images(root, DAEMONS, (name) => !NOT_SERVICES.includes(name));
  const commands = images(root, COMMANDS, (name) => /^(post|sendmail$)/.test(name) && name !== 'postconf');
  const libraries = images(root, LIBRARIES, (name) => name.endsWith('.so'));
  const postconf = readElf(`${root}${COMMANDS}/postconf`);
  const master = readElf(`${root}${DAEMONS}/master`);
  const everything = [...daemons.values(), ...commands.values(), ...libraries.values()];
  const common = [libraries.get('libpostfix-global.so'), libraries.get('libpostfix-master.so')];
  return {
    tables: parameterTables(postconf),
    legacy: legacyNames(postconf),
    deprecated: stringPairs(postconf, 'lmtp_use_tls'),
    serviceTables: serviceTables(postconf),
    clientTables: clientTables(postconf),
    common: new Set(common.flatMap((library) => [...loadedParameters(library, names)])),
    loaders: loaders([...daemons, ...commands, ['master', master]], libraries, names),
    daemons: new Map([...daemons].map(([name, image]) => [name, loopOf(image.strings())])),
    daemonTexts: new Map([...daemons].map(([name, image]) => [name, [...image.strings()]])),
    wordTables: everything.flatMap(wordTables),
    programTexts: [...new Set(everything.flatMap((image) => [...image.strings()]))],
  };
}

const lines = (text) => text.trim().split('\n');
const loopOf = (strings) => Object.keys(LOOPS).find((loop) => strings.has(loop));
