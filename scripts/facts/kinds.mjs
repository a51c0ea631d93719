/**
 * What the string parameters of Postfix hold: the one thing that neither a binary nor a default tells. Authored, with
 * the words of enumerations checked against the binaries by `words.mjs`. `generate.mjs` fails when a name stands here
 * that no version has, or when a string parameter of some version is missing.
 *
 * A parameter whose default is just `$other`, and that is not named here, has the type of `other`.
 */

/** Names of a template string; `{a,b}` stands for each of its parts. */
function names([text]) {
  const expand = (word) => {
    const group = /\{([^}]*)\}/.exec(word);
    if (group === null) return [word];
    return group[1].split(',').flatMap((part) => expand(word.replace(group[0], part)));
  };
  return text.trim().split(/\s+/).flatMap(expand);
}

const words = (text) => text.trim().split(/\s+/);
const list = (of, special) => ({ kind: 'list', of, ...(special && { words: words(special) }) });
const choice = (values, more) => ({ kind: 'enum', values: words(values), ...more });
const flags = (values, more) => ({ kind: 'flags', values: words(values), ...more });
const name = (of) => ({ kind: 'name', of });
const path = (of) => ({ kind: 'path', of });
const restrictions = (stage) => ({ kind: 'restrictions', stage });

const FACILITIES = `auth authpriv cron daemon ftp kern lpr mail news security syslog user uucp local0 local1 local2
  local3 local4 local5 local6 local7`;
const TLS_LOG = `0 1 2 3 4 none routine debug ssl-expert ssl-developer summary untrusted peercert certmatch verbose
  cache dane ssl-debug ssl-handshake-packet-dump ssl-session-packet-dump`;
const EHLO_KEYWORDS = `8BITMIME AUTH CHUNKING DSN ENHANCEDSTATUSCODES ETRN PIPELINING REQUIRETLS SIZE SMTPUTF8
  STARTTLS VERP VRFY XCLIENT XFORWARD silent-discard`;
const BUG_WORKAROUNDS = `MICROSOFT_SESS_ID_BUG NETSCAPE_CHALLENGE_BUG LEGACY_SERVER_CONNECT
  NETSCAPE_REUSE_CIPHER_CHANGE_BUG SSLREF2_REUSE_CERT_TYPE_BUG MICROSOFT_BIG_SSLV3_BUFFER MSIE_SSLV2_RSA_PADDING
  SSLEAY_080_CLIENT_DH_BUG TLS_D5_BUG TLS_BLOCK_PADDING_BUG TLS_ROLLBACK_BUG DONT_INSERT_EMPTY_FRAGMENTS
  CRYPTOPRO_TLSEXT_BUG TLSEXT_PADDING`;
const SSL_OPTIONS = `LEGACY_SERVER_CONNECT NO_TICKET NO_COMPRESSION NO_RENEGOTIATION
  NO_SESSION_RESUMPTION_ON_RENEGOTIATION PRIORITIZE_CHACHA ENABLE_MIDDLEBOX_COMPAT`;
const MAIL_SOURCES = 'sendmail smtpd qmqpd forward bounce notify verify';
const EXPANSION_SOURCES = 'alias forward include';
const LOOSE_CASE = { ignoreCase: true };

export const KINDS = [
  // Lists that are matched against something
  [
    list('domain'),
    names`fast_flush_domains lmtp_connection_cache_destinations masquerade_domains mydestination
    relay_domains smtp_connection_cache_destinations virtual_alias_domains virtual_mailbox_domains`,
  ],
  [
    list('network'),
    names`authorized_verp_clients debug_peer_list mynetworks permit_mx_backup_networks
    qmqpd_authorized_clients smtpd_authorized_verp_clients smtpd_authorized_xclient_hosts
    smtpd_authorized_xforward_hosts smtpd_client_connection_limit_exceptions smtpd_client_event_limit_exceptions
    smtpd_forbid_bare_newline_exclusions smtpd_sasl_exceptions_networks`,
  ],
  [list('network', 'static:all'), names`postscreen_allowlist_interfaces postscreen_whitelist_interfaces`],
  [
    list(
      'table',
      `permit_inet_interfaces permit_mynetworks permit_sasl_authenticated permit_tls_clientcerts
    permit_tls_all_clientcerts check_address_map`,
    ),
    names`local_header_rewrite_clients`,
  ],
  [list('table', 'permit_mynetworks permit reject dunno'), names`postscreen_access_list`],
  [list('interface', 'all loopback-only'), names`inet_interfaces`],
  [list('interface'), names`proxy_interfaces`],
  [list('user', 'static:anyone'), names`authorized_{flush,mailq,submit}_users`],
  [list('user'), names`masquerade_exceptions`],
  [
    list('word'),
    names`{smtp,lmtp,smtpd}_sasl_mechanism_filter smtpd_{noop,forbidden}_commands
    smtpd_log_access_permit_actions use_srv_lookup`,
  ],

  // Lists of names
  [list('transport'), names`defer_transports`],
  [list('nexthop'), names`fallback_relay lmtp_fallback_relay smtp_fallback_relay`],
  [list('service'), names`master_service_disable`],
  [list('milter'), names`non_smtpd_milters smtpd_milters`],
  [list('parameter'), names`parent_domain_matches_subdomains`],
  [list('restriction-class'), names`smtpd_restriction_classes`],
  [list('tls-protocol'), names`{smtp,lmtp,smtpd}_tls_protocols {smtp,lmtp,smtpd}_tls_mandatory_protocols`],
  [
    list('cipher'),
    names`{smtp,lmtp,smtpd}_tls_exclude_ciphers {smtp,lmtp,smtpd}_tls_mandatory_exclude_ciphers
    tls_{null,export,low,medium,high}_cipherlist`,
  ],
  [list('curve'), names`tls_eecdh_auto_curves tls_ffdhe_auto_groups`],
  [list('digest'), names`tls_dane_digests {smtp,lmtp}_tls_fingerprint_cert_match`],
  [list('file'), names`{smtp,lmtp,smtpd}_tls_chain_files {smtp,lmtp}_tls_trust_anchor_file`],
  [
    list('directory'),
    names`alternate_config_directories maillog_file_prefixes multi_instance_directories
    non_bdb_migration_allow_{root,user}_prefixes`,
  ],
  [list('dnsbl'), names`maps_rbl_domains postscreen_dnsbl_sites`],
  [list('command'), names`postmulti_{start,stop,control}_commands`],
  [list('variable'), names`export_environment import_environment`],
  [
    list('macro'),
    names`milter_{connect,helo,mail,rcpt,data,end_of_header,end_of_data,unknown_command}_macros`,
  ],
  [list('table'), names`proxy_read_maps proxy_write_maps`],
  [
    list('word'),
    names`hash_queue_names known_tcp_ports message_drop_headers milter_macro_defaults
    {smtp,lmtp}_tls_{verify,secure}_cert_match smtpd_policy_service_policy_context non_bdb_custom_mapping`,
  ],

  // Restrictions
  [restrictions('client'), names`smtpd_client_restrictions`],
  [restrictions('helo'), names`smtpd_helo_restrictions`],
  [restrictions('sender'), names`smtpd_sender_restrictions`],
  [restrictions('relay'), names`smtpd_relay_restrictions`],
  [restrictions('recipient'), names`smtpd_recipient_restrictions`],
  [restrictions('data'), names`smtpd_data_restrictions`],
  [restrictions('end-of-data'), names`smtpd_end_of_data_restrictions`],
  [restrictions('etrn'), names`smtpd_etrn_restrictions`],

  // Lookup tables
  [
    { kind: 'tables' },
    names`address_verify_{transport,sender_dependent_default_transport}_maps
    address_verify_sender_dependent_relayhost_maps alias_database alias_maps body_checks canonical_maps
    default_delivery_status_filter fallback_transport_maps header_checks lmtp_discard_lhlo_keyword_address_maps
    lmtp_requiretls_policy local_login_sender_maps local_recipient_maps mailbox_command_maps mailbox_transport_maps
    milter_header_checks mime_header_checks nested_header_checks rbl_reply_maps recipient_bcc_maps
    recipient_canonical_maps relay_clientcerts relay_recipient_maps relocated_maps sender_bcc_maps
    sender_canonical_maps sender_dependent_default_transport_maps sender_dependent_relayhost_maps
    smtp_discard_ehlo_keyword_address_maps smtp_requiretls_policy smtpd_discard_ehlo_keyword_address_maps
    smtpd_milter_maps smtpd_reject_filter_maps smtpd_reject_footer_maps smtpd_sender_login_maps tls_server_sni_maps
    tlsproxy_client_policy tlsproxy_client_policy_maps transport_maps virtual_alias_maps virtual_gid_maps
    virtual_mailbox_maps virtual_maps virtual_uid_maps {smtp,lmtp}_{body,header,mime_header,nested_header}_checks
    {smtp,lmtp}_{dns_reply,reply}_filter {smtp,lmtp}_generic_maps {smtp,lmtp}_pix_workaround_maps
    {smtp,lmtp}_sasl_password_maps {smtp,lmtp}_tls_per_site {smtp,lmtp}_tls_policy_maps smtpd_dns_reply_filter
    smtpd_command_filter postscreen_command_filter postscreen_dnsbl_reply_map`,
  ],
  [
    { kind: 'tables', single: true },
    names`address_verify_map postscreen_cache_map
    {smtp,lmtp}_sasl_auth_cache_name {smtp,lmtp,smtpd}_tls_session_cache_database`,
  ],

  // Where mail goes
  [
    { kind: 'transport' },
    names`address_verify_{default,local,relay,virtual}_transport best_mx_transport content_filter
    default_transport fallback_transport local_transport mailbox_transport relay_transport virtual_transport`,
  ],
  [{ kind: 'nexthop' }, names`address_verify_relayhost default_filter_nexthop relayhost`],

  // Files
  [
    path('file'),
    names`bounce_template_file mailq_path maillog_file newaliases_path openssl_path
    sendmail_path smtpd_tls_dh{512,1024}_param_file tls_config_file tls_random_exchange_name
    {smtp,lmtp,smtpd}_tls_CAfile {smtp,lmtp,smtpd}_tls_{,d,ec}{cert,key}_file`,
  ],
  [
    path('directory'),
    names`command_directory config_directory cyrus_sasl_config_path daemon_directory data_directory
    html_directory mail_spool_directory manpage_directory meta_directory process_id_directory queue_directory
    readme_directory sample_directory shlib_directory virtual_mailbox_base {smtp,lmtp,smtpd}_tls_CApath`,
  ],
  [path('socket'), names`{smtp,lmtp}_tlsrpt_socket_name`],

  // Single names
  [name('user'), names`default_privs mail_owner`],
  [name('group'), names`setgid_group`],
  [
    name('host'),
    names`lmtp_lhlo_name milter_macro_daemon_name myhostname smtp_helo_name smtpd_proxy_ehlo
    {smtp,lmtp}_tls_servername`,
  ],
  [name('domain'), names`mydomain myorigin remote_header_rewrite_domain smtpd_sasl_local_domain`],
  [
    name('mail-address'),
    names`2bounce_notice_recipient address_verify_sender always_bcc bounce_notice_recipient
    delay_notice_recipient double_bounce_sender empty_address_recipient error_notice_recipient`,
  ],
  [name('ip-address'), names`{smtp,lmtp}_bind_address{,6}`],
  [
    name('service'),
    names`{address_verify,bounce,cleanup,connection_cache,defer,dnsblog,error,flush,pickup,postlog}_service_name
    {proxymap,proxywrite,queue,rewrite,showq,smtpd,tlsmgr,tlsproxy,trace,non_bdb_migration}_service_name`,
  ],
  [name('port'), names`{smtp,lmtp}_tcp_port`],
  [name('endpoint'), names`smtpd_proxy_filter`],
  [name('table-type'), names`default_cache_db_type default_database_type`],
  [name('digest'), names`{smtp,lmtp,smtpd}_tls_fingerprint_digest`],
  [name('cipher'), names`tls_session_ticket_cipher`],
  [name('curve'), names`tls_eecdh_{strong,ultra}_curve`],
  [name('parameter'), names`tlsproxy_client_loglevel_parameter`],

  // One word of a set
  [choice('accept reject tempfail quarantine shutdown', LOOSE_CASE), names`milter_default_action`],
  [choice('2 3 4 6'), names`milter_protocol`],
  [choice('class subnet host'), names`mynetworks_style`],
  [choice('standard obsolete'), names`header_from_format`],
  [choice('external internal'), names`info_log_address_format`],
  [choice('fix_quietly add_headers reject'), names`non_empty_end_of_header_action`],
  [choice('disable enable-redirect enable-reindex'), names`non_bdb_migration_level`],
  [
    choice('defer defer_if_permit'),
    names`reject_tempfail_action
    unknown_{address,helo_hostname}_tempfail_action unverified_{sender,recipient}_tempfail_action`,
  ],
  [choice('always strict never', LOOSE_CASE), names`sendmail_fix_line_endings`],
  [choice('any ipv4 ipv6'), names`{smtp,lmtp}_address_preference`],
  [choice('rcpt data'), names`{smtp,lmtp}_address_verify_target`],
  [choice('disabled enabled dnssec'), names`{smtp,lmtp}_dns_support_level`],
  [
    choice('none may encrypt dane dane-only fingerprint verify secure', LOOSE_CASE),
    names`{smtp,lmtp}_tls_security_level
    tlsproxy_client_level tlsproxy_client_security_level`,
  ],
  [choice('none may encrypt', LOOSE_CASE), names`smtpd_tls_security_level`],
  [choice('dane encrypt may', LOOSE_CASE), names`smtp_tls_dane_insecure_mx_policy`],
  [
    choice('high medium null', { ...LOOSE_CASE, accepted: ['low', 'export'] }),
    names`{smtp,lmtp,smtpd}_tls{,_mandatory}_ciphers`,
  ],
  [choice('none auto strong ultra'), names`smtpd_tls_eecdh_grade`],
  [
    choice('ignore enforce drop', { ...LOOSE_CASE, accepted: ['continue'] }),
    names`postscreen_blacklist_action
    postscreen_{bare_newline,denylist,dnsbl,greet,non_smtp_command,pipelining}_action`,
  ],
  [choice('haproxy'), names`postscreen_upstream_proxy_protocol smtpd_upstream_proxy_protocol`],
  [
    choice('normalize note reject no', { ...LOOSE_CASE, accepted: ['yes'] }),
    names`smtpd_forbid_bare_newline`,
  ],
  [choice(FACILITIES), names`syslog_facility`],
  [choice('cyrus'), names`lmtp_sasl_type smtp_sasl_type`],
  [choice('cyrus dovecot'), names`smtpd_sasl_type`],

  // Some words of a set
  [flags('all ipv4 ipv6'), names`inet_protocols`],
  [flags(EXPANSION_SOURCES), names`allow_mail_to_commands allow_mail_to_files`],
  [flags('command file forward'), names`prepend_delivered_header`],
  [
    flags('envelope_sender envelope_recipient header_sender header_recipient'),
    names`canonical_classes
    masquerade_classes`,
  ],
  [flags('envelope_sender header_sender'), names`sender_canonical_classes`],
  [flags('envelope_recipient header_recipient'), names`recipient_canonical_classes`],
  [flags('bounce notify'), names`internal_mail_filter_classes`],
  [flags(`${MAIL_SOURCES} all`), names`smtputf8_autodetect_classes`],
  [flags('bounce 2bounce data delay policy protocol resource software'), names`notify_classes`],
  [flags('canonical virtual alias forward include generic'), names`propagate_unmatched_extensions`],
  [
    flags('no_unknown_recipient_checks no_address_mappings no_header_body_checks no_milters'),
    names`receive_override_options`,
  ],
  [flags('flock fcntl dotlock'), names`mailbox_delivery_lock virtual_mailbox_lock`],
  [flags('dns native'), names`{smtp,lmtp}_host_lookup`],
  [flags('res_defnames res_dnsrch'), names`{smtp,lmtp}_dns_resolver_options`],
  [flags('disable_esmtp delay_dotcrlf'), names`{smtp,lmtp}_pix_workarounds`],
  [flags('speed_adjust'), names`smtpd_proxy_options`],
  [
    flags('noplaintext noactive nodictionary noanonymous mutual_auth forward_secrecy'),
    names`{smtp,lmtp,smtpd}_sasl_security_options`,
  ],
  [
    flags(EHLO_KEYWORDS, LOOSE_CASE),
    names`smtp_discard_ehlo_keywords lmtp_discard_lhlo_keywords
    smtpd_discard_ehlo_keywords`,
  ],
  [flags(TLS_LOG, LOOSE_CASE), names`{smtp,lmtp,smtpd}_tls_loglevel`],
  [flags(BUG_WORKAROUNDS, { ...LOOSE_CASE, numeric: true }), names`tls_disable_workarounds`],
  [flags(SSL_OPTIONS, { ...LOOSE_CASE, numeric: true }), names`tls_ssl_options`],

  // Text that is expanded for each message
  [
    { kind: 'template' },
    names`command_execution_directory default_rbl_reply forward_path luser_relay smtpd_reject_footer`,
  ],
  [
    { kind: 'command' },
    names`debugger_command local_command_shell mailbox_command maillog_file_compressor
    multi_instance_wrapper`,
  ],

  // Free text
  [
    { kind: 'string' },
    names`command_expansion_filter compatibility_level default_verp_delimiters
    default_destination_concurrency_{negative,positive}_feedback dnssec_probe
    empty_address_default_transport_maps_lookup_key empty_address_local_login_sender_maps_lookup_key
    empty_address_relayhost_maps_lookup_key execution_directory_expansion_filter forward_expansion_filter
    full_name_encoding_charset home_mailbox mail_name mail_release_date mail_version maillog_file_permissions
    maillog_file_rotate_suffix message_reject_characters message_strip_characters milter_macro_v multi_instance_group
    multi_instance_name process_name recipient_delimiter service_name
    {smtp,lmtp}_sasl_path {smtp,lmtp}_sasl_password_result_delimiter smtpd_banner smtpd_expansion_filter
    smtpd_null_access_lookup_key smtpd_policy_service_default_action smtpd_sasl_path smtpd_sasl_service stress
    syslog_name tls_config_name tls_random_source undisclosed_recipients_header
    unverified_{sender,recipient}_reject_reason verp_delimiter_filter`,
  ],
];

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

export const READ_ONLY = names`process_id process_name service_name`;

/** Chosen when Postfix is built, or by the system that it is built on. */
export const BUILD_DEPENDENT = names`address_verify_map alias_database alias_maps command_directory config_directory
  daemon_directory data_directory default_cache_db_type default_database_type default_privs html_directory
  import_environment lmtp_sasl_type local_recipient_maps mail_owner mail_release_date mail_spool_directory mail_version
  mailbox_delivery_lock mailq_path manpage_directory meta_directory newaliases_path openssl_path postscreen_cache_map
  queue_directory readme_directory sample_directory sendmail_path setgid_group shlib_directory smtp_sasl_type
  smtpd_sasl_type tls_random_source virtual_mailbox_lock`;
