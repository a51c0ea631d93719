/**
 * What the string parameters of Postfix hold: the one thing that neither a binary nor a default tells. Authored.
 * `generate.mjs` fails when a name stands here that no version has, or when a string parameter of some version is
 * missing. The words of closed sets are in enumerations.mjs.
 *
 * A parameter whose default is just `$other`, and that is not named here, has the type of `other`.
 */
import { ENUMERATIONS } from './enumerations.mjs';
import { names, words } from './names.mjs';

/** A list whose items are used as they are. */
const list = (of, special) => ({ kind: 'list', of, ...(special && { words: words(special) }) });
/** A list that something is looked up in, by match_list(3): `!item`, `/file` and `type:table` are items too. */
const matched = (of, special) => ({ ...list(of, special), matched: true });
const name = (of) => ({ kind: 'name', of });
const path = (of, special) => ({ kind: 'path', of, ...(special && { words: words(special) }) });
const restrictions = (stage) => ({ kind: 'restrictions', stage });
const TEMPLATE = { kind: 'template' };
const COMMAND = { kind: 'command' };
const STRING = { kind: 'string' };
const TABLES = { kind: 'tables' };
const TABLE = { kind: 'tables', single: true };

const MATCHED_LISTS = [
  [
    matched('domain'),
    names`fast_flush_domains lmtp_connection_cache_destinations mydestination relay_domains
      smtp_connection_cache_destinations virtual_alias_domains virtual_mailbox_domains`,
  ],
  [
    matched('network'),
    names`authorized_verp_clients debug_peer_list mynetworks permit_mx_backup_networks qmqpd_authorized_clients
      smtpd_authorized_verp_clients smtpd_authorized_xclient_hosts smtpd_authorized_xforward_hosts
      smtpd_client_connection_limit_exceptions smtpd_client_event_limit_exceptions
      smtpd_forbid_bare_newline_exclusions smtpd_sasl_exceptions_networks`,
  ],
  [matched('network'), names`postscreen_allowlist_interfaces postscreen_whitelist_interfaces`],
  [matched('user'), names`authorized_{flush,mailq,submit}_users masquerade_exceptions`],
  [matched('parameter', 'smtpd_access_maps'), names`parent_domain_matches_subdomains`],
  [matched('restriction'), names`smtpd_log_access_permit_actions`],
  [
    matched('word'),
    names`{smtp,lmtp,smtpd}_sasl_mechanism_filter smtpd_{noop,forbidden}_commands use_srv_lookup`,
  ],
];

/** What rewrites or rejects by its own small set of words, beside tables. */
const REWRITE_CLIENTS = `permit_inet_interfaces permit_mynetworks permit_sasl_authenticated permit_tls_clientcerts
  permit_tls_all_clientcerts check_address_map`;

const LISTS = [
  [{ ...list('domain'), negatable: true }, names`masquerade_domains`],
  [list('domain', 'hostname nexthop dot-nexthop'), names`{smtp,lmtp}_tls_{verify,secure}_cert_match`],
  [list('interface', 'all loopback-only'), names`inet_interfaces`],
  [list('interface'), names`proxy_interfaces`],
  [list('table', REWRITE_CLIENTS), names`local_header_rewrite_clients`],
  [list('table', 'permit_mynetworks permit reject dunno'), names`postscreen_access_list`],
  [list('table', 'opportunistic opportunistic+starttls enforce'), names`{smtp,lmtp}_requiretls_policy`],
  [list('table'), names`proxy_{read,write}_maps`],
  [list('transport'), names`defer_transports`],
  [list('nexthop'), names`fallback_relay {smtp,lmtp}_fallback_relay`],
  [list('service'), names`master_service_disable`],
  [list('milter'), names`{smtpd,non_smtpd}_milters`],
  [list('restriction-class'), names`smtpd_restriction_classes`],
  [list('tls-protocol'), names`{smtp,lmtp,smtpd}_tls_protocols {smtp,lmtp,smtpd}_tls_mandatory_protocols`],
  [
    list('cipher'),
    names`{smtp,lmtp,smtpd}_tls_exclude_ciphers {smtp,lmtp,smtpd}_tls_mandatory_exclude_ciphers
      tls_{null,export,low,medium,high}_cipherlist`,
  ],
  [list('curve'), names`tls_eecdh_auto_curves tls_ffdhe_auto_groups`],
  [list('digest'), names`tls_dane_digests`],
  [list('file'), names`{smtp,lmtp,smtpd}_tls_chain_files {smtp,lmtp}_tls_trust_anchor_file`],
  [
    list('directory'),
    names`alternate_config_directories maillog_file_prefixes multi_instance_directories
      non_bdb_migration_allow_{root,user}_prefixes`,
  ],
  [list('dnsbl'), names`maps_rbl_domains postscreen_dnsbl_sites`],
  [list('command'), names`postmulti_{start,stop,control}_commands`],
  [list('variable'), names`{export,import}_environment`],
  [
    list('macro'),
    names`milter_{connect,helo,mail,rcpt,data,end_of_header,end_of_data,unknown_command}_macros`,
  ],
  [
    list('word'),
    names`hash_queue_names known_tcp_ports message_drop_headers milter_macro_defaults
      smtpd_policy_service_policy_context {smtp,lmtp}_tls_fingerprint_cert_match`,
  ],
  [restrictions('client'), names`smtpd_client_restrictions`],
  [restrictions('helo'), names`smtpd_helo_restrictions`],
  [restrictions('sender'), names`smtpd_sender_restrictions`],
  [restrictions('relay'), names`smtpd_relay_restrictions`],
  [restrictions('recipient'), names`smtpd_recipient_restrictions`],
  [restrictions('data'), names`smtpd_data_restrictions`],
  [restrictions('end-of-data'), names`smtpd_end_of_data_restrictions`],
  [restrictions('etrn'), names`smtpd_etrn_restrictions`],
];

const TABLE_LISTS = [
  [
    TABLES,
    names`address_verify_{transport,sender_dependent_default_transport,sender_dependent_relayhost}_maps
      alias_{database,maps} body_checks canonical_maps default_delivery_status_filter fallback_transport_maps
      header_checks lmtp_discard_lhlo_keyword_address_maps local_login_sender_maps local_recipient_maps
      mailbox_command_maps mailbox_transport_maps milter_header_checks mime_header_checks nested_header_checks
      rbl_reply_maps recipient_bcc_maps recipient_canonical_maps relay_clientcerts relay_recipient_maps
      relocated_maps sender_bcc_maps sender_canonical_maps sender_dependent_{default_transport,relayhost}_maps
      smtp_discard_ehlo_keyword_address_maps smtpd_discard_ehlo_keyword_address_maps smtpd_dns_reply_filter
      smtpd_milter_maps smtpd_reject_{filter,footer}_maps smtpd_sender_login_maps tls_server_sni_maps
      tlsproxy_client_policy tlsproxy_client_policy_maps transport_maps virtual_maps
      virtual_{alias,gid,mailbox,uid}_maps {smtp,lmtp}_{body,header,mime_header,nested_header}_checks
      {smtp,lmtp}_{dns_reply_filter,generic_maps,pix_workaround_maps,sasl_password_maps,tls_per_site,tls_policy_maps}`,
  ],
  [
    TABLE,
    names`address_verify_map non_bdb_custom_mapping postscreen_{cache_map,command_filter,dnsbl_reply_map}
      smtpd_command_filter {smtp,lmtp}_{reply_filter,sasl_auth_cache_name} {smtp,lmtp,smtpd}_tls_session_cache_database`,
  ],
];

const DESTINATIONS = [
  [
    { kind: 'transport' },
    names`address_verify_{default,local,relay,virtual}_transport best_mx_transport content_filter
      {default,fallback,local,mailbox,relay,virtual}_transport`,
  ],
  [{ kind: 'nexthop' }, names`address_verify_relayhost default_filter_nexthop relayhost`],
];

const PATHS = [
  [
    path('file'),
    names`bounce_template_file mailq_path maillog_file newaliases_path sendmail_path smtpd_tls_dh512_param_file
      tls_random_exchange_name {smtp,lmtp,smtpd}_tls_CAfile {smtp,lmtp}_tls_{,d,ec}{cert,key}_file
      smtpd_tls_{d,ec}{cert,key}_file smtpd_tls_key_file`,
  ],
  [path('file', 'none'), names`smtpd_tls_cert_file`],
  [path('file', 'auto'), names`smtpd_tls_dh1024_param_file`],
  [path('file', 'default none'), names`tls_config_file`],
  [
    path('directory'),
    names`command_directory config_directory cyrus_sasl_config_path daemon_directory data_directory html_directory
      mail_spool_directory manpage_directory meta_directory process_id_directory queue_directory readme_directory
      sample_directory shlib_directory virtual_mailbox_base {smtp,lmtp,smtpd}_tls_CApath`,
  ],
  [path('mailbox'), names`home_mailbox`],
  [path('socket'), names`{smtp,lmtp}_tlsrpt_socket_name`],
];

const SINGLE_NAMES = [
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
    names`2bounce_notice_recipient address_verify_sender always_bcc bounce_notice_recipient delay_notice_recipient
      double_bounce_sender empty_address_recipient error_notice_recipient`,
  ],
  [name('ip-address'), names`{smtp,lmtp}_bind_address{,6}`],
  [
    name('service'),
    names`{address_verify,bounce,cleanup,connection_cache,defer,dnsblog,error,flush,pickup,postlog}_service_name
      {proxymap,proxywrite,queue,rewrite,showq,smtpd,tlsmgr,tlsproxy,trace,non_bdb_migration}_service_name`,
  ],
  [name('port'), names`{smtp,lmtp}_tcp_port`],
  [name('endpoint'), names`smtpd_proxy_filter`],
  [name('table-type'), names`default_{cache_db,database}_type`],
  [name('digest'), names`{smtp,lmtp,smtpd}_tls_fingerprint_digest`],
  [name('cipher'), names`tls_session_ticket_cipher`],
  [name('curve'), names`tls_eecdh_{strong,ultra}_curve`],
  [name('parameter'), names`tlsproxy_client_loglevel_parameter`],
  [name('compatibility-level'), names`compatibility_level`],
];

const TEXTS = [
  [
    TEMPLATE,
    names`command_execution_directory default_rbl_reply forward_path luser_relay smtpd_reject_footer`,
  ],
  [
    COMMAND,
    names`debugger_command local_command_shell mailbox_command maillog_file_compressor multi_instance_wrapper
      openssl_path`,
  ],
  [
    STRING,
    names`{command,execution_directory,forward,smtpd}_expansion_filter verp_delimiter_filter
      default_verp_delimiters recipient_delimiter {smtp,lmtp}_sasl_password_result_delimiter
      default_destination_concurrency_{negative,positive}_feedback dnssec_probe
      empty_address_{default_transport,relayhost}_maps_lookup_key empty_address_local_login_sender_maps_lookup_key
      smtpd_null_access_lookup_key full_name_encoding_charset mail_name mail_release_date mail_version
      maillog_file_rotate_suffix message_{reject,strip}_characters milter_macro_v multi_instance_{group,name}
      process_name service_name {smtp,lmtp,smtpd}_sasl_path smtpd_banner smtpd_policy_service_default_action
      smtpd_sasl_service stress syslog_name tls_config_name tls_random_source undisclosed_recipients_header
      unverified_{sender,recipient}_reject_reason`,
  ],
];

/** Numbers that stand in no table: one is set by each program itself, one only lives in the default of another. */
const NUMBERS = [[{ kind: 'integer' }, names`process_id postscreen_dnsbl_ttl`]];

/** `[type, names]`, each name in one of them. */
export const KINDS = [
  ...NUMBERS,
  ...MATCHED_LISTS,
  ...LISTS,
  ...TABLE_LISTS,
  ...DESTINATIONS,
  ...PATHS,
  ...SINGLE_NAMES,
  ...TEXTS,
  ...ENUMERATIONS,
];
