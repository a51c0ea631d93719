/** What the value of a driver's setting is; a block holds settings of its own. */
export type DriverSettingType = 'text' | 'bool' | 'uint' | 'path' | 'word' | 'scheme' | 'block';

export interface DriverSetting {
  readonly type: DriverSettingType;
  /** The words of `word`. */
  readonly words?: readonly string[];
}

/** What a file is for: the drivers of passdb and userdb, the dict of a passdb, and the maps of a dict in SQL. */
export type DriverKind = 'sql' | 'ldap' | 'auth-dict' | 'sql-dict' | 'oauth2';

const TEXT: DriverSetting = { type: 'text' };
const BOOL: DriverSetting = { type: 'bool' };
const UINT: DriverSetting = { type: 'uint' };
const PATH: DriverSetting = { type: 'path' };
const SCHEME: DriverSetting = { type: 'scheme' };
const BLOCK: DriverSetting = { type: 'block' };

/**
 * Settings of the files that `args` of 2.3 names; those of blocks with the name of the block (db-sql.c, db-ldap.c, db-dict.c,
 * db-oauth2.c, dict-sql-settings.c of 2.3). 2.4 has no such files.
 */
export const DRIVER_SETTINGS: Readonly<Record<DriverKind, Readonly<Record<string, DriverSetting>>>> = {
  sql: {
    driver: { type: 'word', words: ['mysql', 'pgsql', 'sqlite', 'cassandra'] },
    connect: TEXT,
    default_pass_scheme: SCHEME,
    password_query: TEXT,
    user_query: TEXT,
    update_query: TEXT,
    iterate_query: TEXT,
    userdb_warning_disable: BOOL,
  },
  ldap: {
    hosts: TEXT,
    uris: TEXT,
    dn: TEXT,
    dnpass: TEXT,
    auth_bind: BOOL,
    auth_bind_userdn: TEXT,
    tls: BOOL,
    tls_require_cert: { type: 'word', words: ['never', 'hard', 'demand', 'allow', 'try'] },
    tls_ca_cert_file: PATH,
    tls_ca_cert_dir: PATH,
    tls_cert_file: PATH,
    tls_key_file: PATH,
    tls_cipher_suite: TEXT,
    sasl_bind: BOOL,
    sasl_mech: TEXT,
    sasl_realm: TEXT,
    sasl_authz_id: TEXT,
    base: TEXT,
    scope: { type: 'word', words: ['base', 'onelevel', 'subtree'] },
    deref: { type: 'word', words: ['never', 'searching', 'finding', 'always'] },
    ldap_version: UINT,
    user_filter: TEXT,
    user_attrs: TEXT,
    pass_filter: TEXT,
    pass_attrs: TEXT,
    iterate_filter: TEXT,
    iterate_attrs: TEXT,
    default_pass_scheme: SCHEME,
    userdb_warning_disable: BOOL,
    blocking: BOOL,
    ldaprc_path: PATH,
    debug_level: TEXT,
  },
  'auth-dict': {
    uri: TEXT,
    default_pass_scheme: SCHEME,
    iterate_prefix: TEXT,
    iterate_disable: BOOL,
    passdb_objects: TEXT,
    userdb_objects: TEXT,
    // What files said before there were blocks.
    password_key: TEXT,
    user_key: TEXT,
    value_format: { type: 'word', words: ['json'] },
    key: BLOCK,
    passdb_fields: BLOCK,
    userdb_fields: BLOCK,
    'key/key': TEXT,
    'key/format': { type: 'word', words: ['json', 'value'] },
    'key/default_value': TEXT,
  },
  'sql-dict': {
    connect: TEXT,
    map: BLOCK,
    'map/pattern': TEXT,
    'map/table': TEXT,
    'map/username_field': TEXT,
    'map/value_field': TEXT,
    'map/value_type': { type: 'word', words: ['string', 'hexblob', 'int', 'uint'] },
    'map/value_hexblob': BOOL,
    'map/fields': BLOCK,
  },
  oauth2: {
    tokeninfo_url: TEXT,
    introspection_url: TEXT,
    introspection_mode: { type: 'word', words: ['', 'auth', 'get', 'post', 'local'] },
    force_introspection: BOOL,
    grant_url: TEXT,
    use_grant_password: BOOL,
    scope: TEXT,
    audience: TEXT,
    username_attribute: TEXT,
    username_format: TEXT,
    active_attribute: TEXT,
    active_value: TEXT,
    client_id: TEXT,
    client_secret: TEXT,
    issuers: TEXT,
    local_validation_key_dict: TEXT,
    openid_configuration_url: TEXT,
    pass_attrs: TEXT,
    send_auth_headers: BOOL,
    debug: BOOL,
    rawlog_dir: PATH,
    timeout_msecs: UINT,
    max_idle_time_msecs: UINT,
    max_parallel_connections: UINT,
    max_pipelined_requests: UINT,
    tls_ca_cert_file: PATH,
    tls_ca_cert_dir: PATH,
    tls_cert_file: PATH,
    tls_key_file: PATH,
    tls_cipher_suite: TEXT,
    tls_allow_invalid_cert: BOOL,
  },
};
