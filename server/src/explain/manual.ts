const SITE = 'https://www.postfix.org';

/** Section of postconf(5) on a parameter. */
export function parameterManual(name: string): string {
  return `${SITE}/postconf.5.html#${encodeURIComponent(name)}`;
}

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
