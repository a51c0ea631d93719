import * as fc from 'fast-check';

/** Settings of one smtpd, and of the trivial-rewrite that it asks. */
export type RelaySettings = Readonly<Record<string, string>>;

export const oneOf = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);

/** Most runs leave a setting alone. */
export const sometimes = (arbitrary: fc.Arbitrary<string>, weight = 3): fc.Arbitrary<string | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const ACTIONS = oneOf(
  ...['OK', 'ok', 'RELAY', 'DUNNO', 'REJECT', 'REJECT 4.1.1 no', 'DEFER', 'DEFER later', '554', '554 no'],
  ...['450 4.7.1 later', '421 busy', '299 x', '1234567', 'DEFER_IF_PERMIT', 'DEFER_IF_REJECT', 'DISCARD'],
  ...['HOLD', 'WARN x', 'PREPEND X-A: b', 'FILTER smtp:[127.0.0.1]', 'permit', 'reject', 'permit_mynetworks'],
  ...['reject_unauth_destination', 'permit_auth_destination permit', 'first', 'second', 'nonsense', 'a:b'],
  ...['warn_if_reject reject', 'reject_unlisted_recipient', 'defer_if_permit'],
);

const KEYS: Readonly<Record<string, readonly string[]>> = {
  client: [
    '203.0.113.9',
    '203.0.113',
    '203',
    '10',
    'client.test',
    'test',
    'unknown',
    '2001:db8:',
    '127.0.0.1',
  ],
  helo: ['client.test', 'test', '.test', '[203.0.113.9]', '1.2.3.4', 'mx.example.org', 'bad_'],
  sender: [
    'sender.test',
    's@sender.test',
    'test',
    's@',
    '<>',
    'example.org',
    'user@',
    'user@sub.sender.test',
  ],
  recipient: ['other.test', 'u@other.test', 'test', 'u@', 'example.org', 'relay.test', '.test', 'user@'],
  etrn: ['relay.test', 'test', '.test', 'sub.relay.test', 'example.org', '[203.0.113.9]', '[203.0.113'],
};

const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  client: ['/^203/', '/unknown/', '/client\\.test$$/', '/./'],
  helo: ['/test$$/', '/^\\[/', '/./'],
  sender: ['/sender/', '/^s@/', '/^<>$$/'],
  recipient: ['/other/', '/@example\\.org$$/', '/u/'],
  etrn: ['/relay/', '/^\\[/', '/./'],
};

function tableOf(subject: keyof typeof KEYS): fc.Arbitrary<string> {
  const entry = fc
    .tuple(oneOf(...(KEYS[subject] ?? [])), ACTIONS)
    .map(([key, value]) => `{${key} = ${value}}`);
  const rule = fc
    .tuple(oneOf(...(PATTERNS[subject] ?? [])), ACTIONS)
    .map(([key, value]) => `{${key} ${value}}`);
  const inline = fc.array(entry, { minLength: 1, maxLength: 4 }).map((all) => `inline:{${all.join(', ')}}`);
  const regexp = fc.array(rule, { minLength: 1, maxLength: 2 }).map((all) => `regexp:{${all.join(', ')}}`);
  const cidr = ACTIONS.map((value) => `cidr:{{203.0.113.0/24 ${value}}, {!10.0.0.0/8 DUNNO}, {::/0 OK}}`);
  const others = fc.oneof(
    ACTIONS.map((value) => `static:{${value}}`),
    fc.constant('fail:x'),
    inline.map((first) => `unionmap:{${first}}`),
  );
  return fc.oneof(
    { weight: 6, arbitrary: inline },
    { weight: 2, arbitrary: regexp },
    { weight: 1, arbitrary: subject === 'client' ? cidr : others },
    { weight: 1, arbitrary: others },
  );
}

/**
 * Not among them: `permit_inet_interfaces`, which looks at the address that the connection really comes from, whatever
 * XCLIENT says.
 */
const PLAIN = [
  ...['permit', 'reject', 'defer', 'defer_if_permit', 'defer_if_reject', 'permit_mynetworks'],
  ...['permit_mynetworks', 'permit_sasl_authenticated', 'permit_auth_destination'],
  ...['permit_auth_destination', 'reject_unauth_destination', 'reject_unauth_destination'],
  ...['defer_unauth_destination', 'reject_plaintext_session', 'reject_invalid_helo_hostname'],
  ...['reject_non_fqdn_helo_hostname', 'reject_non_fqdn_sender', 'reject_non_fqdn_recipient'],
  ...['reject_unlisted_recipient', 'check_recipient_maps', 'PERMIT_MyNetworks'],
  ...['reject_unknown_client_hostname', 'reject_unknown_reverse_client_hostname', 'permit_naked_ip_address'],
  ...[
    'check_relay_domains',
    'reject_unauth_pipelining',
    'permit_tls_clientcerts',
    'reject_sender_login_mismatch',
  ],
  ...['first', 'second', 'nonsense', 'check_client_access', 'reject_rbl_client', 'sleep', 'sleep 0'],
];

const ACCESS = fc.oneof(
  tableOf('client').map((table) => `check_client_access ${table}`),
  tableOf('client').map((table) => `check_reverse_client_hostname_access ${table}`),
  tableOf('helo').map((table) => `check_helo_access ${table}`),
  tableOf('sender').map((table) => `check_sender_access ${table}`),
  tableOf('recipient').map((table) => `check_recipient_access ${table}`),
  tableOf('recipient').map((table) => `check_sasl_access ${table}`),
);

/** What smtpd remembers of this one outlives a connection where it stands in the client or helo list. */
const SENDER_ONCE = 'reject_unlisted_sender';

function listOf(bare: keyof typeof KEYS, maxLength = 4, more: readonly string[] = []): fc.Arbitrary<string> {
  const item = fc.oneof(
    { weight: 6, arbitrary: oneOf(...PLAIN, ...more) },
    { weight: 4, arbitrary: ACCESS },
    { weight: 1, arbitrary: tableOf(bare) },
  );
  const warned = fc.oneof(
    { weight: 8, arbitrary: item },
    { weight: 1, arbitrary: item.map((text) => `warn_if_reject ${text}`) },
  );
  return fc.array(warned, { maxLength }).map((items) => items.join(', '));
}

const GUARD = oneOf(
  'reject_unauth_destination',
  'defer_unauth_destination',
  'reject_unauth_destination',
  'reject',
  'first, reject_unauth_destination',
);

const guarded = (list: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(list, GUARD).map(([items, guard]) => (items === '' ? guard : `${items}, ${guard}`));

const DOMAINS = oneOf(
  ...['example.org', 'relay.test', 'other.test', 'virtual.test', 'box.test', '.test', 'test', 'static:x'],
  ...[
    'inline:{relay.test=x}',
    'regexp:{{/^relay/ x}}',
    '!other.test',
    'fail:x',
    'client.test',
    'sub.relay.test',
  ],
);
const domains = fc.array(DOMAINS, { maxLength: 3 }).map((all) => all.join(', '));

const ADDRESSES = oneOf(
  ...[
    'inline:{u@relay.test=x, user=x}',
    'inline:{@virtual.test=x, u@box.test=y, virtual.test=z}',
    'static:x',
  ],
  ...[
    'regexp:{{/^u@/ x}}',
    'inline:{user@example.org=a}',
    'inline:{@example.org=b}',
    'fail:x',
    'inline:{u=c}',
  ],
);

const NETWORKS = oneOf(
  ...['127.0.0.0/8', '10.0.0.0/8', '203.0.113.0/24', '0.0.0.0/0', '[::]/0', '[2001:db8::]/32', '203.0.113.9'],
  ...[
    '10.0.0.1/8',
    '!203.0.113.9',
    'client.test',
    '.client.test',
    'inline:{203.0.113.9=x}',
    'cidr:{{10.0.0.0/8 x}}',
  ],
  ...['10.0.0.0/33', '203.0.113', 'inline:{client.test=x}', '[::1]/128', 'unknown'],
);

const bool = oneOf('yes', 'no');

const SETTINGS: Readonly<Record<string, fc.Arbitrary<string | undefined>>> = {
  smtpd_client_restrictions: sometimes(listOf('client', 2), 2),
  smtpd_helo_restrictions: sometimes(listOf('helo', 2), 2),
  smtpd_sender_restrictions: sometimes(listOf('sender', 2, [SENDER_ONCE]), 2),
  smtpd_relay_restrictions: sometimes(guarded(listOf('recipient', 4, [SENDER_ONCE])), 8),
  smtpd_recipient_restrictions: sometimes(fc.oneof(listOf('recipient'), guarded(listOf('recipient'))), 6),
  smtpd_data_restrictions: sometimes(listOf('recipient', 2), 1),
  first: listOf('recipient', 3),
  second: listOf('client', 2).map((list) => (list === '' ? 'permit' : list)),
  mynetworks: sometimes(
    fc.array(NETWORKS, { maxLength: 3 }).map((all) => all.join(' ')),
    6,
  ),
  mynetworks_style: sometimes(oneOf('host', 'subnet', 'class'), 2),
  mydestination: sometimes(domains, 3),
  relay_domains: sometimes(domains, 6),
  virtual_alias_domains: sometimes(domains, 2),
  virtual_alias_maps: sometimes(ADDRESSES, 3),
  virtual_mailbox_domains: sometimes(domains, 3),
  virtual_mailbox_maps: sometimes(ADDRESSES, 3),
  local_recipient_maps: sometimes(ADDRESSES, 4),
  relay_recipient_maps: sometimes(ADDRESSES, 3),
  canonical_maps: sometimes(ADDRESSES, 1),
  recipient_canonical_maps: sometimes(ADDRESSES, 1),
  relocated_maps: sometimes(ADDRESSES, 1),
  transport_maps: sometimes(
    oneOf(
      'inline:{other.test=error:no}',
      'inline:{relay.test=retry:later}',
      'inline:{u@box.test=smtp:}',
      'fail:x',
    ),
    1,
  ),
  recipient_delimiter: sometimes(oneOf('+', '+-', '')),
  parent_domain_matches_subdomains: sometimes(
    oneOf('', 'smtpd_access_maps', 'relay_domains', 'mynetworks, relay_domains'),
    2,
  ),
  smtpd_null_access_lookup_key: sometimes(oneOf('<>', 'null'), 1),
  swap_bangpath: sometimes(bool, 2),
  allow_percent_hack: sometimes(bool, 2),
  resolve_dequoted_address: sometimes(bool, 2),
  append_dot_mydomain: sometimes(bool, 2),
  allow_untrusted_routing: sometimes(bool, 3),
  soft_bounce: sometimes(bool, 1),
  smtpd_delay_reject: sometimes(bool, 2),
  smtpd_helo_required: sometimes(bool, 1),
  smtpd_reject_unlisted_sender: sometimes(bool, 2),
  smtpd_reject_unlisted_recipient: sometimes(bool, 2),
  smtpd_relay_before_recipient_restrictions: sometimes(bool, 2),
  receive_override_options: sometimes(oneOf('no_unknown_recipient_checks', 'no_address_mappings'), 1),
  reject_code: sometimes(oneOf('550', '450', '250'), 1),
  defer_code: sometimes(oneOf('550', '421', '451'), 1),
  access_map_reject_code: sometimes(oneOf('550', '299'), 1),
  relay_domains_reject_code: sometimes(oneOf('550', '454'), 1),
  unknown_local_recipient_reject_code: sometimes(oneOf('450', '550'), 1),
  local_transport: sometimes(oneOf('error:gone', 'smtp', 'local:$myhostname'), 1),
  smtpd_etrn_restrictions: sometimes(listOf('etrn', 3, ['check_etrn_access static:OK']), 3),
  fast_flush_domains: sometimes(domains, 2),
};

export const relaySettings: fc.Arbitrary<RelaySettings> = fc
  .record(SETTINGS)
  .map((all) => ({
    smtpd_restriction_classes: 'first, second',
    ...Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  }))
  // A class must not be empty, and must not hold itself.
  .map((settings) => ({
    ...settings,
    first: String(settings['first' as keyof typeof settings]).replace(/\bfirst\b/g, 'reject') || 'reject',
    second:
      String(settings['second' as keyof typeof settings]).replace(/\b(first|second)\b/g, 'permit') ||
      'permit',
  }));
