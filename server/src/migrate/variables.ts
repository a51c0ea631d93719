import type { TextChange } from '../text/edits';

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

/** Filters that stand for a letter before the name. */
const FILTERS: Readonly<Record<string, string>> = {
  L: 'lower',
  U: 'upper',
  R: 'reverse',
  M: 'md5',
  D: 'ldap_dn',
};

/** Providers whose names stay: `%{ldap:uid}`, `%{ldap:uid:default}`. */
const PROVIDERS = /^(ldap|dict|passdb|userdb|env|oauth2|passwd_file):([^:]+)(?::([^:']*))?$/;

const VARIABLE = /%(%?)([-\d.]*)([A-Z]*)(?:\{([^}]*)\}|([a-z$]))|%%/g;

interface ConvertedText {
  readonly text: string;
  readonly edits: readonly TextChange[];
  /** Variables that 2.4 writes in no way that is known here; they stay as they are. */
  readonly unknown: readonly string[];
}

/** Writes the variables of a text of 2.3 as 2.4 does. */
export function convertVariables(text: string, names: VariableNames): ConvertedText {
  const edits: TextChange[] = [];
  const unknown: string[] = [];
  const converted = text.replace(VARIABLE, (...match: unknown[]) => {
    const [whole, percent, width, modifiers, long, letter] = match as (string | undefined)[];
    const at = match.at(-2) as number;
    const written = writeVariable({
      owner: percent === '%',
      width: width ?? '',
      modifiers: modifiers ?? '',
      name: long ?? letter,
      isLong: long !== undefined,
      names,
    });
    if (written === undefined) {
      unknown.push(whole ?? '');
      return whole ?? '';
    }
    if (written !== whole) edits.push({ span: { start: at, end: at + (whole ?? '').length }, text: written });
    return written;
  });
  return { text: converted, edits, unknown };
}

interface OldVariable {
  readonly owner: boolean;
  /** `1` or `1.2`: how many characters, and from where. */
  readonly width: string;
  readonly modifiers: string;
  readonly name: string | undefined;
  readonly isLong: boolean;
  readonly names: VariableNames;
}

function writeVariable(variable: OldVariable): string | undefined {
  const { owner, width, modifiers, name, isLong, names } = variable;
  if (name === undefined) return '%';
  // 2.4 would read `%{` as a variable.
  if (owner && isLong) return undefined;
  if (owner && !Object.hasOwn(names, `%${name}`)) return `%${width}${modifiers}${name}`;
  if (name.startsWith('if;')) return writeCondition(variable);
  const source = owner ? names[`%${name}`] : sourceOf(name, names);
  if (source === undefined) return undefined;
  const filters = filtersOf(modifiers, width, source);
  return filters && `%{${[source, ...filters].join(' | ')}}`;
}

/** `if;%d;eq;example.com;yes;no`, where all but the first are plain texts. */
function writeCondition({ name = '', width, modifiers, names }: OldVariable): string | undefined {
  const [, left = '', operator = '', ...texts] = name.split(';');
  const source = sourceOf(left.replace(/^%/, ''), names);
  const isPlain =
    texts.length === 3 && texts.every((text) => !/[%'\\]/.test(text)) && /^[a-z]+$/.test(operator);
  if (source === undefined || !isPlain || width !== '' || modifiers !== '') return undefined;
  return `%{${source} | if('${operator}', ${texts.map((text) => `'${text}'`).join(', ')})}`;
}

function sourceOf(name: string, names: VariableNames): string | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const [, provider, key, fallback] = PROVIDERS.exec(name) ?? [];
  if (provider === undefined || key === undefined) return undefined;
  const source = `${provider}:${key}`;
  return fallback === undefined ? source : `${source} | default('${fallback}')`;
}

/** `08X`: hexadecimal with eight digits; otherwise letters first, then a part of what they make. */
function filtersOf(modifiers: string, width: string, source: string): string[] | undefined {
  if (modifiers === 'X' && /^0\d$/.test(width)) return [`hex(${Number(width)})`];
  // 2.4 escapes by itself what goes into a query.
  const filters = [...modifiers.replace(/E/g, '')].map((letter) => FILTERS[letter]);
  if (filters.includes(undefined)) return undefined;
  const part = partOf(width, source);
  if (!part) return undefined;
  const all = [...filters.filter((filter) => filter !== undefined), ...part];
  // What a hash makes is written in hexadecimal at the end only; before, it is bytes.
  return all.flatMap((filter, index) =>
    filter === 'md5' && index < all.length - 1 ? ['md5', 'hexlify'] : [filter],
  );
}

/** Names that are never empty. */
const NEVER_EMPTY = /^(owner_)?user( \| username)?$/;

/** More characters than a part of a path has. */
const LONGEST_PART = 8;

/**
 * `3` the first three characters, `1.2` two of them behind the first. `substr` fails where the text is too short, and
 * `truncate` makes auth of 2.4.1 crash then; a pattern takes what there is.
 */
function partOf(width: string, source: string): string[] | undefined {
  if (width === '') return [];
  const [, before = '0', taken] = /^(?:(\d+)\.)?([1-9]\d*)$/.exec(width) ?? [];
  if (taken === undefined || Number(before) + Number(taken) > LONGEST_PART) return undefined;
  if (width === '1' && NEVER_EMPTY.test(source)) return ['substr(0, 1)'];
  const some = (count: string): string => '.?'.repeat(Number(count));
  return [`regexp('^${some(before)}(${some(taken)}).*$', '\\\\1')`];
}
