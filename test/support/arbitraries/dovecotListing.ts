import * as fc from 'fast-check';
import type { DovecotRelease, DovecotSettingFact } from '../../../server/src/knowledge/dovecotKnowledge';

/** Values that each type takes, in forms that are printed otherwise than they are written. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  bool: ['yes', 'no', 'Y', 'No', '1', '"yes"'],
  uint: ['0', '10', '007', '4294967295'],
  uintmax: ['0', '10'],
  octal: ['0600', '600', '0', '0666', '00'],
  time: ['0', '5s', '10 mins', '60 min', '1h', '2 days', '14 d', '3 weeks', '90 secs', '2000 ms'],
  time_msecs: ['0', '500ms', '1 s', '2 msecs', '60000 ms', '1 h'],
  size: ['0', '1024', '10M', '5 k', '1 GiB', '1025', '10 MB', '2T', '1000 B'],
  port: ['0', '143', '65535'],
  string: [
    '',
    'x',
    '"a b"',
    "'q'",
    '/var/x',
    "it's",
    '"unclosed',
    'a = b',
    '" x "',
    '"a # b"',
    '"a\\"b "',
    'é',
    'x$y',
  ],
};

/** Values of which doveconf hides a part. */
const SECRETS = [
  'http://u:p@h/x',
  'pass=x key=y;z',
  'nopassword=y',
  '"secret = a # b"',
  'https://@h ftp://h',
  'a:b@c',
];

const LABELS: Readonly<Record<string, readonly string[]>> = {
  service: ['auth', 'imap', 'lmtp', 'imap-login', 'own', '"a b"'],
  unix_listener: ['auth-client', 'a/b', 'lmtp', '/run/x', 'a,b=c'],
  fifo_listener: ['x', 'login/proxy-notify'],
  inet_listener: ['imap', 'imaps', 'x'],
  namespace: ['inbox', 'x', 'Ärger', ''],
  mailbox: ['Sent', '"Sent Messages"', 'Entwürfe', 'Sent2', 'INBOX/x'],
  passdb: ['', '', 'one'],
  userdb: ['', '', 'one'],
};

const FILTERS: readonly string[] = [
  ...['protocol imap {', 'protocol !pop3 {', 'protocol lmtp {', 'protocol managesieve {'],
  ...['local 10.0.0.0/8 {', 'local 10.1.0.0/16 {', 'local 10.0.0.1 {', 'local ::1 {'],
  ...['remote 192.0.2.1 {', 'remote 192.0.2.0/24 {', 'local_name a.example {', 'local_name *.b.example {'],
];

/** Lines of older versions that 2.3 converts. */
const OBSOLETE: readonly string[] = [
  ...['protocols = imap imaps', 'protocols = pop3s managesieve', 'ssl_protocols = !SSLv3 !TLSv1'],
  ...['ssl_disable = yes', 'dbox_rotate_size = 3M', 'mail_cache_compress_min_size = 64k', 'sieve = ~/x'],
  ...[
    'imap_client_workarounds = delay-newmail outlook-idle',
    'auth_cache_size = 100',
    'login_processes_count = 3',
  ],
  ...['mail_process_size = 256', 'ssl_ca_file = /x', 'fsync_disable = no', 'login_chroot = yes'],
];

/** A configuration of 2.3, mostly of lines that it accepts. */
export function sectionsConfiguration(release: DovecotRelease): fc.Arbitrary<string> {
  const statement = fc.oneof(
    { weight: 6, arbitrary: setting('', release) },
    { weight: 5, arbitrary: section('', release, 1) },
    { weight: 2, arbitrary: pluginBlock },
    { weight: 3, arbitrary: filterBlock(release, FILTERS, 1) },
    { weight: 1, arbitrary: fc.constantFrom(...OBSOLETE) },
    { weight: 1, arbitrary: ownName },
  );
  return fc.array(statement, { minLength: 1, maxLength: 14 }).map((lines) => [...lines, ''].join('\n'));
}

const pluginBlock = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('sieve', 'sieve2', 'sieve-x', 'sieve_x', 'a_password', 'b_key', 'quota'),
        fc.constantFrom(...SECRETS, ...(VALUES['string'] ?? [])),
      )
      .map(([key, value]) => `  ${key} = ${value}`.trimEnd()),
    { maxLength: 5 },
  )
  .map((lines) => ['plugin {', ...lines, '}'].join('\n'));

const ownName = fc
  .tuple(
    fc.constantFrom('mail_plugins', 'mail_plugins', 'protocols', 'login_greeting'),
    fc.constantFrom('$ x', 'a  $  b', '$', 'a', 'b $mail_home', '"$ x"'),
  )
  .map(([name, value]) => `${name} = ${value.replace(/\$(?= |$|")/g, `$${name}`)}`);

/** `listen` in a `protocol` is of 1.x, and becomes the address of a listener. */
function isPlain({ type, name }: DovecotSettingFact): boolean {
  return (type in VALUES || type === 'enum') && name !== 'listen';
}

function setting(place: string, release: DovecotRelease): fc.Arbitrary<string> {
  const facts = release.settingsIn(place).filter(isPlain);
  return fc
    .constantFrom(...facts)
    .chain((fact) =>
      fc
        .constantFrom(...(fact.type === 'enum' ? (fact.values ?? ['']) : (VALUES[fact.type] ?? [''])))
        .map((value) => `${fact.name} = ${value}`.trimEnd()),
    );
}

function section(place: string, release: DovecotRelease, depth: number): fc.Arbitrary<string> {
  const facts = release.settingsIn(place).filter(({ type }) => type === 'section');
  if (facts.length === 0) return setting(place, release);
  return fc.constantFrom(...facts).chain((fact) => {
    const below = place === '' ? fact.name : `${place}/${fact.name}`;
    const inner =
      depth === 0
        ? setting(below, release)
        : fc.oneof(setting(below, release), section(below, release, depth - 1));
    return fc
      .tuple(fc.constantFrom(...(LABELS[fact.name] ?? ['x'])), fc.array(inner, { maxLength: 4 }))
      .map(([label, lines]) => [`${fact.name} ${label}`.trimEnd() + ' {', ...lines, '}'].join('\n'));
  });
}

function filterBlock(
  release: DovecotRelease,
  openings: readonly string[],
  depth: number,
): fc.Arbitrary<string> {
  const inner = fc.oneof(
    { weight: 4, arbitrary: setting('', release) },
    { weight: 1, arbitrary: ownName },
    { weight: 1, arbitrary: section('', release, 0) },
    ...(depth === 0 ? [] : [{ weight: 1, arbitrary: filterBlock(release, openings, depth - 1) }]),
  );
  return fc
    .tuple(fc.constantFrom(...openings), fc.array(inner, { maxLength: 3 }))
    .map(([open, lines]) => [open, ...lines, '}'].join('\n'));
}

/** Values of lists, and blocks that add to them. */
const LISTS: readonly string[] = [
  '@g = x',
  ...['mail_plugins = quota acl', 'mail_plugins = quota, "a b"', 'mail_plugins =', 'auth_mechanisms = plain'],
  ...['mail_plugins {\nfts = yes\nacl = no\n}', 'protocols {\nimap = yes\n}', 'protocols = imap pop3'],
  ...[
    'imap_id_send {\nname = x\n"a b" = "c # d"\n}',
    'imap_id_send =',
    'passdb_fields {\nuser = x\na_password = y\n}',
  ],
  ...['import_environment {\nA = b\n}', 'import_environment ='],
];

const NAMED_FILTERS: readonly string[] = [
  'ssl_server',
  'ssl_client',
  'imapc',
  'mdbox',
  'maildir',
  'auth_policy',
];
const LISTED_FILTERS: readonly string[] = [
  'service',
  'namespace',
  'passdb',
  'userdb',
  'mailbox',
  'inet_listener',
];

/** Settings that doveconf dies of, or that change how the others are read. */
const NOT_USED = /^(doveadm_(proxy_)?port|dovecot_(config|storage)_version|listen|base_dir)$|_name$/;

/** A configuration of 2.4, mostly of lines that it accepts. */
export function filtersConfiguration(release: DovecotRelease): fc.Arbitrary<string> {
  const head = [
    'dovecot_config_version = 2.4.1',
    'dovecot_storage_version = 2.4.1',
    'group @g x {\n  mail_home = x\n}',
  ];
  const statement = fc.oneof(
    { weight: 6, arbitrary: settingOf(release, () => true) },
    { weight: 3, arbitrary: fc.constantFrom(...LISTS) },
    { weight: 5, arbitrary: namedBlock(release, 1) },
    { weight: 3, arbitrary: connectionBlock(release, 1) },
  );
  return fc
    .array(statement, { minLength: 1, maxLength: 12 })
    .map((lines) => [...head, ...lines, ''].join('\n'));
}

function settingOf(
  release: DovecotRelease,
  fits: (fact: DovecotSettingFact) => boolean,
  shorten = (name: string): string => name,
): fc.Arbitrary<string> {
  const facts = release
    .settingsIn('')
    .filter((fact) => isPlain(fact) && !NOT_USED.test(fact.name) && fact.plugin === undefined && fits(fact));
  return fc
    .constantFrom(...facts)
    .chain((fact) =>
      fc
        .constantFrom(...(fact.type === 'enum' ? (fact.values ?? ['']) : (VALUES[fact.type] ?? [''])))
        .map((value) => `${shorten(fact.name)} = ${value}`.trimEnd()),
    );
}

function namedBlock(release: DovecotRelease, depth: number): fc.Arbitrary<string> {
  return fc.constantFrom(...NAMED_FILTERS, ...LISTED_FILTERS, ...LISTED_FILTERS).chain((type) => {
    const isListed = LISTED_FILTERS.includes(type);
    const labels = (LABELS[type] ?? ['x']).filter((label) => label !== '');
    const label = isListed ? fc.constantFrom(...labels).map((text) => ` ${text}`) : fc.constant('');
    const own = settingOf(
      release,
      ({ name }) => name.startsWith(`${type}_`),
      (name) => name.slice(type.length + 1),
    );
    const inner = fc.oneof(
      { weight: 5, arbitrary: own },
      ...(depth === 0 ? [] : [{ weight: 1, arbitrary: nested(type, release) }]),
    );
    return fc
      .tuple(label, fc.array(inner, { maxLength: 4 }))
      .map(([text, lines]) => [`${type}${text} {`, ...lines, '}'].join('\n'));
  });
}

const NESTED: Readonly<Record<string, string>> = {
  service: 'unix_listener',
  namespace: 'mailbox',
  passdb: 'ssl_client',
  userdb: 'ssl_client',
};

function nested(type: string, release: DovecotRelease): fc.Arbitrary<string> {
  const inner = NESTED[type];
  if (inner === undefined) return settingOf(release, ({ name }) => name.startsWith('mail_'));
  const label = inner === 'ssl_client' ? [''] : (LABELS[inner] ?? ['x']).map((text) => ` ${text}`);
  const own = settingOf(
    release,
    ({ name }) => name.startsWith(`${inner}_`),
    (name) => name.slice(inner.length + 1),
  );
  return fc
    .tuple(fc.constantFrom(...label), fc.array(own, { maxLength: 3 }))
    .map(([text, lines]) => [`${inner}${text} {`, ...lines, '}'].join('\n'));
}

function connectionBlock(release: DovecotRelease, depth: number): fc.Arbitrary<string> {
  const inner = fc.oneof(
    { weight: 4, arbitrary: settingOf(release, ({ modules }) => !modules.includes('auth')) },
    { weight: 2, arbitrary: fc.constantFrom(...LISTS.slice(0, 6)) },
    { weight: 1, arbitrary: namedBlock(release, 0) },
    ...(depth === 0 ? [] : [{ weight: 1, arbitrary: connectionBlock(release, depth - 1) }]),
  );
  return fc
    .tuple(fc.constantFrom(...FILTERS), fc.array(inner, { maxLength: 3 }))
    .map(([open, lines]) => [open, ...lines, '}'].join('\n'));
}
