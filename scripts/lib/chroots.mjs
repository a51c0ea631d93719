/**
 * The Debian suites whose Postfix and Dovecot everything is read from and proved against.
 *
 * The suite of this machine lives in the root file system, each other one in a directory made by debootstrap and kept
 * in the cache. Needs root and a Debian mirror, and the package debootstrap.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';
import { need } from './processes.mjs';

/** debootstrap's own; said explicitly only because the script that may follow is a later argument. */
const DEFAULT_MIRROR = '';
/** Every part of Dovecot that brings settings: without its package a setting is unknown to doveconf. */
const DOVECOT_PARTS = [
  ...['core', 'imapd', 'pop3d', 'lmtpd', 'submissiond', 'managesieved', 'sieve'],
  ...['ldap', 'mysql', 'pgsql', 'sqlite', 'gssapi', 'auth-lua', 'solr'],
];

const PACKAGES = [
  'postfix',
  ...['cdb', 'ldap', 'lmdb', 'mysql', 'pcre', 'pgsql', 'sqlite'].map((x) => `postfix-${x}`),
  'libsasl2-modules',
  ...DOVECOT_PARTS.map((part) => `dovecot-${part}`),
];

/** Suite → Debian's add-on packages beyond those of every suite. Oldest first. */
export const SUITES = {
  bullseye: ['dovecot-lucene'],
  bookworm: ['dovecot-lucene'],
  trixie: ['postfix-mongodb', 'dovecot-flatcurve'],
  forky: ['postfix-mongodb', 'dovecot-flatcurve'],
};

/** What a whole mail server of the tests has besides, in the suites that such servers are made of. */
const HOST_PACKAGES = ['openssh-server', 'sudo', 'tcsh'];
const HOSTS = ['trixie'];

/** No service starts inside a chroot, and no package asks a question. */
const NO_SERVICES = '#!/bin/sh\nexit 101\n';
const ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

/** A mirror may be a frozen copy, whose index is signed all the same but older than a testing suite allows. */
const SNAPSHOT = ['-o', 'Acquire::Check-Valid-Until=false'];

function hostSuite() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^VERSION_CODENAME=(.*)$/m.exec(release)?.[1];
}

/** Where the root of a suite is: empty for the suite of this machine. */
export const rootOf = (suite) => (suite === hostSuite() ? '' : join(CACHE, 'chroots', suite));

/** dpkg's list of a package; a multi-arch package has the architecture in the name. */
const LISTS = /^([^:]+)(:[^:]+)?\.list$/;

function installed(suite) {
  const lists = `${rootOf(suite)}/var/lib/dpkg/info`;
  if (!existsSync(lists)) return false;
  const names = new Set(readdirSync(lists).map((name) => LISTS.exec(name)?.[1]));
  return packagesOf(suite).every((name) => names.has(name));
}

const packagesOf = (suite) => [
  ...PACKAGES,
  ...SUITES[suite],
  ...(HOSTS.includes(suite) ? HOST_PACKAGES : []),
];

/**
 * Makes the root of a suite where it is missing, with Postfix and its add-on packages in it.
 *
 * @param {keyof typeof SUITES} suite
 * @param {(line: string) => void} log told what is done, line by line
 * @returns {Promise<string>} the root directory; empty when it is this machine's own
 */
export async function ensureChroot(suite, log) {
  if (!(suite in SUITES)) throw new Error(`${suite} is none of ${Object.keys(SUITES).join(', ')}`);
  const root = rootOf(suite);
  if (installed(suite)) return root;
  if (process.getuid?.() !== 0) throw new Error(`only root can install the mail server of Debian ${suite}`);
  if (root !== '' && !existsSync(root)) await bootstrap(suite, root, log);
  log(`installing Postfix and Dovecot of Debian ${suite}`);
  const apt = (...args) =>
    need(...installing(root, ['apt-get', '-q', '-o', 'Dpkg::Use-Pty=0', ...args]), {
      env: ENVIRONMENT,
      onLine: log,
    });
  await apt('update', ...SNAPSHOT);
  await apt('install', '-y', '--no-install-recommends', ...packagesOf(suite));
  return root;
}

async function bootstrap(suite, root, log) {
  const partial = `${root}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  // debootstrap has a script a suite and may be older than the suite; all suites since 2016 share the one of sid.
  const known = existsSync(`/usr/share/debootstrap/scripts/${suite}`);
  const script = known ? [] : ['/usr/share/debootstrap/scripts/sid'];
  log(`making a chroot of Debian ${suite}`);
  try {
    await need('debootstrap', ['--variant=minbase', suite, partial, DEFAULT_MIRROR, ...script], {
      env: ENVIRONMENT,
      onLine: log,
    });
    await writeFile(join(partial, 'usr/sbin/policy-rc.d'), NO_SERVICES, { mode: 0o755 });
    await rename(partial, root);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/**
 * As `inside`, with the /proc that maintainer scripts ask for; it goes away with the command. Where the machine allows
 * no namespaces (many containers), without it.
 */
function installing(root, argv) {
  const [command, args] = inside(root, argv);
  const namespace = ['--mount', '--pid', '--fork', `--mount-proc=${root}/proc`];
  if (root === '' || spawnSync('unshare', [...namespace, 'true']).status !== 0) return [command, args];
  return ['unshare', [...namespace, command, ...args]];
}

/** The command line, on this machine, that runs `argv` in the root of a suite. */
const inside = (root, [command, ...args]) =>
  root === '' ? [command, args] : ['chroot', [root, command, ...args]];

/**
 * Runs a program of a suite to its end.
 *
 * @param {keyof typeof SUITES} suite
 * @param {readonly string[]} argv
 * @param {{ input?: string, allowFailure?: boolean }} options
 * @returns {string} standard output
 */
export function run(suite, argv, { input = '', allowFailure = false } = {}) {
  const [command, args] = inside(rootOf(suite), argv);
  const result = spawnSync(command, args, { encoding: 'utf8', input, env: ENVIRONMENT, maxBuffer: 1 << 26 });
  if (result.error) throw result.error;
  if (result.status !== 0 && !allowFailure) {
    throw new Error(`${suite}: ${argv.join(' ')} ended with ${result.status}: ${result.stderr}`);
  }
  return result.stdout;
}
