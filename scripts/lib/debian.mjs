import { spawnSync } from 'node:child_process';
import { need } from './processes.mjs';

/** What the suites use of Debian, and what for. */
const PACKAGES = {
  postfix: 'the judge of everything the language server says',
  'postfix-cdb': 'its table type',
  'postfix-ldap': 'its table type',
  'postfix-lmdb': 'its table type',
  'postfix-mysql': 'its table type',
  'postfix-pcre': 'its table type',
  'postfix-pgsql': 'its table type',
  'postfix-sqlite': 'its table type',
  'libsasl2-modules': 'logins by Cyrus SASL',
  'dovecot-core': 'the judge of what is said about Dovecot',
  'dovecot-imapd': 'its settings',
  'dovecot-pop3d': 'its settings',
  'dovecot-lmtpd': 'its settings',
  'dovecot-submissiond': 'its settings',
  'dovecot-managesieved': 'its settings',
  'dovecot-sieve': 'its settings',
  'dovecot-ldap': 'its settings',
  'dovecot-mysql': 'its settings',
  'dovecot-pgsql': 'its settings',
  'dovecot-sqlite': 'its settings',
  'dovecot-gssapi': 'its settings',
  'dovecot-auth-lua': 'its settings',
  'dovecot-solr': 'its settings',
  'dovecot-lucene': 'its settings',
  'openssh-server': 'the way to the servers of the tests',
  'openssh-client': 'keys, an agent, and what ssh itself makes of a configuration',
  sudo: 'root on the servers of the tests',
  iproute2: 'networks of their own for the mail servers of the tests',
  openssl: 'their certificates',
  debootstrap: 'makes the chroots with other versions of Postfix',
  chromium: 'shows VS Code',
  'fonts-noto-cjk': 'Chinese text in VS Code',
  neovim: 'another editor with a language client',
  shellcheck: 'checks the shell scripts',
  'busybox-static': 'another shell, with tools of its own, for the script that deploys',
};

const ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive' };

function missingPackages() {
  const known = spawnSync(
    'dpkg-query',
    ['-W', '-f=${Package} ${db:Status-Status}\\n', ...Object.keys(PACKAGES)],
    {
      encoding: 'utf8',
    },
  );
  if (known.error) return Object.keys(PACKAGES);
  const installed = new Set(known.stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return Object.keys(PACKAGES).filter((name) => !installed.has(`${name} installed`));
}

const isDebian = () => !spawnSync('apt-get', ['--version']).error;

/** Postfix asks how it shall be configured; it is only used with configurations of the tests. */
const ANSWERS = 'postfix postfix/main_mailer_type select No configuration\n';

/**
 * Installs what the suites need of Debian. Without root or apt it says what is missing and goes on: the suites
 * that need it report that they did not run.
 */
export async function ensureDebianPackages(log) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!isDebian() || process.getuid?.() !== 0) {
    log(`not installed, and only root on Debian can install them: ${missing.join(' ')}`);
    return;
  }
  log('installing Debian packages:');
  for (const name of missing) log(`  ${name.padEnd(16)} ${PACKAGES[name]}`);
  const apt = (...args) =>
    need('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env: ENVIRONMENT });
  await apt('update');
  spawnSync('debconf-set-selections', { input: ANSWERS, stdio: ['pipe', 'inherit', 'inherit'] });
  await apt('install', '-y', '--no-install-recommends', ...missing);
  log('the Debian packages are installed');
}
