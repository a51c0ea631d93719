/**
 * Parameters of older releases that are gone from the oldest version read here: name → what took its place, or null.
 * From the release notes and the change history of Postfix; old configurations and how-tos still set them.
 */
export const RENAMED = {
  client_connection_rate_time_unit: 'anvil_rate_time_unit',
  client_connection_status_update_time: 'anvil_status_update_time',
  enable_errors_to: null,
  extract_recipient_limit: null,
  lmtp_tls_cipherlist: 'lmtp_tls_ciphers',
  nullmx_reject_code: null,
  postscreen_blacklist_networks: 'postscreen_access_list',
  postscreen_whitelist_networks: 'postscreen_access_list',
  program_directory: 'daemon_directory',
  qmgr_site_hog_factor: null,
  smtp_break_lines: 'smtp_line_length_limit',
  smtp_connection_cache_reuse_limit: 'smtp_connection_reuse_time_limit',
  smtp_skip_4xx_greeting: null,
  smtp_tls_cipherlist: 'smtp_tls_ciphers',
  smtpd_sasl_application_name: 'smtpd_sasl_path',
  smtpd_tls_cipherlist: 'smtpd_tls_ciphers',
  tls_dane_digest_agility: 'tls_dane_digests',
  tls_dane_trust_anchor_digest_enable: null,
};
