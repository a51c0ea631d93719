/**
 * Names of older versions that 2.3 still takes at top level, with a warning, and turns into today's settings
 * (src/config/old-set-parser.c of Dovecot 2.3). 2.4 knows none of them.
 */
const NAMES: ReadonlySet<string> = new Set([
  ...['ssl_cert_file', 'ssl_key_file', 'ssl_ca_file', 'ssl_disable', 'ssl_protocols', 'ssl_listen'],
  ...['ssl_parameters_regenerate', 'ssl_dh_parameters_length', 'sieve', 'sieve_storage', 'fsync_disable'],
  ...['dbox_rotate_size', 'dbox_rotate_min_size', 'dbox_rotate_days', 'director_consistent_hashing'],
  ...['login_dir', 'mail_log_max_lines_per_sec', 'maildir_copy_preserve_filename'],
  ...['login_chroot', 'login_user', 'login_executable', 'login_process_size', 'login_process_per_connection'],
  ...['login_processes_count', 'login_max_processes_count', 'login_max_connections', 'max_mail_processes'],
  ...['mail_executable', 'mail_process_size', 'mail_drop_priv_before_exec'],
  ...['auth_executable', 'auth_process_size', 'auth_user', 'auth_chroot', 'auth_count'],
]);

const PREFIX = 'mail_cache_compress_';

export function isObsoleteName(name: string): boolean {
  return NAMES.has(name) || name.startsWith(PREFIX);
}

/** Blocks of 1.x that 2.3 turns into today's, and reads in a grammar of their own. */
export const OBSOLETE_BLOCKS: ReadonlySet<string> = new Set(['auth', 'socket']);
