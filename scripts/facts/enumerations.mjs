/**
 * Parameters whose values are words of a closed set. Authored; words.mjs compares each set with the name tables
 * compiled into the programs, finds since when a word is known, and fails where they differ.
 *
 * A third member tells what that comparison has to know: `extra` are words of the table that the parameter refuses,
 * or that nobody may write; `normalized` are words that the table has in another spelling; `untabled` sets are compared by the program itself, word by word.
 */
import { names, words } from './names.mjs';

const choice = (values, more) => ({ kind: 'enum', values: words(values), ...more });
const flags = (values, more) => ({ kind: 'flags', values: words(values), ...more });
const accepted = (values) => ({ accepted: words(values) });

const ANY_CASE = { ignoreCase: true };
/** The program starts and goes on without the word, at most with a warning. */
const IGNORED = { unknown: 'ignored' };
const UNTABLED = { untabled: true };

const FACILITIES = `auth authpriv cron daemon ftp kern lpr mail news syslog user uucp
  local0 local1 local2 local3 local4 local5 local6 local7`;
const TLS_LOG = `0 1 2 3 4 none routine debug ssl-expert ssl-developer summary untrusted peercert certmatch verbose
  cache dane ssl-debug ssl-handshake-packet-dump ssl-session-packet-dump`;
const EHLO_KEYWORDS = `8BITMIME AUTH CHUNKING DSN ENHANCEDSTATUSCODES ETRN PIPELINING REQUIRETLS SIZE SMTPUTF8
  STARTTLS VERP VRFY XCLIENT XFORWARD silent-discard`;
const BUG_WORKAROUNDS = `CRYPTOPRO_TLSEXT_BUG CVE-2005-2969 CVE-2010-4180 DONT_INSERT_EMPTY_FRAGMENTS
  LEGACY_SERVER_CONNECT MICROSOFT_BIG_SSLV3_BUFFER MICROSOFT_SESS_ID_BUG MSIE_SSLV2_RSA_PADDING
  NETSCAPE_CHALLENGE_BUG NETSCAPE_REUSE_CIPHER_CHANGE_BUG SSLEAY_080_CLIENT_DH_BUG SSLREF2_REUSE_CERT_TYPE_BUG
  TLSEXT_PADDING TLS_BLOCK_PADDING_BUG TLS_D5_BUG TLS_ROLLBACK_BUG`;
const SSL_OPTIONS = `ENABLE_MIDDLEBOX_COMPAT LEGACY_SERVER_CONNECT NO_COMPRESSION NO_RENEGOTIATION
  NO_SESSION_RESUMPTION_ON_RENEGOTIATION NO_TICKET PRIORITIZE_CHACHA`;
const MAIL_SOURCES = 'sendmail smtpd qmqpd forward bounce notify verify';
const CLIENT_LEVELS = 'none may encrypt dane dane-only fingerprint verify secure';
const POSTSCREEN_ACTIONS = choice('ignore enforce drop', { ...ANY_CASE, ...accepted('continue') });

/** One word, compared without regard to case (name_code(3)). */
const CHOICES = [
  [choice('standard obsolete', ANY_CASE), names`header_from_format`],
  [choice('external internal', ANY_CASE), names`info_log_address_format`],
  [
    choice('0600 0640 0644', accepted('600 640 644')),
    names`maillog_file_permissions`,
    { normalized: '0600 0640 0644' },
  ],
  [
    choice('accept reject tempfail quarantine shutdown', { ...ANY_CASE, ...IGNORED }),
    names`milter_default_action`,
    UNTABLED,
  ],
  [choice('class subnet host'), names`mynetworks_style`],
  [choice('fix_quietly add_header reject', ANY_CASE), names`non_empty_end_of_header_action`],
  [choice('disable enable-redirect enable-reindex', ANY_CASE), names`non_bdb_migration_level`],
  [POSTSCREEN_ACTIONS, names`postscreen_{blacklist,denylist,dnsbl,greet}_action`, UNTABLED],
  [POSTSCREEN_ACTIONS, names`postscreen_{bare_newline,non_smtp_command,pipelining}_action`, UNTABLED],
  [
    choice('defer defer_if_permit', ANY_CASE),
    names`reject_tempfail_action unknown_{address,helo_hostname}_tempfail_action
      unverified_{sender,recipient}_tempfail_action`,
  ],
  [choice('always strict never'), names`sendmail_fix_line_endings`],
  [choice('any ipv4 ipv6', ANY_CASE), names`{smtp,lmtp}_address_preference`],
  [choice('rcpt data', ANY_CASE), names`{smtp,lmtp}_address_verify_target`],
  [choice('disabled enabled dnssec', ANY_CASE), names`{smtp,lmtp}_dns_support_level`],
  [choice('cyrus'), names`{smtp,lmtp}_sasl_type`, UNTABLED],
  [
    choice('high medium null', { ...ANY_CASE, ...accepted('low export') }),
    names`{smtp,lmtp,smtpd}_tls_ciphers {smtp,lmtp,smtpd}_tls_mandatory_ciphers`,
    { extra: 'invalid' },
  ],
  [
    choice('dane encrypt may', ANY_CASE),
    names`smtp_tls_dane_insecure_mx_policy`,
    { extra: 'none fingerprint halfdane dane-only verify secure' },
  ],
  [
    choice(CLIENT_LEVELS, ANY_CASE),
    names`{smtp,lmtp}_tls_security_level tlsproxy_client_level tlsproxy_client_security_level`,
    { extra: 'halfdane' },
  ],
  [choice('normalize note reject no', { ...ANY_CASE, ...accepted('yes') }), names`smtpd_forbid_bare_newline`],
  [choice('cyrus dovecot'), names`smtpd_sasl_type`, UNTABLED],
  [choice('none auto strong ultra', IGNORED), names`smtpd_tls_eecdh_grade`, UNTABLED],
  [
    choice('none may encrypt', { ...ANY_CASE, ...accepted('fingerprint verify secure') }),
    names`smtpd_tls_security_level`,
    { extra: 'dane dane-only halfdane' },
  ],
  [choice('haproxy'), names`{smtpd,postscreen}_upstream_proxy_protocol`, UNTABLED],
  [choice(FACILITIES), names`syslog_facility`],
];

/** Several words, compared with regard to case unless told otherwise (name_mask(3)). */
const FLAGS = [
  [flags('alias forward include'), names`allow_mail_to_commands allow_mail_to_files`],
  [
    flags('envelope_sender envelope_recipient header_sender header_recipient'),
    names`canonical_classes masquerade_classes`,
  ],
  [flags('envelope_sender header_sender'), names`sender_canonical_classes`],
  [flags('envelope_recipient header_recipient'), names`recipient_canonical_classes`],
  [flags('all ipv4 ipv6'), names`inet_protocols`],
  [
    flags('bounce notify', accepted('sendmail smtpd qmqpd forward verify')),
    names`internal_mail_filter_classes`,
  ],
  [flags('flock fcntl dotlock'), names`mailbox_delivery_lock virtual_mailbox_lock`],
  [flags('2 3 4 6 no_header_reply'), names`milter_protocol`],
  [flags('bounce 2bounce data delay policy protocol resource software'), names`notify_classes`],
  [flags('command file forward'), names`prepend_delivered_header`],
  [flags('canonical virtual alias forward include generic'), names`propagate_unmatched_extensions`],
  [
    flags('no_unknown_recipient_checks no_address_mappings no_header_body_checks no_milters'),
    names`receive_override_options`,
  ],
  [
    flags(EHLO_KEYWORDS, { ...ANY_CASE, ...IGNORED }),
    names`smtp_discard_ehlo_keywords lmtp_discard_lhlo_keywords smtpd_discard_ehlo_keywords`,
    { extra: 'EHLO_MASK_SMTPUTF8' },
  ],
  [flags('res_defnames res_dnsrch'), names`{smtp,lmtp}_dns_resolver_options`],
  [flags('dns native'), names`{smtp,lmtp}_host_lookup`],
  [flags('disable_esmtp delay_dotcrlf', { ...ANY_CASE, ...IGNORED }), names`{smtp,lmtp}_pix_workarounds`],
  [
    flags('noplaintext noactive nodictionary noanonymous mutual_auth forward_secrecy'),
    names`{smtp,lmtp,smtpd}_sasl_security_options`,
  ],
  [
    flags(TLS_LOG, { ...ANY_CASE, ...accepted('5 6 7 8 9'), ...IGNORED }),
    names`{smtp,lmtp,smtpd}_tls_loglevel`,
  ],
  [flags('speed_adjust'), names`smtpd_proxy_options`],
  [flags(`${MAIL_SOURCES} all`), names`smtputf8_autodetect_classes`],
  [flags(BUG_WORKAROUNDS, { ...ANY_CASE, numeric: true, ...IGNORED }), names`tls_disable_workarounds`],
  [flags(SSL_OPTIONS, { ...ANY_CASE, numeric: true, ...IGNORED }), names`tls_ssl_options`],
];

export const ENUMERATIONS = [...CHOICES, ...FLAGS];
