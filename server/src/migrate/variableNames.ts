/** Names that variables have in one kind of setting, the one-letter ones too. */
export type VariableNames = Readonly<Record<string, string>>;

const COMMON: VariableNames = {
  u: 'user',
  n: 'user | username',
  d: 'user | domain',
  username: 'user | username',
  domain: 'user | domain',
  s: 'service',
  h: 'home',
  l: 'local_ip',
  lip: 'local_ip',
  r: 'remote_ip',
  rip: 'remote_ip',
  p: 'process:pid',
  pid: 'process:pid',
  i: 'process:uid',
  uid: 'process:uid',
  gid: 'process:gid',
  hostname: 'system:hostname',
  auth_username: 'auth_user | username',
  auth_domain: 'auth_user | domain',
  user: 'user',
  service: 'service',
  home: 'home',
  session: 'session',
  auth_user: 'auth_user',
  master_user: 'master_user',
};

/** Mail knows the owner of a shared namespace too; to others `%%u` is the text `%u`. */
const MAIL: VariableNames = {
  ...COMMON,
  '%u': 'owner_user',
  '%n': 'owner_user | username',
  '%d': 'owner_user | domain',
  '%h': 'owner_home',
};

const AUTH: VariableNames = {
  ...COMMON,
  s: 'protocol',
  service: 'protocol',
  protocol: 'protocol',
  a: 'local_port',
  lport: 'local_port',
  b: 'remote_port',
  rport: 'remote_port',
  m: 'mechanism',
  mech: 'mechanism',
  c: 'secured',
  secured: 'secured',
  w: 'password',
  password: 'password',
  p: 'client_pid',
  pid: 'client_pid',
  k: 'cert',
  cert: 'cert',
  login_user: 'login_user',
  login_username: 'login_user | username',
  login_domain: 'login_user | domain',
  orig_user: 'original_user',
  orig_username: 'original_user | username',
  orig_domain: 'original_user | domain',
  real_rip: 'real_remote_ip',
  real_lip: 'real_local_ip',
  real_rport: 'real_remote_port',
  real_lport: 'real_local_port',
  local_name: 'local_name',
  client_id: 'client_id',
  requested_username: 'requested_username',
  hashed_password: 'hashed_password',
};

const LOGIN: VariableNames = {
  ...AUTH,
  p: 'process:pid',
  pid: 'process:pid',
  e: 'mail_pid',
  mail_pid: 'mail_pid',
  $: 'message',
  s: 'elements',
  listener: 'listener',
  ssl_security: 'ssl_security',
  auth_failed_reason: 'auth_failed_reason',
};

const TRAFFIC: VariableNames = { ...MAIL, i: 'input', o: 'output', input: 'input', output: 'output' };

const DELIVERY: VariableNames = {
  ...MAIL,
  $: 'message',
  m: 'msgid',
  s: 'subject',
  f: 'from',
  e: 'from_envelope',
  p: 'size',
  w: 'vsize',
  from: 'from',
  from_envelope: 'from_envelope',
  to_envelope: 'to_envelope',
  msgid: 'msgid',
  subject: 'subject',
  delivery_time: 'delivery_time',
  session_time: 'session_time',
  storage_id: 'storage_id',
};

const REJECTION: VariableNames = {
  n: "literal('\\r\\n')",
  r: 'reason',
  s: 'subject',
  t: 'to',
  reason: 'reason',
  subject: 'subject',
  to: 'to',
};

/** Settings whose variables have meanings of their own. */
const OF_SETTING: Readonly<Record<string, VariableNames>> = {
  login_log_format: LOGIN,
  login_log_format_elements: { ...LOGIN, s: 'protocol' },
  mail_log_prefix: MAIL,
  deliver_log_format: DELIVERY,
  rejection_subject: REJECTION,
  rejection_reason: REJECTION,
  imap_logout_format: {
    ...TRAFFIC,
    ...Object.fromEntries(
      [
        'deleted',
        'expunged',
        'trashed',
        'appended',
        'autoexpunged',
        'fetch_hdr_count',
        'fetch_hdr_bytes',
        'fetch_body_count',
        'fetch_body_bytes',
      ].map((name) => [name, name]),
    ),
  },
  imap_urlauth_logout_format: TRAFFIC,
  managesieve_logout_format: TRAFFIC,
  submission_logout_format: {
    ...TRAFFIC,
    command_count: 'command_count',
    reply_count: 'reply_count',
    transaction_id: 'transaction_id',
  },
  pop3_logout_format: {
    ...TRAFFIC,
    p: 'top_bytes',
    t: 'top_count',
    b: 'retr_bytes',
    r: 'retr_count',
    d: 'deleted_count',
    m: 'message_count',
    s: 'message_bytes',
    u: 'uidl_change',
    deleted_bytes: 'deleted_bytes',
  },
  pop3_uidl_format: { u: 'uid', v: 'uidvalidity', m: 'md5', f: 'filename', g: 'guid' },
  dsync_remote_cmd: { ...MAIL, login: 'login', host: 'host' },
  mail_ext_attachment_hash: {
    md4: 'md4',
    md5: 'md5',
    sha1: 'sha1',
    sha256: 'sha256',
    sha512: 'sha512',
    size: 'size',
  },
};

/** Variables of a setting; those of authentication know more than those of mail. */
export function variablesOf(name: string, isAuth: boolean): VariableNames {
  return OF_SETTING[name] ?? (isAuth ? AUTH : MAIL);
}

export const AUTH_VARIABLES = AUTH;
