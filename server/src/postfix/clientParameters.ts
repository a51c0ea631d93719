/** Table types whose client reads how to reach a database from a file, or from `NAME_<parameter>` of main.cf. */
export const CLIENT_TYPES = ['ldap', 'mysql', 'pgsql', 'sqlite', 'memcache', 'mongodb'] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

/** How the client reads a value. */
type ClientValue =
  | 'text'
  | 'path'
  | 'tables'
  /** Digits alone, with a sign: no `s` or `h` behind them, no `0x` before them. */
  | 'number'
  /** `yes` or `no`, in any case. */
  | 'switch'
  | 'word'
  /** Asks for a key: `%s`, `%u`, `%d`, `%1` to `%9`, their large letters, and `%%`. */
  | 'query'
  /** Makes the result of what was found, with the same letters. */
  | 'result';

/** What a client does with a parameter (ldap_table(5), mysql_table(5) and the like). */
export interface ClientParameterFact {
  readonly value: ClientValue;
  /** What the client takes where nothing is set; absent where that is nothing, or an error. */
  readonly byDefault?: string;
  /** The words, or numbers, that it may be. */
  readonly words?: readonly string[];
  /** Smaller numbers are refused. */
  readonly least?: number;
  /** It warns of another word or number and goes on with its own one, where others end the program. */
  readonly forgiving?: boolean;
  /** Read no more: the client says so in the log, or passes over it. */
  readonly obsolete?: 'warned' | 'replaced';
  readonly secret?: boolean;
  /** The client looks at it where another parameter has this value, and nowhere else. */
  readonly readWith?: { readonly name: string; readonly value: string };
  /** The client ends where it is empty. */
  readonly filled?: boolean;
  /** The client ends where it is not set. */
  readonly required?: boolean;
}

type Parameters = Readonly<Record<string, ClientParameterFact>>;

const TEXT: ClientParameterFact = { value: 'text' };
const PATH: ClientParameterFact = { value: 'path' };
const SWITCHED_OFF: ClientParameterFact = { value: 'switch', byDefault: 'no' };
const REQUIRED: ClientParameterFact = { value: 'text', filled: true, required: true };
const SECRET: ClientParameterFact = { value: 'text', secret: true };
const REPLACED: ClientParameterFact = { value: 'text', filled: true, obsolete: 'replaced' };
const COUNT: ClientParameterFact = { value: 'number', byDefault: '0' };

const FOR_ALL: Parameters = {
  domain: { value: 'tables' },
  expansion_limit: COUNT,
  result_format: { value: 'result', byDefault: '%s', filled: true },
};

const seconds = (byDefault: string, least?: number): ClientParameterFact => ({
  value: 'number',
  byDefault,
  ...(least !== undefined && { least }),
});

const SQL_SERVER: Parameters = {
  ...FOR_ALL,
  hosts: { value: 'text', byDefault: 'localhost' },
  user: TEXT,
  password: SECRET,
  dbname: REQUIRED,
  query: { value: 'query' },
  idle_interval: seconds('60', 1),
  retry_interval: seconds('60', 1),
};

/** What `query` was put together from before Postfix 2.2; read where no `query` is set. */
const SQL_PARTS: Parameters = {
  select_field: REPLACED,
  table: REPLACED,
  where_field: REPLACED,
  additional_conditions: { value: 'text', obsolete: 'replaced' },
};

const LDAP: Parameters = {
  ...FOR_ALL,
  // Where it is empty, the older result_filter counts.
  result_format: { value: 'result', byDefault: '%s' },
  server_host: { value: 'text', byDefault: 'localhost', filled: true },
  server_port: { value: 'number', byDefault: '389' },
  timeout: seconds('10'),
  search_base: { value: 'query' },
  query_filter: { value: 'query', byDefault: '(mailacceptinggeneralid=%s)' },
  result_filter: { value: 'result', filled: true, obsolete: 'replaced' },
  result_attribute: { value: 'text', byDefault: 'maildrop' },
  special_result_attribute: TEXT,
  terminal_result_attribute: TEXT,
  leaf_result_attribute: TEXT,
  scope: { value: 'word', byDefault: 'sub', words: ['sub', 'base', 'one'], filled: true, forgiving: true },
  bind: { value: 'word', byDefault: 'yes', words: ['yes', 'no', 'simple', 'none', 'sasl'], filled: true },
  bind_dn: TEXT,
  bind_pw: SECRET,
  recursion_limit: { value: 'number', byDefault: '1000', least: 1 },
  size_limit: { value: 'number', byDefault: '$expansion_limit' },
  dereference: { value: 'number', byDefault: '0', words: ['0', '1', '2', '3'], forgiving: true },
  chase_referrals: SWITCHED_OFF,
  version: { value: 'number', byDefault: '3', words: ['2', '3'], least: 2, forgiving: true },
  debuglevel: COUNT,
  sasl_mechs: TEXT,
  sasl_realm: TEXT,
  sasl_authz_id: TEXT,
  sasl_minssf: { ...COUNT, readWith: { name: 'bind', value: 'sasl' } },
  start_tls: SWITCHED_OFF,
  tls_ca_cert_dir: PATH,
  tls_ca_cert_file: PATH,
  tls_cert: PATH,
  tls_key: PATH,
  tls_require_cert: SWITCHED_OFF,
  tls_random_file: PATH,
  tls_cipher_suite: TEXT,
  cache: { value: 'switch', obsolete: 'warned' },
  cache_expiry: { value: 'number', obsolete: 'warned' },
  cache_size: { value: 'number', obsolete: 'warned' },
};

const MYSQL: Parameters = {
  ...SQL_SERVER,
  ...SQL_PARTS,
  charset: { value: 'text', byDefault: 'utf8mb4' },
  option_file: PATH,
  option_group: { value: 'text', byDefault: 'client' },
  require_result_set: { value: 'switch', byDefault: 'yes' },
  tls_CAfile: PATH,
  tls_CApath: PATH,
  tls_cert_file: PATH,
  tls_key_file: PATH,
  tls_ciphers: TEXT,
  tls_verify_cert: SWITCHED_OFF,
};

const PGSQL: Parameters = {
  ...SQL_SERVER,
  ...SQL_PARTS,
  // From 3.9 on, the URI of a server may name the database.
  dbname: TEXT,
  select_function: REPLACED,
  encoding: { value: 'text', byDefault: 'UTF8' },
};

const SQLITE: Parameters = {
  ...FOR_ALL,
  ...SQL_PARTS,
  dbpath: { value: 'path', filled: true, required: true },
  query: { value: 'query' },
};

const MEMCACHE: Parameters = {
  domain: { value: 'tables' },
  memcache: { value: 'text', byDefault: 'inet:localhost:11211' },
  backup: { value: 'tables' },
  flags: COUNT,
  ttl: seconds('3600'),
  key_format: { value: 'query', byDefault: '%s' },
  key_digest: TEXT,
  data_size_limit: { value: 'number', byDefault: '10240', least: 1 },
  line_size_limit: { value: 'number', byDefault: '1024', least: 1 },
  max_try: { value: 'number', byDefault: '2', least: 1 },
  retry_pause: seconds('1', 1),
  timeout: seconds('2'),
};

const MONGODB: Parameters = {
  ...FOR_ALL,
  // The template is read when there is a result to make, and an unknown letter in it ends nothing (3.10).
  result_format: { value: 'text', byDefault: '%s', filled: true },
  uri: REQUIRED,
  dbname: REQUIRED,
  collection: REQUIRED,
  query_filter: { value: 'query', filled: true, required: true },
  projection: TEXT,
  result_attribute: TEXT,
};

export const CLIENT_PARAMETERS: Readonly<Record<ClientType, Parameters>> = {
  ldap: LDAP,
  mysql: MYSQL,
  pgsql: PGSQL,
  sqlite: SQLITE,
  memcache: MEMCACHE,
  mongodb: MONGODB,
};

export function isClientType(type: string): type is ClientType {
  return (CLIENT_TYPES as readonly string[]).includes(type);
}

export function clientParameter(type: ClientType, name: string): ClientParameterFact | undefined {
  const parameters = CLIENT_PARAMETERS[type];
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}
