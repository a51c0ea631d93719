import { fieldText, type Service } from '../postfix/masterCf';
import { flagsOf } from '../sasl/flags';
import { saslauthdSetting } from '../sasl/saslauthdDefaults';
import { saslOption, type SaslConf } from '../sasl/saslConf';
import type { Span } from '../text/span';
import type { SaslauthdFile } from './files';
import type { PostfixInstance } from './postfixInstance';
import { directoryOf } from './uris';

/** Where the library of one distribution or another looks, when `cyrus_sasl_config_path` says nothing. */
const DIRECTORIES = [
  '/etc/postfix/sasl',
  '/etc/sasl2',
  '/usr/lib/sasl2',
  '/usr/lib64/sasl2',
  '/usr/lib/x86_64-linux-gnu/sasl2',
  '/usr/local/lib/sasl2',
];

/** The smtpd services on which clients log in through Cyrus SASL. */
export function cyrusServices(instance: PostfixInstance): Service[] {
  return instance.services.filter(
    (service) =>
      fieldText(service, 'command') === 'smtpd' &&
      instance.effective('smtpd_sasl_auth_enable', service)?.toLowerCase() === 'yes' &&
      instance.effective('smtpd_sasl_type', service) === 'cyrus',
  );
}

/** The directories in which Cyrus SASL looks for its configuration, in its order (postconf(5), cyrus_sasl_config_path). */
export function saslDirectories(instance: PostfixInstance): string[] {
  const own = instance.effective('cyrus_sasl_config_path') ?? '';
  return own === '' ? DIRECTORIES : own.split(':').map((directory) => directory.replace(/\/$/, ''));
}

/** Files that tell how clients of smtpd log in, the likeliest first; none where Dovecot does it. */
export function saslPaths(instance: PostfixInstance): string[] {
  const services = cyrusServices(instance);
  const names = new Set(services.map((service) => instance.effective('smtpd_sasl_path', service) ?? ''));
  return [...names]
    .filter((name) => /^[\w.-]+$/.test(name))
    .flatMap((name) => saslDirectories(instance).map((directory) => `${directory}/${name}.conf`));
}

/** What saslauthd is started with, on Debian and on Red Hat. */
export const SASLAUTHD_DEFAULTS = ['/etc/default/saslauthd', '/etc/sysconfig/saslauthd'] as const;

/** Where saslauthd has its socket without `-m`; distributions agree, but for `/var/run` being `/run`. */
const SASLAUTHD = ['/var/run/saslauthd/mux', '/run/saslauthd/mux'] as const;

/** The sockets of saslauthd, as an smtpd in its jail sees them. */
export function saslauthdPaths(instance: PostfixInstance, conf?: SaslConf): string[] {
  if (cyrusServices(instance).length === 0) return [];
  const own = conf && saslOption(conf, 'saslauthd_path')?.value;
  const queue = instance.effective('queue_directory') ?? '';
  return (own === undefined ? SASLAUTHD : [own]).map((path) => `${queue}${path}`);
}

/** Where an instance of saslauthd listens, and where that is set. */
export interface SaslauthdSocket {
  readonly path: string;
  /** The directory; undefined where it is the built-in one. */
  readonly at: { readonly uri: string; readonly span: Span } | undefined;
}

/** The socket of an instance of saslauthd; undefined when a shell makes its name. */
export function saslauthdSocketOf({ uri, tree }: SaslauthdFile): SaslauthdSocket | undefined {
  const flag = flagsOf(tree).findLast(({ name }) => name === '-m')?.argument;
  const setting = saslauthdSetting(tree, 'SOCKETDIR');
  const directory = flag?.text ?? setting?.value ?? directoryOf(SASLAUTHD[0]);
  if (/[$`]/.test(directory)) return undefined;
  const span = flag?.span ?? setting?.valueSpan;
  return { path: `${directory.replace(/\/$/, '')}/mux`, at: span && { uri, span } };
}
