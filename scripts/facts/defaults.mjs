/** What belongs to a number or to a default and is told by neither of them. */
import { names } from './names.mjs';

/** What a bare number counts. */
export const UNITS = [
  [
    'bytes',
    names`berkeley_db_{create_buffer,read_buffer}_size body_checks_size_limit bounce_size_limit
    header_size_limit line_length_limit lmdb_map_size lmtp_line_length_limit mailbox_size_limit message_size_limit
    mime_boundary_length_limit queue_minfree smtp_line_length_limit smtpd_sasl_response_limit
    socketmap_max_reply_size tcp_windowsize tls_daemon_random_bytes tls_random_bytes virtual_alias_address_length_limit
    virtual_mailbox_limit {smtp,lmtp,smtpd}_min_data_rate`,
  ],
  ['percent', names`default_delivery_slot_discount`],
];

/** How Postfix finds a default that is not compiled in. */
export const COMPUTED = {
  config_directory: 'config-directory',
  mydomain: 'domain',
  myhostname: 'hostname',
  mynetworks: 'networks',
  process_id: 'process-id',
};

/** Refused when empty, by the program and not by the table. */
export const NEVER_EMPTY = names`smtp_tls_dane_insecure_mx_policy`;

export const READ_ONLY = names`process_id process_name service_name`;

/** Chosen when Postfix is built, or by the system that it is built on. */
export const BUILD_DEPENDENT = names`address_verify_map alias_database alias_maps command_directory config_directory
  daemon_directory data_directory default_cache_db_type default_database_type default_privs html_directory
  import_environment lmtp_sasl_type local_recipient_maps mail_owner mail_release_date mail_spool_directory mail_version
  mailbox_delivery_lock mailq_path manpage_directory meta_directory newaliases_path openssl_path postscreen_cache_map
  queue_directory readme_directory sample_directory sendmail_path setgid_group shlib_directory smtp_sasl_type
  smtpd_sasl_type tls_random_source virtual_mailbox_lock`;
