import * as fc from 'fast-check';

/** A server whose tables send mail hither and thither, and the addresses to follow through it. */
export interface GeneratedServer {
  /** Files below /etc/postfix. */
  readonly files: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  readonly sender: string;
}

const DOMAINS = [
  'local.test',
  'mx.example.org',
  'alias.test',
  'box.test',
  'relay.test',
  'sub.relay.test',
  'far.test',
];
const USERS = ['u1', 'u2', 'u3', 'owner-u1', 'U4'];

const user = fc.constantFrom(...USERS);
const domain = fc.constantFrom(...DOMAINS);
const extended = fc.oneof(
  { weight: 4, arbitrary: user },
  { weight: 1, arbitrary: user.map((name) => `${name}+x`) },
);
const address = fc.tuple(extended, domain).map(([name, host]) => `${name}@${host}`);
const target = fc.oneof(
  { weight: 5, arbitrary: address },
  { weight: 2, arbitrary: user },
  { weight: 1, arbitrary: domain.map((host) => `@${host}`) },
);
const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(', '));

const addressKey = fc.oneof(
  { weight: 5, arbitrary: address },
  { weight: 2, arbitrary: domain.map((host) => `@${host}`) },
  { weight: 2, arbitrary: extended },
);

/** `key value` lines, the first of equal keys only: hash and texthash differ in nothing else. */
function table(key: fc.Arbitrary<string>, value: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  return fc
    .uniqueArray(fc.tuple(key, value), { maxLength: most, selector: ([name]) => name.toLowerCase() })
    .map((pairs) => pairs.map(([name, text]) => `${name} ${text}\n`).join(''));
}

const aliasTarget = fc.oneof(
  { weight: 6, arbitrary: target },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"|/bin/true"', '/dev/null', '\\\\u2', ':include:/etc/postfix/members'),
  },
);
const aliases = fc
  .uniqueArray(fc.tuple(fc.constantFrom('u1', 'u2', 'u3', 'owner-u1', 'u4', 'u1+x'), list(aliasTarget)), {
    maxLength: 5,
    selector: ([name]) => name,
  })
  .map((pairs) => pairs.map(([name, text]) => `${name}: ${text}\n`).join(''));

const transport = fc.constantFrom(
  ...[
    'smtp',
    'smtp:',
    'lmtp:[10.0.0.1]:24',
    ':',
    ':[mail.far.test]',
    'error:5.7.1 no mail for you',
    'error:',
  ],
  ...['discard:silently', 'retry:4.0.0 later', 'box', 'local', 'virtual', 'local:elsewhere'],
);
const transports = table(
  fc.oneof(
    { weight: 3, arbitrary: domain },
    { weight: 2, arbitrary: address },
    { weight: 1, arbitrary: fc.constantFrom('*', '.relay.test', '.test', 'u1@mx.example.org') },
  ),
  transport,
  3,
);

const optional = (text: string): fc.Arbitrary<string> => fc.constantFrom('', text);

const settings = fc
  .tuple(
    optional('relayhost = [smart.far.test]:587\n'),
    fc.constantFrom('', 'recipient_delimiter = +\n'),
    fc.constantFrom('', 'append_dot_mydomain = yes\n'),
    fc.constantFrom(
      '',
      'propagate_unmatched_extensions = virtual\n',
      'propagate_unmatched_extensions = alias, include\n',
    ),
    fc.constantFrom(
      '',
      'swap_bangpath = no\n',
      'allow_percent_hack = no\n',
      'resolve_dequoted_address = no\n',
    ),
    fc.constantFrom('', 'expand_owner_alias = yes\n'),
    fc.constantFrom('', 'parent_domain_matches_subdomains = transport_maps\n'),
    fc.constantFrom(
      '',
      'local_transport = local\n',
      'virtual_transport = lmtp:unix:private/x\n',
      'relay_transport = relay:[inner.test]\n',
    ),
    fc.constantFrom(
      '',
      'allow_mail_to_commands = forward\n',
      'allow_mail_to_files = alias, forward, include\n',
    ),
    fc.constantFrom('', 'masquerade_domains = relay.test\nmasquerade_classes = envelope_recipient\n'),
    fc.constantFrom('', 'myorigin = local.test\n', 'myorigin = far.test\n'),
  )
  .map((lines) => lines.join(''));

const MAPS: readonly (readonly [parameter: string, file: string, text: fc.Arbitrary<string>])[] = [
  ['virtual_alias_maps', 'virtual', table(addressKey, list(target), 6)],
  ['canonical_maps', 'canonical', table(addressKey, target, 2)],
  ['recipient_canonical_maps', 'recipients', table(addressKey, target, 1)],
  ['transport_maps', 'transport', transports],
  ['relocated_maps', 'relocated', table(addressKey, fc.constant('elsewhere, far away'), 1)],
  ['recipient_bcc_maps', 'copies', table(addressKey, address, 1)],
  ['virtual_mailbox_maps', 'boxes', table(addressKey, fc.constant('mail'), 4)],
  [
    'sender_dependent_relayhost_maps',
    'relays',
    table(addressKey, fc.constantFrom('[other.test]', 'DUNNO'), 1),
  ],
  [
    'sender_dependent_default_transport_maps',
    'defaults',
    table(addressKey, fc.constantFrom('lmtp:[x.test]', 'dunno', 'error:5.0.0 no'), 1),
  ],
  ['mailbox_transport_maps', 'mailboxes', table(user, fc.constantFrom('relay:[b.test]', 'box'), 1)],
];

const wanted = fc.oneof(
  { weight: 12, arbitrary: address },
  { weight: 2, arbitrary: extended },
  { weight: 1, arbitrary: fc.tuple(user, domain, domain).map(([name, a, b]) => `${name}%${a}@${b}`) },
  { weight: 1, arbitrary: fc.tuple(user, domain, domain).map(([name, a, b]) => `@${a}:${name}@${b}`) },
  { weight: 1, arbitrary: fc.tuple(user, domain).map(([name, a]) => `${a}!${name}`) },
  { weight: 1, arbitrary: fc.tuple(user, domain, domain).map(([name, a, b]) => `"${name}@${a}"@${b}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'u1@short',
      'u1@[127.0.0.1]',
      'u1@[192.0.2.9]',
      '"a b"@local.test',
      'postmaster',
      'u1@nowhere.test.',
    ),
  },
);

const BASE = `compatibility_level = 3.6
myhostname = mx.example.org
mydomain = example.org
mydestination = $myhostname, local.test
virtual_alias_domains = alias.test
virtual_mailbox_domains = box.test
relay_domains = relay.test
inet_interfaces = 127.0.0.1
mailbox_transport = box:users
alias_maps = hash:/etc/postfix/aliases
`;

/** A server and its addresses. */
export const generatedServer: fc.Arbitrary<GeneratedServer> = fc
  .tuple(
    settings,
    fc.tuple(...MAPS.map(([, , text]) => text)),
    aliases,
    fc.array(wanted, { minLength: 30, maxLength: 30 }),
    fc.constantFrom('', 'u1@far.test', 'u2@local.test'),
    list(target),
  )
  .map(([lines, texts, aliasText, addresses, sender, members]) => {
    const maps = MAPS.map(([parameter, file]) => `${parameter} = texthash:/etc/postfix/${file}\n`);
    const tables = Object.fromEntries(MAPS.map(([, file], index) => [file, texts[index] ?? '']));
    const main = `${BASE}${maps.join('')}${lines}`;
    return {
      files: { 'main.cf': main, ...tables, aliases: aliasText, members: `${members}\n` },
      addresses,
      sender,
    };
  });
