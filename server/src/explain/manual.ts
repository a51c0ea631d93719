import type { ParameterFact } from '../knowledge/types';

const SITE = 'https://www.postfix.org';

/** Section of postconf(5) on a parameter. */
function parameterManual(name: string): string {
  return `${SITE}/postconf.5.html#${encodeURIComponent(name)}`;
}

/** The manual that still has a parameter: the site describes the newest release alone, without what went before it. */
export function postfixManual({ name, removed, defaults }: ParameterFact): string | undefined {
  if (removed === undefined) return parameterManual(name);
  return defaults.length > 0 ? OLD_MANUAL : undefined;
}

/** postconf(5) of the oldest release that facts were read from. */
const OLD_MANUAL = 'https://manpages.debian.org/bullseye/postfix/postconf.5.en.html';

/** Pages of the daemons; each is the manual page `NAME(8)` under the same name. */
export function daemonManual(daemon: string): string {
  const page = daemon === 'lmtp' ? 'smtp' : daemon;
  return `${SITE}/${encodeURIComponent(page)}.8.html`;
}

export const TABLES_MANUAL = `${SITE}/DATABASE_README.html#types`;

export const ACCESS_MANUAL = `${SITE}/access.5.html`;

export const MASTER_MANUAL = `${SITE}/master.5.html`;

/** Section of the manual → its pages about Postfix, without those of section 8, which are the daemons. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  1: (
    'mailq newaliases postalias postcat postconf postdrop postfix postfix-tls postkick postlock postlog postmap ' +
    'postmulti postqueue postsuper sendmail'
  ).split(' '),
  5: (
    'access aliases bounce canonical cidr_table generic header_checks ldap_table lmdb_table master memcache_table ' +
    'mysql_table pcre_table pgsql_table postconf regexp_table relocated socketmap_table sqlite_table tcp_table ' +
    'transport virtual'
  ).split(' '),
};

/** Page of `NAME(SECTION)`, or undefined when Postfix has none of that name. */
export function manualPage(name: string, section: string, daemons: ReadonlySet<string>): string | undefined {
  if (section === '8') return daemons.has(name) ? daemonManual(name) : undefined;
  return PAGES[section]?.includes(name) ? `${SITE}/${name}.${section}.html` : undefined;
}

const DOVECOT_SITE = 'https://doc.dovecot.org';

/** Pages of Dovecot 2.3 about the settings of a block; those of no block have a section each. */
const DOVECOT_BLOCKS: Readonly<Record<string, string>> = {
  service: 'configuration_manual/service_configuration/',
  passdb: 'configuration_manual/authentication/password_databases_passdb/',
  userdb: 'configuration_manual/authentication/user_databases_userdb/',
  namespace: 'configuration_manual/namespace/',
};

/** Where the manual of a version describes a setting; `place` is the block of 2.3 around it. */
export const dovecotManuals = {
  '2.3': (name: string, place = ''): string => {
    const block = DOVECOT_BLOCKS[place.split('/')[0] ?? ''];
    return `${DOVECOT_SITE}/2.3/${block ?? `settings/core/#core_setting-${encodeURIComponent(name)}`}`;
  },
  '2.4': (name: string): string =>
    `${DOVECOT_SITE}/2.4.1/core/summaries/settings.html#${encodeURIComponent(name)}`,
} as const;
