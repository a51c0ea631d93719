import { reason } from '../reasons';
import { block, setting, type Statement } from '../statements';
import { weakScheme } from '../settings/databases';
import {
  lines,
  named,
  needless,
  notUnderstood,
  type DriverConversions,
  type DriverOutcome,
  type DriverValues,
} from './driverSettings';

export const SQL: DriverConversions = {
  driver: (value) => lines(setting('sql_driver', value)),
  connect: convertConnect,
  password_query: query('passdb_sql_query'),
  user_query: query('userdb_sql_query'),
  iterate_query: query('userdb_sql_iterate_query'),
  default_pass_scheme: (value) => ({
    statements: [setting('passdb_default_password_scheme', value)],
    reasons: weakScheme(value),
  }),
  userdb_warning_disable: needless,
};

/** Columns that have another name or form in 2.4. */
const COLUMN = /\bas\s+["'`]?((?:userdb_)?(?:quota_rule\d*|quota_warning\d*|quota|mail))\b(?!\.)/gi;

/** `CONCAT('*:bytes=', size) AS quota_rule`: the limit alone is what 2.4 asks for. */
const RULE =
  /CONCAT\(\s*'\*:(bytes|storage)='\s*,\s*([\w.*]+)(?:\s*,\s*'([KMGTB]?)')?\s*\)\s+AS\s+(userdb_)?quota_rule\b/gi;

function query(name: string) {
  return (value: string): DriverOutcome => {
    const sized = value.replace(
      RULE,
      (_, kind: string, size: string, unit: string | undefined, prefix: string | undefined) => {
        const written = unit ?? (kind.toLowerCase() === 'storage' ? 'K' : 'B');
        return `CONCAT(${size}, '${written === '' ? 'B' : written}') AS ${prefix ?? ''}quota_storage_size`;
      },
    );
    const { statements, reasons } = named(name)(sized, new Map());
    const [statement] = statements;
    const columns = [...sized.matchAll(COLUMN)].map(([, column]) => column ?? '');
    const isAsWritten = sized === value && statement?.kind === 'setting';
    return {
      statements:
        isAsWritten || statement?.kind !== 'setting' ? statements : [setting(name, statement.value)],
      reasons: [
        ...reasons,
        ...(columns.length === 0 ? [] : [reason('only-in-database', { names: columns.join(', ') })]),
      ],
    };
  };
}

type Pairs = readonly (readonly [name: string, value: string])[];

function readPairs(text: string): Pairs {
  return [...text.matchAll(/(\w+)=('[^']*'|"[^"]*"|\S*)/g)].map(([, name = '', value = '']) => [
    name,
    value.replace(/^(['"])(.*)\1$/, '$2'),
  ]);
}

type Connect = (text: string) => readonly Statement[] | undefined;

const CONNECT: Readonly<Record<string, Connect>> = {
  mysql: (text) => mysqlBlocks(readPairs(text)),
  pgsql: (text) => pgsqlBlocks(readPairs(text)),
  sqlite: (text) => [
    setting('sqlite_path', /(?:^|\s)dbname=(\S+)/.exec(text)?.[1] ?? text.split(/\s/)[0] ?? ''),
  ],
};

function convertConnect(value: string, values: DriverValues): DriverOutcome {
  const statements = CONNECT[values.get('driver') ?? '']?.(value);
  if (!statements) return notUnderstood(value);
  const isUnnamed = values.has('password_query') && !values.has('default_pass_scheme');
  if (!isUnnamed) return lines(...statements);
  // What 2.3 takes passwords without a scheme for; 2.4.1 would take them for plain text.
  return {
    statements: [...statements, setting('passdb_default_password_scheme', 'MD5')],
    reasons: [reason('unnamed-scheme')],
  };
}

/** Options that are settings of the same name. */
const MYSQL: Readonly<Record<string, string>> = {
  user: 'user',
  password: 'password',
  dbname: 'dbname',
  port: 'port',
  client_flags: 'client_flags',
  option_file: 'option_file',
  option_group: 'option_group',
  maxconns: 'connection_limit',
  connect_timeout: 'connect_timeout',
  read_timeout: 'read_timeout',
  write_timeout: 'write_timeout',
  ssl_ca: 'ssl_client_ca_file',
  ssl_ca_path: 'ssl_client_ca_dir',
  ssl_cert: 'ssl_client_cert_file',
  ssl_key: 'ssl_client_key_file',
  ssl_cipher: 'ssl_cipher_list',
  ssl_verify_server_cert: 'ssl_client_require_valid_cert',
};

function mysqlBlocks(pairs: Pairs): Statement[] {
  const settings = pairs.flatMap(([name, value]) => {
    const key = MYSQL[name];
    if (key === undefined) return [];
    return [setting(key, name.endsWith('_timeout') ? `${value} secs` : value)];
  });
  const isTls = pairs.some(([name]) => name.startsWith('ssl_'));
  const body = isTls ? [...settings, setting('ssl', 'yes')] : settings;
  return hostsOf(pairs, 'localhost').map((host) => block('mysql', host, body));
}

function pgsqlBlocks(pairs: Pairs): Statement[] {
  const limit = pairs.find(([name]) => name === 'maxconns')?.[1];
  const parameters = pairs.filter(([name]) => name !== 'host' && name !== 'maxconns');
  const body = [
    ...(limit === undefined ? [] : [setting('connection_limit', limit)]),
    block(
      'parameters',
      undefined,
      parameters.map(([name, value]) => setting(name, value)),
    ),
  ];
  // Where libpq looks for the socket.
  return hostsOf(pairs, '/var/run/postgresql').map((host) => block('pgsql', host, body));
}

/** Several hosts share the load. */
function hostsOf(pairs: Pairs, fallback: string): string[] {
  const hosts = pairs.filter(([name]) => name === 'host').map(([, value]) => value);
  return hosts.length === 0 ? [fallback] : [...new Set(hosts)];
}

/** The file of a dictionary in SQL; its maps are blocks. */
export const DICT_SQL: DriverConversions = {
  connect: convertConnect,
  driver: needless,
};
