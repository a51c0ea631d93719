/** Lines of a dovecot.conf of 2.3, and what becomes of them in 2.4 (without the lines of the version). */
export interface MigrationCase {
  readonly old: string;
  readonly new: string;
  /** Parts of the messages about what is left open. */
  readonly points?: readonly string[];
}

const NAMES: readonly MigrationCase[] = [
  { old: 'auth_default_realm = example.com', new: 'auth_default_domain = example.com' },
  { old: 'disable_plaintext_auth = no', new: 'auth_allow_cleartext = yes' },
  { old: 'disable_plaintext_auth = yes', new: 'auth_allow_cleartext = no' },
  { old: 'ssl = required\ndisable_plaintext_auth = no', new: 'ssl = required' },
  { old: 'default_idle_kill = 2 mins', new: 'default_idle_kill_interval = 2 mins' },
  { old: 'master_user_separator = *', new: 'auth_master_user_separator = *' },
  { old: 'auth_worker_max_count = 5', new: 'service auth-worker {\n  process_limit = 5\n}' },
  { old: 'auth_debug = yes\nverbose_ssl = yes', new: 'log_debug = category=auth OR category=ssl' },
  { old: 'verbose_ssl = yes', new: 'log_debug = category=ssl' },
  { old: 'auth_debug = no\nverbose_ssl = no', new: '' },
  {
    old: 'verbose_ssl = yes\nlog_debug = event=x',
    new: 'log_debug = (event=x) OR category=ssl',
  },
  { old: 'imap_id_log = *', new: '# imap_id_log = *', points: ['no imap_id_log'] },
  { old: 'config_cache_size = 2 M', new: '' },
  {
    old: 'auth_policy_server_timeout_msecs = 500',
    new: 'auth_policy {\n  http_client_request_absolute_timeout = 500 ms\n}',
  },
  {
    old: 'auth_policy_request_attributes = login=%{requested_username} remote=%{rip}',
    new: 'auth_policy_request_attributes {\n  login = %{requested_username}\n  remote = %{remote_ip}\n}',
  },
  { old: 'import_environment = TZ A=b', new: 'import_environment {\n  TZ = %{env:TZ}\n  A = b\n}' },
  { old: 'imap_id_send = name * os Linux', new: 'imap_id_send {\n  os = Linux\n}' },
  { old: 'director_servers = 10.0.0.1', new: '# director_servers = 10.0.0.1', points: ['director_servers'] },
  {
    old: 'mail_attachment_dir = /a\nmail_attachment_min_size = 64 k',
    new: 'mail_ext_attachment_path = /a\nmail_ext_attachment_min_size = 64 k',
  },
  { old: 'mail_attachment_fs = posix', new: 'mail_ext_attachment {\n  fs posix {\n  }\n}' },
  {
    old: 'mail_attribute_dict = file:%h/dict',
    new: 'mail_attribute {\n  dict file {\n    path = %{home}/dict\n  }\n}',
  },
  { old: 'imapc_ssl_verify = no', new: 'imapc {\n  ssl_client_require_valid_cert = no\n}' },
  { old: 'postmaster_address = postmaster@%d', new: 'postmaster_address = postmaster@%{user | domain}' },
  { old: 'recipient_delimiter = -', new: 'recipient_delimiter = -' },
  { old: 'imap_capability = +XFOO -XBAR', new: 'imap_capability {\n  XFOO = yes\n  XBAR = no\n}' },
  { old: 'imap_capability = IMAP4rev1 IDLE', new: 'imap_capability = IMAP4rev1 IDLE' },
  { old: 'login_trusted_networks = 10.0.0.0/8 ::1', new: 'login_trusted_networks = 10.0.0.0/8 ::1' },
  { old: 'protocols = none', new: 'protocols =' },
  { old: 'protocols = $protocols imap', new: 'protocols {\n  imap = yes\n}' },
  { old: 'doveadm_password = a%u', new: 'doveadm_password = a%u' },
  { old: 'log_timestamp = "%H:%M:%S "', new: 'log_timestamp = "%H:%M:%S "' },
];

const TLS: readonly MigrationCase[] = [
  { old: 'ssl_cert = </etc/c.pem # ours', new: 'ssl_server_cert_file = /etc/c.pem # ours' },
  { old: 'ssl_key = < /etc/k.pem', new: 'ssl_server_key_file = /etc/k.pem' },
  { old: 'ssl_dh = </etc/dh.pem', new: 'ssl_server_dh_file = /etc/dh.pem' },
  { old: 'ssl_ca = </etc/ca.pem', new: 'ssl_server_ca_file = /etc/ca.pem\nssl_client_ca_file = /etc/ca.pem' },
  {
    old: 'ssl_client_ca_dir = /etc/ssl/certs\nssl_ca = </etc/ca.pem',
    new: 'ssl_client_ca_dir = /etc/ssl/certs\nssl_server_ca_file = /etc/ca.pem',
  },
  { old: 'ssl_prefer_server_ciphers = yes', new: 'ssl_server_prefer_ciphers = server' },
  { old: 'ssl_protocols = !SSLv3 !TLSv1', new: 'ssl_min_protocol = TLSv1.1' },
  { old: 'ssl_min_protocol = SSLv3', new: '# ssl_min_protocol = SSLv3', points: ['no SSLv3'] },
  { old: 'ssl_cert = text', new: '# ssl_cert = text', points: ['path of a file'] },
  { old: 'ssl_key_password = </etc/pass', new: 'ssl_server_key_password = </etc/pass' },
  {
    old: 'local_name mail.example.com {\n  ssl_cert = </c.pem\n}',
    new: 'local_name mail.example.com {\n  ssl_server_cert_file = /c.pem\n}',
  },
  {
    old: 'local_name "a.example b.example" {\n  # both\n  ssl_cert = </c.pem\n}\nmail_debug = yes',
    new: 'local_name a.example {\n  # both\n  ssl_server_cert_file = /c.pem\n}\nlocal_name b.example {\n  # both\n  ssl_server_cert_file = /c.pem\n}\nmail_debug = yes',
  },
];

const MAIL: readonly MigrationCase[] = [
  { old: 'mail_location = maildir:~/Maildir', new: 'mail_driver = maildir\nmail_path = ~/Maildir' },
  {
    old: 'mail_location = mbox:~/mail:INBOX=/var/mail/%u:INDEX=MEMORY',
    new: 'mail_driver = mbox\nmail_path = ~/mail\nmail_inbox_path = /var/mail/%{user}\nmail_index_path = MEMORY',
  },
  {
    old: 'mail_location = /srv/mail/%Ld/%1Ln',
    new: 'mail_path = /srv/mail/%{user | domain | lower}/%{user | username | lower | substr(0, 1)}',
  },
  {
    old: 'mail_location = mdbox:~/mdbox:DIRNAME=x:ALTNOCHECK',
    new: 'mail_driver = mdbox\nmail_path = ~/mdbox\nmailbox_directory_name = x\nmailbox_directory_name_legacy = yes\nmail_alt_check = no',
  },
  {
    old: 'mail_location = maildir:~/M:NOSUCH=1',
    new: 'mail_driver = maildir\nmail_path = ~/M',
    points: ['NOSUCH=1'],
  },
  {
    old: 'mail_location = mbox:~/mail:INBOX=/var/mail/%u\nmail_location = maildir:~/M',
    new: '# mail_location = mbox:~/mail:INBOX=/var/mail/%u\nmail_driver = maildir\nmail_path = ~/M',
  },
  {
    old: 'mail_location = maildir:~/M:INDEX=/x\nnamespace inbox {\n  inbox = yes\n}\nnamespace {\n  prefix = Old/\n  separator = /\n  location = mbox:~/old\n}',
    new: 'mail_driver = maildir\nmail_path = ~/M\nmail_index_path = /x\nnamespace inbox {\n  inbox = yes\n}\nnamespace old {\n  prefix = Old/\n  separator = /\n  mail_driver = mbox\n  mail_path = ~/old\n  mail_index_path =\n}',
  },
  {
    old: 'namespace inbox {\n  inbox = yes\n  separator = /\n}\nnamespace {\n  type = shared\n  separator = /\n  prefix = Shared/%%u/\n  location = maildir:%%h/M\n}',
    new: 'namespace inbox {\n  inbox = yes\n  separator = /\n}\nnamespace shared {\n  type = shared\n  separator = /\n  prefix = Shared/$user/\n  mail_driver = maildir\n  mail_path = %{owner_home}/M\n}',
  },
  {
    old: 'mail_plugins = $mail_plugins quota zlib',
    new: 'mail_plugins {\n  quota = yes\n  mail_compress = yes\n}',
  },
  {
    old: 'mail_plugins = acl listescape',
    new: 'mail_plugins = acl\nmailbox_list_storage_escape_char = "\\\\"',
  },
  {
    old: 'mail_plugins = listescape\nplugin {\n  listescape_char = %\n}',
    new: 'mail_plugins =\nmailbox_list_storage_escape_char = %',
  },
  {
    old: 'mail_plugins = quota\nprotocol imap {\n  mail_plugins = $mail_plugins imap_quota imap_zlib\n}',
    new: 'mail_plugins = quota\nprotocol imap {\n  mail_plugins {\n    imap_quota = yes\n  }\n}',
  },
  {
    old: 'protocol imap {\n  mail_plugins = $mail_plugins imap_quota\n}\nmail_plugins = acl',
    new: 'protocol imap {\n  mail_plugins = imap_quota\n}\nmail_plugins = acl',
  },
  { old: 'mail_plugins = acl replication', new: 'mail_plugins = acl', points: ['no plugin replication'] },
  {
    old: 'mail_server_admin = mailto:$postmaster_address',
    new: 'mail_server_admin = mailto:$postmaster_address',
  },
  { old: 'hostname = mx\nsubmission_host = $hostname', new: 'hostname = mx\nsubmission_host = mx' },
];

const FORMATS: readonly MigrationCase[] = [
  {
    old: 'login_log_format_elements = user=<%u> method=%m rip=%r lip=%l mpid=%e %c session=<%{session}>',
    new: 'login_log_format_elements = user=<%{user}> method=%{mechanism} rip=%{remote_ip} lip=%{local_ip} mpid=%{mail_pid} %{secured} session=<%{session}>',
  },
  { old: 'login_log_format = %$: %s', new: 'login_log_format = %{message}: %{elements}' },
  {
    old: 'mail_log_prefix = "%s(%u)<%{pid}><%{session}>: "',
    new: 'mail_log_prefix = "%{service}(%{user})<%{process:pid}><%{session}>: "',
  },
  { old: 'deliver_log_format = msgid=%m: %$', new: 'deliver_log_format = msgid=%{msgid}: %{message}' },
  { old: 'imap_logout_format = in=%i out=%o', new: 'imap_logout_format = in=%{input} out=%{output}' },
  {
    old: 'pop3_logout_format = top=%t/%p, retr=%r/%b, del=%d/%m, size=%s',
    new: 'pop3_logout_format = top=%{top_count}/%{top_bytes}, retr=%{retr_count}/%{retr_bytes}, del=%{deleted_count}/%{message_count}, size=%{message_bytes}',
  },
  { old: 'pop3_uidl_format = %08Xu%08Xv', new: 'pop3_uidl_format = %{uid | hex(8)}%{uidvalidity | hex(8)}' },
  { old: 'auth_username_format = %Ln', new: 'auth_username_format = %{user | username | lower}' },
  { old: 'rejection_subject = Rejected: %s', new: 'rejection_subject = Rejected: %{subject}' },
  {
    old: 'mail_home = /home/%{if;%d;eq;x;a;b}/%2.2n',
    new: "mail_home = /home/%{user | domain | if('eq', 'x', 'a', 'b')}/%{user | username | regexp('^.?.?(.?.?).*$', '\\\\1')}",
  },
  {
    old: 'mail_home = /home/%{if;%d;eq;x;%u;b}',
    new: '# mail_home = /home/%{if;%d;eq;x;%u;b}',
    points: ['%{if;%d;eq;x;%u;b}'],
  },
];

const DATABASES: readonly MigrationCase[] = [
  { old: 'passdb {\n  driver = pam\n}', new: 'passdb pam {\n}' },
  {
    old: 'passdb {\n  driver = pam\n  args = session=yes failure_show_msg=yes max_requests=5 imap\n}',
    new: 'passdb pam {\n  passdb_pam_session = yes\n  passdb_pam_failure_show_msg = yes\n  passdb_pam_max_requests = 5\n  passdb_pam_service_name = imap\n}',
  },
  {
    old: 'passdb {\n  driver = passwd-file\n  args = scheme=CRYPT username_format=%n /etc/%d/users\n}\npassdb {\n  driver = passwd-file\n  args = /etc/more\n}',
    new: 'passdb passwd-file {\n  default_password_scheme = CRYPT\n  auth_username_format = %{user | username}\n  passwd_file_path = /etc/%{user | domain}/users\n}\npassdb passwd-file2 {\n  driver = passwd-file\n  default_password_scheme = CRYPT\n  passwd_file_path = /etc/more\n}',
  },
  {
    old: 'userdb {\n  driver = static\n  args = uid=vmail gid=vmail home=/v/%d/%n allow_all_users=yes\n}',
    new: 'userdb static {\n  userdb_static_allow_all_users = yes\n  fields {\n    uid = vmail\n    gid = vmail\n    home = /v/%{user | domain}/%{user | username}\n  }\n}',
  },
  {
    old: 'passdb {\n  driver = static\n  args = password=x proxy=y host=10.0.0.1\n}',
    new: 'passdb static {\n  passdb_static_password = x\n  fields {\n    proxy = y\n    host = 10.0.0.1\n  }\n}',
  },
  {
    old: 'userdb {\n  driver = passwd\n  default_fields = home=/x/%n quota_rule=*:storage=1G\n  override_fields = mail=maildir:~/M\n}',
    new: 'userdb passwd {\n  fields {\n    home:default = /x/%{user | username}\n    quota_storage_size:default = 1G\n  }\n  fields {\n    mail_driver = maildir\n    mail_path = ~/M\n  }\n}',
  },
  {
    old: 'passdb {\n  driver = passwd-file\n  mechanisms = plain login\n  pass = yes\n  master = yes\n  auth_verbose = default\n  args = /etc/m\n}',
    new: 'passdb passwd-file {\n  mechanisms_filter = plain login\n  result_success = continue\n  master = yes\n  default_password_scheme = CRYPT\n  passwd_file_path = /etc/m\n}',
  },
  {
    old: 'passdb {\n  driver = shadow\n}',
    new: '# passdb {\n  # driver = shadow\n# }',
    points: ['passdb driver shadow'],
  },
  {
    old: 'passdb {\n  driver = passwd-file\n  args = scheme=MD5-CRYPT /etc/u\n}',
    new: 'passdb passwd-file {\n  default_password_scheme = MD5-CRYPT\n  passwd_file_path = /etc/u\n}',
    points: ['MD5-CRYPT'],
  },
  {
    old: 'passdb {\n  driver = lua\n  args = file=/a.lua blocking=yes key=v\n}',
    new: 'passdb lua {\n  lua_file = /a.lua\n  passdb_use_worker = yes\n  lua_settings {\n    key = v\n  }\n}',
  },
  {
    old: 'passdb {\n  driver = imap\n  args = host=mx port=993 ssl=imaps\n}',
    new: 'passdb imap {\n  imapc_host = mx\n  imapc_port = 993\n  imapc_ssl = imaps\n}',
  },
];

const FILTERS: readonly MigrationCase[] = [
  {
    old: 'remote 10.0.0.0/8 {\n  mail_max_userip_connections = 5\n}\nprotocol imap {\n  mail_max_userip_connections = 9\n}',
    new: 'remote 10.0.0.0/8 {\n  mail_max_userip_connections = 5\n}\nprotocol imap {\n  mail_max_userip_connections = 9\n}',
    points: ['opens later decides mail_max_userip_connections'],
  },
  {
    old: 'protocol imap {\n  mail_max_userip_connections = 9\n}\nremote 10.0.0.0/8 {\n  mail_max_userip_connections = 5\n}',
    new: 'protocol imap {\n  mail_max_userip_connections = 9\n}\nremote 10.0.0.0/8 {\n  mail_max_userip_connections = 5\n}',
  },
  {
    old: 'remote 10.1.0.0/16 {\n  mail_debug = yes\n}\nremote 10.0.0.0/8 {\n  mail_debug = no\n}',
    new: 'remote 10.1.0.0/16 {\n  mail_debug = yes\n}\nremote 10.0.0.0/8 {\n  mail_debug = no\n}',
    points: ['opens later decides mail_debug'],
  },
  {
    old: 'remote 10.1.0.0/16 {\n  mail_debug = yes\n}\nremote 192.168.0.0/8 {\n  mail_debug = no\n}',
    new: 'remote 10.1.0.0/16 {\n  mail_debug = yes\n}\nremote 192.168.0.0/8 {\n  mail_debug = no\n}',
  },
  {
    old: 'protocol !imap {\n  mail_debug = yes\n}\nprotocol lda {\n  auth_socket_path = auth-x\n}',
    new: 'protocol !imap {\n  mail_debug = yes\n}\nprotocol lda {\n  auth_socket_path = auth-x\n}',
  },
];

const SERVICES: readonly MigrationCase[] = [
  {
    old: 'namespace inbox {\n  inbox = yes\n  protocol imap {\n    hidden = yes\n  }\n}',
    new: 'namespace inbox {\n  inbox = yes\n  # protocol imap {\n    # hidden = yes\n  # }\n}',
    points: ['protocol around this block'],
  },
  {
    old: 'service imap-login {\n  service_count = 0\n  inet_listener imap {\n    address = 127.0.0.1\n    port = 143\n  }\n}',
    new: 'service imap-login {\n  restart_request_count = unlimited\n  inet_listener imap {\n    listen = 127.0.0.1\n    port = 143\n  }\n}',
  },
  {
    old: 'service imap {\n  service_count = 5\n  idle_kill = 10 s\n}',
    new: 'service imap {\n  restart_request_count = 5\n  idle_kill_interval = 10 s\n}',
  },
  {
    old: 'service auth {\n  inet_listener {\n    port = 12345\n  }\n}',
    new: 'service auth {\n  inet_listener port-12345 {\n    port = 12345\n  }\n}',
  },
  {
    old: 'service/auth/user = root\nservice/imap/vsz_limit = 1 G',
    new: 'service auth {\n  user = root\n}\nservice imap {\n  vsz_limit = 1 G\n}',
  },
  {
    old: 'service auth {\n  unix_listener {\n    path = auth-x\n    mode = 0600\n  }\n}',
    new: 'service auth {\n  unix_listener auth-x {\n    mode = 0600\n  }\n}',
  },
  {
    old: 'service auth-worker {\n  user = $default_internal_user\n}',
    new: 'service auth-worker {\n  user = $SET:default_internal_user\n}',
  },
  {
    old: 'service director {\n  unix_listener login/director {\n    #mode = 0666\n  }\n}',
    new: '# service director {\n  # unix_listener login/director {\n    #mode = 0666\n  # }\n# }',
  },
  {
    old: 'service replicator {\n  process_min_avail = 1\n}',
    new: '# service replicator {\n  # process_min_avail = 1\n# }',
    points: ['no service replicator'],
  },
  {
    old: 'protocol imap {\n  login_processes_count = 2\n  mail_max_userip_connections = 5\n}',
    new: 'protocol imap {\n  mail_max_userip_connections = 5\n}\nservice imap-login {\n  process_min_avail = 2\n}',
  },
  {
    old: 'event_exporter log {\n  format = json\n  format_args = time-rfc3339\n  transport = log\n}\nmetric imap {\n  filter = event=imap_command_finished\n  exporter = log\n}',
    new: 'event_exporter log {\n  format = json\n  time_format = rfc3339\n  driver = log\n}\nmetric imap {\n  filter = event=imap_command_finished\n  exporter = log\n}',
  },
];

export const MIGRATION_CASES: Readonly<Record<string, readonly MigrationCase[]>> = {
  names: NAMES,
  TLS,
  mail: MAIL,
  formats: FORMATS,
  databases: DATABASES,
  filters: FILTERS,
  services: SERVICES,
};
