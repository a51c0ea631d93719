/** What a value is made of. */
export type SaslValue =
  'verifiers' | 'mechanisms' | 'plugins' | 'path' | 'number' | 'switch' | 'word' | 'flags' | 'text';

export interface SaslOptionFact {
  readonly value: SaslValue;
  /** The words that it may be; others than these are refused or mean nothing. */
  readonly words?: readonly string[];
  /** The plugin that alone reads the option. */
  readonly plugin?: 'sasldb' | 'sql' | 'ldapdb';
}

export type SaslOptions = Readonly<Record<string, SaslOptionFact>>;

const TEXT: SaslOptionFact = { value: 'text' };
const PATH: SaslOptionFact = { value: 'path' };
const NUMBER: SaslOptionFact = { value: 'number' };
const SWITCH: SaslOptionFact = { value: 'switch', words: ['yes', 'no'] };
const SQL: SaslOptionFact = { value: 'text', plugin: 'sql' };
const LDAPDB: SaslOptionFact = { value: 'text', plugin: 'ldapdb' };
const SCOPE: SaslOptionFact = { value: 'word', words: ['sub', 'one', 'base'] };

/** Values of which the library reads words, a number or a first letter: blanks behind them do not count. */
const WITHOUT_BLANKS: ReadonlySet<SaslValue | undefined> = new Set([
  'verifiers',
  'mechanisms',
  'plugins',
  'number',
  'switch',
] as const);

/** Whether the library takes blanks at the end of the line for a part of such a value (2.1.28 does). */
export function keepsBlanks(value: SaslValue | undefined): boolean {
  return !WITHOUT_BLANKS.has(value);
}

/** Who may check a password; names in any case (checkpw.c of the library). */
export const VERIFIERS = ['saslauthd', 'auxprop', 'authdaemond', 'pwcheck', 'alwaystrue'] as const;

/** The auxprop plugins of the library. */
export const AUXPROP_PLUGINS = ['sasldb', 'sql', 'ldapdb'] as const;

/** smtpd.conf: options of the library, of its mechanisms and of its plugins; any other name is passed over. */
export const SMTPD_OPTIONS: SaslOptions = {
  pwcheck_method: { value: 'verifiers', words: VERIFIERS },
  mech_list: { value: 'mechanisms' },
  client_mech_list: { value: 'mechanisms' },
  auxprop_plugin: { value: 'plugins', words: AUXPROP_PLUGINS },
  saslauthd_path: PATH,
  authdaemond_path: PATH,
  log_level: { value: 'word', words: ['0', '1', '2', '3', '4', '5', '6', '7'] },
  auto_transition: { value: 'word', words: ['yes', 'no', 'noplain'] },
  canon_user_plugin: TEXT,
  plugin_list: TEXT,
  reauth_timeout: NUMBER,
  keytab: PATH,
  ad_compat: SWITCH,
  ccache_store: TEXT,
  ntlm_server: TEXT,
  ntlm_v2: SWITCH,
  opiekeys: PATH,
  otp_mda: { value: 'word', words: ['md4', 'md5', 'sha1'] },
  scram_secret_generate: SWITCH,
  scram_iteration_counter: NUMBER,
  srp_mda: { value: 'word', words: ['md5', 'sha1', 'rmd160'] },
  srvtab: PATH,
  sasldb_path: { value: 'path', plugin: 'sasldb' },
  sasldb_mapsize: { value: 'number', plugin: 'sasldb' },
  sasldb_maxreaders: { value: 'number', plugin: 'sasldb' },
  sql_engine: { value: 'word', words: ['mysql', 'pgsql', 'sqlite', 'sqlite3'], plugin: 'sql' },
  sql_hostnames: SQL,
  sql_user: SQL,
  sql_passwd: SQL,
  sql_database: SQL,
  sql_select: SQL,
  sql_insert: SQL,
  sql_update: SQL,
  sql_usessl: { ...SWITCH, plugin: 'sql' },
  ldapdb_uri: LDAPDB,
  ldapdb_id: LDAPDB,
  ldapdb_pw: LDAPDB,
  ldapdb_mech: LDAPDB,
  ldapdb_rc: { value: 'path', plugin: 'ldapdb' },
  ldapdb_starttls: { value: 'word', words: ['try', 'demand'], plugin: 'ldapdb' },
  ldapdb_canon_attr: LDAPDB,
};

/** /etc/saslauthd.conf: how saslauthd asks LDAP (LDAP_SASLAUTHD of the sources). */
export const SASLAUTHD_LDAP_OPTIONS: SaslOptions = {
  ldap_servers: TEXT,
  ldap_auth_method: { value: 'word', words: ['bind', 'custom', 'fastbind'] },
  ldap_search_base: TEXT,
  ldap_filter: TEXT,
  ldap_scope: SCOPE,
  ldap_bind_dn: TEXT,
  ldap_password: TEXT,
  ldap_bind_pw: TEXT,
  ldap_default_realm: TEXT,
  ldap_default_domain: TEXT,
  ldap_password_attr: TEXT,
  ldap_group_dn: TEXT,
  ldap_group_attr: TEXT,
  ldap_group_match_method: { value: 'word', words: ['attr', 'filter'] },
  ldap_group_filter: TEXT,
  ldap_group_search_base: TEXT,
  ldap_group_scope: SCOPE,
  ldap_start_tls: SWITCH,
  ldap_tls_check_peer: SWITCH,
  ldap_tls_cacert_file: PATH,
  ldap_tls_cacert_dir: PATH,
  ldap_tls_ciphers: TEXT,
  ldap_tls_cert: PATH,
  ldap_tls_key: PATH,
  ldap_use_sasl: SWITCH,
  ldap_id: TEXT,
  ldap_sasl_authc_id: TEXT,
  ldap_authz_id: TEXT,
  ldap_sasl_authz_id: TEXT,
  ldap_mech: TEXT,
  ldap_sasl_mech: TEXT,
  ldap_realm: TEXT,
  ldap_sasl_realm: TEXT,
  ldap_sasl_secprops: TEXT,
  ldap_referrals: SWITCH,
  ldap_restart: SWITCH,
  ldap_deref: { value: 'word', words: ['search', 'find', 'always', 'never'] },
  ldap_size_limit: NUMBER,
  ldap_time_limit: NUMBER,
  ldap_timeout: NUMBER,
  ldap_debug: NUMBER,
  ldap_version: { value: 'word', words: ['2', '3'] },
};

/** Ways of checking passwords that Debian and Red Hat build into saslauthd (`saslauthd -v`). */
const WAYS = ['pam', 'shadow', 'getpwent', 'ldap', 'kerberos5', 'rimap', 'sasldb', 'httpform'];

/** Variables of the defaults files: Debian's first, then those of Red Hat. */
export const SASLAUTHD_SETTINGS: SaslOptions = {
  START: { value: 'word', words: ['yes', 'no'] },
  DESC: TEXT,
  NAME: TEXT,
  MECHANISMS: { value: 'word', words: WAYS },
  MECH_OPTIONS: { value: 'flags' },
  THREADS: NUMBER,
  OPTIONS: { value: 'flags' },
  SOCKETDIR: PATH,
  MECH: { value: 'word', words: WAYS },
  FLAGS: { value: 'flags' },
};
