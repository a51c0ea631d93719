import {
  isYes,
  needless,
  open,
  write,
  type Context,
  type Conversions,
  type OldSetting,
  type Outcome,
} from '../conversion';
import { renamed } from '../carryOver';
import { reason, type Reason } from '../reasons';
import { block, include, setting, type NewSetting, type Statement } from '../statements';
import { AUTH_VARIABLES } from '../variableNames';
import { convertVariables } from '../variables';
import { readFields } from './fields';

/** Drivers that 2.4 has no longer. */
const GONE: ReadonlySet<string> = new Set([
  'bsdauth',
  'checkpassword',
  'dict',
  'shadow',
  'sia',
  'vpopmail',
  'nss',
]);

export function isGoneDriver(driver: string | undefined): boolean {
  return driver !== undefined && GONE.has(driver);
}

/** `passdb` and `userdb`: their settings, and what becomes of `args` by the driver. */
function databaseSettings(type: 'passdb' | 'userdb'): Conversions {
  return {
    driver: ({ value, section }, context) =>
      write(section && context.labelOf(section) === value ? [] : [setting('driver', value)]),
    name: needless,
    args: (old, context) => convertArgs(type, old, context),
    default_fields: (old) => fieldsBlock(old.value, ':default'),
    override_fields: (old) => fieldsBlock(old.value, ''),
    mechanisms: renamed('mechanisms_filter'),
    pass: ({ value }) => write(isYes(value) ? [setting('result_success', 'continue')] : []),
    auth_verbose: (old, context) =>
      old.value === 'default' ? write([]) : renamed('auth_verbose')(old, context),
  };
}

export const DATABASES: Readonly<Record<string, Conversions>> = {
  passdb: databaseSettings('passdb'),
  userdb: databaseSettings('userdb'),
};

function fieldsBlock(text: string, suffix: string): Outcome {
  const { settings, reasons } = readFields(text, suffix);
  return write(settings.length === 0 ? [] : [block('fields', undefined, settings)], reasons);
}

type ReadArgs = (type: 'passdb' | 'userdb', old: OldSetting, context: Context) => Outcome;

function convertArgs(type: 'passdb' | 'userdb', old: OldSetting, context: Context): Outcome {
  const driver = context.valueIn(old.section, 'driver') ?? '';
  if (old.value === '') return write([]);
  const read = ARGS[driver];
  return read
    ? read(type, old, context)
    : open(reason('in-group', { name: `${type} ${driver} args`, value: old.value }));
}

const ARGS: Readonly<Record<string, ReadArgs>> = {
  pam: (_, { value }) => readPamArgs(value),
  'passwd-file': (type, { value }) => readPasswdFileArgs(type, value),
  passwd: (type, { value }) => readFieldArgs(type, value),
  static: (type, { value }) => readFieldArgs(type, value),
  prefetch: () => write([]),
  sql: includeDriverFile,
  ldap: includeDriverFile,
  oauth2: includeDriverFile,
  lua: (type, { value }) => readLuaArgs(type, value),
  imap: (_, { value }) => readImapArgs(value),
};

/** The settings of the file are rewritten where they are, and read from there. */
function includeDriverFile(_: string, { value }: OldSetting, { driverFiles }: Context): Outcome {
  return driverFiles.has(value) ? write([include(value)]) : open(reason('not-at-hand', { path: value }));
}

const PAM: Readonly<Record<string, string>> = {
  session: 'passdb_pam_session',
  setcred: 'passdb_pam_setcred',
  max_requests: 'passdb_pam_max_requests',
  failure_show_msg: 'passdb_pam_failure_show_msg',
};

/** `session=yes dovecot`: options, and the name of the service, `*` for that of the protocol (passdb-pam.c). */
function readPamArgs(text: string): Outcome {
  return fromWords(text, (word) => {
    const [, name = '', value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    const option = PAM[name];
    if (option !== undefined) return [setting(option, value === '' ? 'yes' : (value ?? 'yes'))];
    if (PAM[word] !== undefined) return [setting(PAM[word], 'yes')];
    // The cache has its own key in 2.4.
    if (name === 'cache_key') return [];
    return word.includes('=')
      ? undefined
      : [setting('passdb_pam_service_name', word === '*' ? '%{protocol}' : variablesIn(word))];
  });
}

/** `scheme=CRYPT username_format=%n /etc/dovecot/users` (db-passwd-file.c). */
function readPasswdFileArgs(type: 'passdb' | 'userdb', text: string): Outcome {
  const words = /^((?:(?:scheme|username_format|blocking)=\S*\s+)*)(.*)$/.exec(text) ?? [];
  const options = fromWords(words[1] ?? '', (word) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (name === 'scheme') return type === 'passdb' ? [scheme(value)] : [];
    if (name === 'blocking') return [setting(`${type}_use_worker`, value)];
    return [setting('auth_username_format', variablesIn(value))];
  });
  const given = /(?:^|\s)scheme=(\S+)/i.exec(words[1] ?? '')?.[1];
  // 2.3 takes passwords without a scheme for those of crypt(3), 2.4.1 for plain text.
  const standard = type === 'passdb' && given === undefined ? [scheme('CRYPT')] : [];
  return write(
    [...standard, ...options.statements, setting('passwd_file_path', variablesIn(words[2] ?? ''))],
    type === 'passdb' ? weakScheme(given) : [],
  );
}

function scheme(value: string): NewSetting {
  return setting('default_password_scheme', value);
}

const WEAK = /^(MD5|MD5-CRYPT|SMD5|LDAP-MD5|PLAIN-MD4|PLAIN-MD5|HMAC-MD5|DES-CRYPT)(\.|$)/i;

/** Schemes that 2.4 refuses unless it is told not to. */
export function weakScheme(name: string | undefined): Reason[] {
  return name !== undefined && WEAK.test(name) ? [reason('weak-scheme', { name })] : [];
}

/** Words that are not fields of the user. */
const OPTIONS: Readonly<Record<string, (type: 'passdb' | 'userdb', value: string) => readonly Statement[]>> =
  {
    blocking: (type, value) => [setting(`${type}_use_worker`, isYes(value) ? 'yes' : 'no')],
    allow_all_users: (_, value) => [setting('userdb_static_allow_all_users', isYes(value) ? 'yes' : 'no')],
  };

function readFieldArgs(type: 'passdb' | 'userdb', text: string): Outcome {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const options = words.flatMap((word) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (type === 'passdb' && name === 'password')
      return [setting('passdb_static_password', variablesIn(value))];
    return OPTIONS[name]?.(type, value) ?? [];
  });
  const isOption = (word: string): boolean =>
    /^(blocking|allow_all_users)=/.test(word) || (type === 'passdb' && word.startsWith('password='));
  const fields = fieldsBlock(words.filter((word) => !isOption(word)).join(' '), '');
  return write([...options, ...fields.statements], fields.reasons);
}

function readLuaArgs(type: 'passdb' | 'userdb', text: string): Outcome {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const value = (word: string): string => word.slice(word.indexOf('=') + 1);
  const file = words.find((word) => word.startsWith('file='));
  const blocking = words.find((word) => word.startsWith('blocking='));
  const others = words.filter((word) => word !== file && word !== blocking && word.includes('='));
  const own = others.map((word) => setting(word.slice(0, word.indexOf('=')), variablesIn(value(word))));
  return write([
    ...(file === undefined ? [] : [setting('lua_file', value(file))]),
    ...(blocking === undefined ? [] : [setting(`${type}_use_worker`, value(blocking))]),
    ...(own.length === 0 ? [] : [block('lua_settings', undefined, own)]),
  ]);
}

const IMAP: Readonly<Record<string, string>> = {
  host: 'imapc_host',
  port: 'imapc_port',
  ssl: 'imapc_ssl',
  rawlog_dir: 'imapc_rawlog_dir',
  ssl_ca_file: 'ssl_client_ca_file',
  ssl_ca_dir: 'ssl_client_ca_dir',
  username: 'imapc_user',
};

function readImapArgs(text: string): Outcome {
  return fromWords(text, (word) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (name === 'allow_invalid_cert')
      return [setting('ssl_client_require_valid_cert', isYes(value) ? 'no' : 'yes')];
    return IMAP[name] === undefined ? undefined : [setting(IMAP[name], variablesIn(value))];
  });
}

/** What each word becomes; one that means nothing is left to the administrator. */
function fromWords(text: string, read: (word: string) => readonly Statement[] | undefined): Outcome {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const statements = words.map((word) => [word, read(word)] as const);
  return write(
    statements.flatMap(([, made]) => made ?? []),
    statements.flatMap(([word, made]) => (made ? [] : [reason('not-understood', { value: word })])),
  );
}

function variablesIn(text: string): string {
  return convertVariables(text, AUTH_VARIABLES).text;
}
