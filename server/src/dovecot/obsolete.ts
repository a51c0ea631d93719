import type { Setting } from './nodes';

/** A setting that a line of an older version means to 2.3, and the block that it stands in, from the outside in. */
export interface Converted {
  readonly blocks: readonly (readonly [type: string, label: string])[];
  readonly name: string;
  readonly value: string;
}

type Conversion = (value: string, protocol: string | undefined) => readonly Converted[];

const here = (name: string, value: string): Converted => ({ blocks: [], name, value });
const renamed =
  (name: string, write: (value: string) => string = (value) => value): Conversion =>
  (value) => [here(name, write(value))];
const dropped: Conversion = () => [];
const isYes = (value: string): boolean => /^y/i.test(value) || value === '1';
const megabytes = (value: string): string => `${value}M`;

const LOGIN_SERVICES = ['imap-login', 'pop3-login', 'managesieve-login'];
const MAIL_SERVICES = ['imap', 'pop3', 'managesieve'];

/** A setting of services; in a `protocol` of its service alone. */
const ofServices =
  (
    services: readonly string[],
    name: string,
    write: (value: string) => string = (value) => value,
  ): Conversion =>
  (value, protocol) =>
    services
      .filter((service) => protocol === undefined || service.replace(/-login$/, '') === protocol)
      .map((service) => ({ blocks: [['service', service]], name, value: write(value) }));

const inPlugin =
  (name: string): Conversion =>
  (value) => [{ blocks: [['plugin', '']], name, value }];

/**
 * Names of older versions that 2.3 still takes at top level, with a warning, and what it makes of them
 * (src/config/old-set-parser.c of Dovecot 2.3). 2.4 knows none of them.
 */
const NAMES: Readonly<Record<string, Conversion>> = {
  ssl_cert_file: renamed('ssl_cert', (value) => `<${value}`),
  ssl_key_file: renamed('ssl_key', (value) => `<${value}`),
  ssl_ca_file: renamed('ssl_ca', (value) => `<${value}`),
  ssl_disable: renamed('ssl', (value) => (isYes(value) ? 'no' : 'yes')),
  ssl_protocols: (value) => oldestProtocol(value).map((oldest) => here('ssl_min_protocol', oldest)),
  ssl_listen: dropped,
  ssl_parameters_regenerate: dropped,
  ssl_dh_parameters_length: dropped,
  sieve: inPlugin('sieve'),
  sieve_storage: inPlugin('sieve_storage'),
  fsync_disable: renamed('mail_fsync', (value) => (isYes(value) ? 'never' : 'optimized')),
  dbox_rotate_size: renamed('mdbox_rotate_size'),
  dbox_rotate_min_size: dropped,
  dbox_rotate_days: dropped,
  director_consistent_hashing: dropped,
  login_dir: dropped,
  mail_log_max_lines_per_sec: dropped,
  maildir_copy_preserve_filename: dropped,
  auth_count: dropped,
  login_user: ofServices(LOGIN_SERVICES, 'user'),
  login_executable: ofServices(LOGIN_SERVICES, 'executable'),
  login_chroot: ofServices(LOGIN_SERVICES, 'chroot', (value) => (isYes(value) ? 'login' : '')),
  login_process_size: ofServices(LOGIN_SERVICES, 'vsz_limit', megabytes),
  login_process_per_connection: ofServices(LOGIN_SERVICES, 'service_count', (value) =>
    isYes(value) ? '1' : '0',
  ),
  login_processes_count: ofServices(LOGIN_SERVICES, 'process_min_avail'),
  login_max_processes_count: ofServices(LOGIN_SERVICES, 'process_limit'),
  login_max_connections: ofServices(LOGIN_SERVICES, 'client_limit'),
  max_mail_processes: ofServices(MAIL_SERVICES, 'process_limit'),
  mail_executable: ofServices(MAIL_SERVICES, 'executable'),
  mail_process_size: ofServices(MAIL_SERVICES, 'vsz_limit', megabytes),
  mail_drop_priv_before_exec: ofServices(MAIL_SERVICES, 'drop_priv_before_exec'),
  auth_executable: ofServices(['auth'], 'executable'),
  auth_process_size: ofServices(['auth'], 'vsz_limit', megabytes),
  auth_user: ofServices(['auth'], 'user'),
  auth_chroot: ofServices(['auth'], 'chroot'),
};

const PREFIX = 'mail_cache_compress_';

export function isObsoleteName(name: string): boolean {
  return Object.hasOwn(NAMES, name) || name.startsWith(PREFIX);
}

/** Settings of today with values of old; nothing when the value is one of today too. */
const VALUES: Readonly<Record<string, (value: string) => readonly Converted[] | undefined>> = {
  protocols: convertProtocols,
  imap_client_workarounds: (value) => {
    const words = value.split(/[ ,]+/).filter((word) => word !== '');
    const today = words.map((word) => (/^(outlook-idle|netscape-eoh)$/.test(word) ? '' : word));
    return [here('imap_client_workarounds', today.join(' '))];
  },
  auth_cache_size: (value) =>
    /^\d+$/.test(value) && Number(value) > 0 && Number(value) < 1024
      ? [here('auth_cache_size', megabytes(value))]
      : undefined,
};

/** What 2.3 makes of a line outside of all blocks but filters; undefined when it takes the line as it is. */
export function convertObsolete(
  { key, value, form }: Setting,
  protocol: string | undefined,
): readonly Converted[] | undefined {
  const name = key.text;
  if (form === 'file' || (form === 'plain' && /(^| )\$/.test(value))) return undefined;
  if (name.startsWith(PREFIX)) return [here(`mail_cache_purge_${name.slice(PREFIX.length)}`, value)];
  return NAMES[name]?.(value, protocol) ?? VALUES[name]?.(value);
}

/** Keys of `plugin { }` that have another name today. */
export const OBSOLETE_PLUGIN_KEYS: Readonly<Record<string, string>> = {
  imap_zlib_compress_level: 'imap_compress_deflate_level',
};

/** Labels of blocks that have another name today, by type. */
export const OBSOLETE_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  protocol: { managesieve: 'sieve' },
  service: { dns_client: 'dns-client' },
};

/** Blocks of 1.x that 2.3 turns into today's, and reads in a grammar of their own. */
export const OBSOLETE_BLOCKS: ReadonlySet<string> = new Set(['auth', 'socket']);

/** Blanks around the words go, whatever they are; ports that listened without TLS stay closed where only the name with TLS was given. */
function convertProtocols(value: string): readonly Converted[] {
  const words = value.split(' ').filter((word) => word !== '');
  const today = words
    .filter((word) => !/^(imap|pop3)s$/.test(word))
    .map((word) => OLD_PROTOCOLS[word] ?? word);
  const closed = ['imap', 'pop3'].filter((name) => words.includes(`${name}s`) && !words.includes(name));
  return [
    here('protocols', [...today, ...closed].join(' ')),
    ...closed.map((name): Converted => ({
      blocks: [
        ['service', `${name}-login`],
        ['inet_listener', name],
      ],
      name: 'port',
      value: '0',
    })),
  ];
}

const OLD_PROTOCOLS: Readonly<Record<string, string>> = { managesieve: 'sieve' };

const TLS_PROTOCOLS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'];

/** The oldest protocol that `ssl_protocols` allows; nothing when it names one that is not known. */
function oldestProtocol(value: string): string[] {
  const words = value.split(/[ ,]+/).filter((word) => word !== '');
  if (words.some((word) => !TLS_PROTOCOLS.includes(word.replace(/^!/, '')))) return [];
  const wanted = words.filter((word) => !word.startsWith('!'));
  const allowed = TLS_PROTOCOLS.filter((name) =>
    wanted.length > 0 ? wanted.includes(name) : !words.includes(`!${name}`),
  );
  return allowed.slice(0, 1);
}
