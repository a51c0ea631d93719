import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lastByName, parseMainCf } from '../../server/src/postfix/mainCf';
import { fieldText } from '../../server/src/postfix/masterCf';
import { relayServices } from '../../server/src/relay/services';
import type { RelaySettings } from './arbitraries/relay';
import { CORPUS, corpusServers, type CorpusServer } from './corpus';
import { mailSystem, type Files } from './mailServer';

/** One smtpd of a real configuration, with everything that main.cf and its options say. */
export interface CorpusService {
  readonly server: CorpusServer;
  /** Column 1 of master.cf. */
  readonly name: string;
  readonly settings: RelaySettings;
}

/** What another machine, or other programs, would have to be there for. None of it decides who may relay. */
const ELSEWHERE = new RegExp(
  `^(${[
    'queue_directory|data_directory|command_directory|daemon_directory|shlib_directory|meta_directory',
    'config_directory|alternate_config_directories|maillog_file|maillog_file_prefixes|syslog_name|syslog_facility',
    'mail_owner|setgid_group|default_privs|mail_name|mail_version|import_environment|export_environment',
    'inet_interfaces|inet_protocols|proxy_interfaces|multi_instance_.*|smtpd_milters|non_smtpd_milters',
    'smtpd_proxy_filter|content_filter|smtpd_upstream_proxy_protocol|smtpd_.*_cert_file|smtpd_.*_key_file',
    'smtpd_.*_dh.*_param_file|smtpd_tls_chain_files|smtpd_tls_session_cache_database|address_verify_map',
    'smtpd_tls_CAfile|smtpd_tls_CApath|tls_random_.*|smtpd_sasl_type|smtpd_sasl_path|cyrus_sasl_config_path',
    'alias_maps|alias_database|debugger_command|.*_path|.*_directory|anvil_.*|stress|debug_peer_.*|cleanup_service_name|rewrite_service_name|flush_service_name|process_id_directory',
  ].join('|')})$`,
);

/** So that a test can ask often and fast, from any address. */
const FOR_THE_TEST: RelaySettings = {
  inet_interfaces: '127.0.0.1',
  inet_protocols: 'all',
  smtpd_sasl_type: 'dovecot',
  smtpd_sasl_path: 'private/auth',
  smtpd_sasl_security_options: 'noanonymous',
  smtpd_authorized_xclient_hosts: '127.0.0.1',
  smtpd_peername_lookup: 'no',
  smtpd_error_sleep_time: '0',
  smtpd_soft_error_limit: '1000',
  smtpd_hard_error_limit: '1000',
  smtpd_client_connection_count_limit: '0',
  smtpd_client_connection_rate_limit: '0',
  smtpd_client_message_rate_limit: '0',
  smtpd_client_recipient_rate_limit: '0',
  smtpd_policy_service_try_limit: '1',
  smtpd_policy_service_timeout: '1s',
  smtpd_tls_CAfile: '',
  in_flow_delay: '0',
};

/** Postfix starts with no other one, and templates have something else in its place. */
const HOST_NAME = /^[\w.-]*$/;

/** What a configuration that says nothing has from the machine. */
const AS_INSTALLED: RelaySettings = { myhostname: 'mx.example.org', alias_maps: '' };

/** Every smtpd of the corpus that speaks without TLS at first. */
export async function corpusServices(version: string): Promise<CorpusService[]> {
  const services: CorpusService[] = [];
  for (const server of corpusServers()) {
    const main = lastByName(parseMainCf(server.files['main.cf'] ?? '').parameters);
    const own = Object.fromEntries([...main.values()].map(({ name, value }) => [name, value.text]));
    for (const { name, service, settings } of relayServices(await mailSystem(server.files, version))) {
      if (settings.yes('smtpd_tls_wrappermode') || !HOST_NAME.test(settings.text('myhostname'))) continue;
      const options = (service?.overrides ?? []).map((one) => [one.name, one.value.text] as const);
      const all = Object.entries({ ...own, ...Object.fromEntries(options) });
      const kept = all.filter(([parameter]) => !ELSEWHERE.test(parameter));
      const label = service ? fieldText(service, 'service') : name;
      const known = { ...AS_INSTALLED, ...Object.fromEntries(kept), ...FOR_THE_TEST };
      services.push({ server, name: label, settings: known });
    }
  }
  return services;
}

/** What a service is called in the log. */
export const labelOf = (index: number): string => `corpus-${index}`;

/** Services with their tables. */
export interface CorpusWorld {
  /** Settings of each service, with its tables below a directory. */
  readonly settingsIn: (directory: string) => readonly RelaySettings[];
  /** Texts of the tables, by their path below that directory. */
  readonly tables: Files;
}

const USERS = 'tables/users';

/** Files of the corpus where it has them, a table of one user for what a database would say, and empty ones. */
export function worldOf(services: readonly CorpusService[]): CorpusWorld {
  const tables: Record<string, string> = { [USERS]: 'hosted.test OK\nuser@hosted.test OK\n' };
  const settingsIn = (directory: string): RelaySettings[] =>
    services.map(({ server, settings }, index) => {
      const placed = (path: string): string => {
        const name = `tables/${server.place.replace(/[^\w.-]/g, '_')}/${basename(path)}`;
        tables[name] ??= tableText(server, path);
        return `${directory}/${name}`;
      };
      const moved = (value: string): string => withTables(value, `${directory}/${USERS}`, placed);
      const all = { ...settings, syslog_name: labelOf(index) };
      return Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, moved(value).replace(/\s*\n\s*/g, ' ')]),
      );
    });
  settingsIn('');
  return { settingsIn, tables };
}

const IN_POSTFIX = /\$[({]?(?:config|queue)_directory[)}]?\//g;
const DATABASE = /\b(?:proxy:)?(?:hash|btree|lmdb|dbm|cdb|sdbm):(?=\/)/g;
const PROGRAM =
  /\b(?:proxy:)?(?:mysql|pgsql|ldap|sqlite|mongodb|memcache|socketmap|tcp|nis|netinfo):[^\s,{}]+/g;
const FILE = /(?<=\b(?:proxy:)?(?:regexp|pcre|cidr|texthash):)\/[^\s,{}]+|(?<=^|[\s,])\/[\w./-]+/g;

function withTables(value: string, users: string, placed: (path: string) => string): string {
  return value
    .replace(IN_POSTFIX, '/etc/postfix/')
    .replace(DATABASE, 'texthash:')
    .replace(FILE, placed)
    .replace(PROGRAM, `texthash:${users}`);
}

/** What the repository of a server has by the name of a table. */
function tableText({ repository }: CorpusServer, path: string): string {
  const root = join(CORPUS, repository);
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const found = all.find((one) => basename(one) === basename(path) && statSync(join(root, one)).isFile());
  // Postfix takes an empty file in the place of a value for a mistake.
  if (found === undefined) return basename(path) === 'mailname' ? 'mail.example.org\n' : '';
  return readFileSync(join(root, found), 'latin1');
}
