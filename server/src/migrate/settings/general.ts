import { isYes, needless, open, write, type Context, type Conversion, type Conversions } from '../conversion';
import { inverted } from '../conversion';
import { renamed } from '../carryOver';
import { reason } from '../reasons';
import { block, inBlocks, setting } from '../statements';
import { dictBlock } from './dictUri';
import { convertLocation } from './mailLocation';
import { TLS } from './tls';

/** Settings outside of all blocks. */
export const GENERAL: Conversions = {
  ...TLS,
  auth_default_realm: renamed('auth_default_domain'),
  auth_debug: (old, context) => debugCategory(old.name, context),
  verbose_ssl: (old, context) => debugCategory(old.name, context),
  log_debug: (old, context) => {
    const others = debugCategories(context);
    if (others.length === 0) return renamed('log_debug')(old, context);
    return write([setting('log_debug', [`(${old.value})`, ...others].join(' OR '))]);
  },
  auth_policy_server_timeout_msecs: ({ value }) =>
    write([
      block('auth_policy', undefined, [setting('http_client_request_absolute_timeout', `${value} ms`)]),
    ]),
  auth_worker_max_count: ({ value }) =>
    write([block('service', 'auth-worker', [setting('process_limit', value)])]),
  config_cache_size: needless,
  default_idle_kill: renamed('default_idle_kill_interval'),
  disable_plaintext_auth: (old, context) => {
    // Nothing passes without TLS then, whatever this says, and 2.4 calls it a mistake.
    if (!isYes(old.value) && context.global('ssl') === 'required') return write([]);
    return inverted('auth_allow_cleartext')(old, context);
  },
  doveadm_http_rawlog_dir: inBlock('doveadm_server', 'http_server_rawlog_dir'),
  stats_http_rawlog_dir: inBlock('stats_server', 'http_server_rawlog_dir'),
  imap_id_send: ({ value }) => {
    const words = value.split(/\s+/).filter((word) => word !== '');
    const pairs = words.flatMap((name, index) => {
      const given = words[index + 1];
      // `*` is for the value that Dovecot gives by itself.
      return index % 2 === 0 && given !== undefined && given !== '*' ? [setting(name, given)] : [];
    });
    return write(pairs.length === 0 ? [] : [block('imap_id_send', undefined, pairs)]);
  },
  import_environment: ({ value }) => {
    const words = value.split(/\s+/).filter((word) => word !== '' && !word.startsWith('$'));
    const pairs = words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? setting(word, `%{env:${word}}`) : setting(word.slice(0, at), word.slice(at + 1));
    });
    return write(pairs.length === 0 ? [] : [block('import_environment', undefined, pairs)]);
  },
  mail_attachment_dir: renamed('mail_ext_attachment_path'),
  mail_attachment_hash: renamed('mail_ext_attachment_hash'),
  mail_attachment_min_size: renamed('mail_ext_attachment_min_size'),
  mail_attachment_fs: (old) =>
    old.value === 'posix'
      ? write(inBlocks([['mail_ext_attachment', undefined]], [block('fs', 'posix', [])]))
      : open(reason('in-group', { name: old.name, value: old.value })),
  mail_attribute_dict: inDictBlock('mail_attribute'),
  mail_location: convertLocation,
  mail: convertLocation,
  master_user_separator: renamed('auth_master_user_separator'),
};

function inBlock(type: string, name: string): Conversion {
  return (old, context) => {
    const { statements, reasons } = renamed(name)(old, context);
    return write(inBlocks([[type, undefined]], statements), reasons);
  };
}

/** `file:path` and the like, as a block `dict` in a block of its own. */
export function inDictBlock(type: string): Conversion {
  return ({ name, value }) => {
    if (value === '') return write([]);
    const dict = dictBlock(value);
    return dict ? write([block(type, undefined, [dict])]) : open(reason('in-group', { name, value }));
  };
}

/** What is logged in detail is one expression in 2.4, written where the first of the old settings stands. */
const DEBUG: Readonly<Record<string, string>> = { auth_debug: 'category=auth', verbose_ssl: 'category=ssl' };

function debugCategories(context: Context): string[] {
  return Object.entries(DEBUG).flatMap(([name, category]) => (isYes(context.global(name)) ? category : []));
}

function debugCategory(name: string, context: Context) {
  const leader = Object.keys(DEBUG).find((one) => isYes(context.global(one)));
  const isWritten = (context.global('log_debug') ?? '') === '' && leader === name;
  return write(isWritten ? [setting('log_debug', debugCategories(context).join(' OR '))] : []);
}
