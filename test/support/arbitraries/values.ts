import * as fc from 'fast-check';

/** Stands for the path of the configuration directory. */
export const DIRECTORY = '@DIRECTORY@';

/** Parameters of Postfix in which something special happens, and a few in which nothing does. */
const BUILT_IN = [
  ...['mydestination', 'relayhost', 'smtpd_banner', 'smtpd_recipient_restrictions', 'virtual_alias_maps'],
  ...['myhostname', 'mydomain', 'myorigin', 'mynetworks', 'config_directory'],
  ...['smtpd_restriction_classes', 'transport_maps', 'alias_maps', 'mail_name', 'default_transport'],
  // Read as they are.
  ...['smtpd_expansion_filter', 'default_rbl_reply', 'forward_path', 'mailbox_command', 'luser_relay'],
  // Read-only.
  ...['process_id', 'process_name', 'service_name'],
  // Old names, and those that go away.
  ...['virtual_maps', 'fallback_relay', 'postscreen_blacklist_action', 'tlsproxy_client_level'],
  ...['smtpd_use_tls', 'smtp_tls_per_site', 'disable_dns_lookups', 'lmtp_enforce_tls'],
  ...['smtpd_tls_eecdh_grade'],
  // Only in some releases.
  ...['smtpd_forbid_bare_newline', 'respectful_logging', 'smtp_tls_security_level', 'tls_required_enable'],
] as const;

const SERVICE_PARAMETERS = [
  ...['smtp_destination_rate_delay', 'relay_time_limit', 'maildrop_time_limit', 'policy_time_limit'],
  ...['maildrop_destination_recipient_limit', 'smtps_recipient_limit', 'é_delivery_slot_cost'],
] as const;
const CLIENT_PARAMETERS = [
  'one_server_host',
  'one_hosts',
  'two_query',
  'two_uri',
  'one_charset',
  'a:b_query',
] as const;
const OWN = [
  'a',
  'b',
  'c',
  'my_own',
  'class_one',
  'class_two',
  'x.y',
  'with-dash',
  '123',
  'B\xe9',
  'a{b',
] as const;

/** Any name that may be set. */
export const parameterName: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...BUILT_IN) },
  { weight: 6, arbitrary: fc.constantFrom(...OWN) },
  { weight: 2, arbitrary: fc.constantFrom(...SERVICE_PARAMETERS) },
  { weight: 2, arbitrary: fc.constantFrom(...CLIENT_PARAMETERS) },
);

/** A name that may stand behind `$`. */
const usedName: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'my_own', 'class_one', '123') },
  { weight: 4, arbitrary: fc.constantFrom(...BUILT_IN) },
  { weight: 1, arbitrary: fc.constantFrom('nowhere', 'one_hosts', 'smtp_destination_rate_delay', '') },
);

/** Words and tables that do no harm wherever they stand. */
export const LITERALS = [
  ...['x', 'example.com', 'permit_mynetworks', 'reject', 'yes', 'no', '0', '7', '10', '3.6', '3.10', '2'],
  ...['/path', '.', '-', '=', '==', '!x', '[::1]', '10.0.0.0/8', 'class_one', 'class_two', 'true', '5m'],
  ...['hash:/etc/x', 'ldap:one', 'mysql:one', 'proxy:pgsql:two', 'mongodb:two', 'proxy:proxy:mysql:a:b'],
  ...[
    `ldap:${DIRECTORY}/client.cf`,
    `proxy:mysql:${DIRECTORY}/client.cf`,
    'sqlite:/nowhere',
    'ldap:.x',
    'ldap:',
  ],
  ...[
    'inline:{a=b, c=ldap:one}',
    'unionmap:{ldap:one, {mysql:one}}',
    'static:{x y}',
    'pcre:{{/#a b/ x}, #c}',
  ],
  ...['regexp:{x mysql:two}', '{a b}', '{}', 'x#y', '#', '#comment'],
] as const;

/** Braces that do not pair up. */
const ODD_LITERALS = ['{', '}', '}{', '{}x', 'ldap:{one', '{{a}', 'static:{x}}'] as const;

const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\t', ', ', ',', '\v', '\f', ' \r ');
const oddByte = fc.constantFrom(
  '\xa0',
  '\xe9',
  '\xff',
  '\x01',
  '\x7f',
  '\u00e3\u0080\u0080',
  '"',
  '\\',
  '%s',
  '?',
  ':',
);

const OPERATORS = ['==', '!=', '<', '<=', '>', '>='] as const;

/** Expressions that Postfix refuses, or that look as if it should. */
const ODD_EXPRESSIONS = [
  ...['=', '=!', '==x', '<levels', '~', '', '== ?', '==_', '<level', '==level'].map(
    (sign) => `\${{$a}${sign}{3.6}}`,
  ),
  ...['${{3.6} >=level {3.10}}', '${{3} <level {$compatibility_level}?{x}:{y}}'],
  ...[
    '$',
    '${',
    '$(',
    '${}',
    '$()',
    '${ }',
    '$$',
    '$$$',
    '$$$a',
    '$a$',
    '${a',
    '$(a',
    '${a.b}',
    '${a b}',
    '$-',
  ],
  ...['${a?{x}y}', '${a?{x}:{y}z}', '${a:{x}y}', '${{a} == {b} x}', '$({a == {b})', '$(a?{x)', '$(a?{x}:{y)'],
  ...['${domain_to_ascii{$a}}', '${domain_to_utf8 { x } }', '${nofunction{$b}}', '${domain_to_ascii{x} y}'],
  ...['${?x}', '${:x}', '${a? x }', '${a: x}', '${a ? {x} : {y} }', '${a?x:y}', '${a??}', '${a::}'],
  ...['${{99999999999999999999} == {1}}', '${{ 1} <level { +2.0}}', '${{1.2.3.4} <level {x}}', '${{} == {}}'],
] as const;

// An interface would not be assignable to Record<string, unknown>, which letrec asks for.
type Values = Readonly<Record<'value' | 'expression', string>>;

/** Values of all forms, which are well-formed unless `odd`. */
function values(odd: boolean): fc.Arbitrary<string> {
  const { value } = fc.letrec<Values>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 10, arbitrary: fc.constantFrom(...LITERALS) },
      { weight: odd ? 1 : 0, arbitrary: fc.oneof(oddByte, fc.constantFrom(...ODD_LITERALS)) },
      { weight: 5, arbitrary: fc.tuple(tie('value'), blank, tie('value')).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: fc.tuple(tie('value'), tie('value')).map((parts) => parts.join('')) },
      { weight: 6, arbitrary: tie('expression') },
    ),
    expression: fc.oneof({ depthSize: 'small', withCrossShrink: true }, ...expressions(tie('value')), {
      weight: odd ? 2 : 0,
      arbitrary: fc.constantFrom(...ODD_EXPRESSIONS),
    }),
  }));
  return value;
}

function expressions(value: fc.Arbitrary<string>): { weight: number; arbitrary: fc.Arbitrary<string> }[] {
  const operator = fc.constantFrom(...OPERATORS);
  return [
    { weight: 6, arbitrary: usedName.map((name) => `$${name || 'a'}`) },
    { weight: 3, arbitrary: usedName.map((name) => `\${${name || ' '}}`) },
    { weight: 1, arbitrary: usedName.map((name) => `$(${name || 'b'})`) },
    { weight: 1, arbitrary: usedName.map((name) => `\${ ${name}\t}`) },
    { weight: 1, arbitrary: fc.tuple(usedName, value).map(([name, yes]) => `\${${name}?${yes}}`) },
    { weight: 1, arbitrary: fc.tuple(usedName, value).map(([name, no]) => `\${${name}:{${no}}}`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(usedName, value, value)
        .map(([name, yes, no]) => `\${${name} ? {${yes}} : {${no}} }`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(value, operator, value, value, value)
        .map(([left, sign, right, yes, no]) => `\${{${left}} ${sign} {${right}}?{${yes}}:{${no}}}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(value, operator, value)
        .map(([left, sign, right]) => `\${{${left}}${sign}{${right}}}`),
    },
  ];
}

const wellFormed = values(false);

/** Any value, also what Postfix cannot expand. */
export const parameterValue: fc.Arbitrary<string> = values(true);

/** Values that make sense for a few parameters. */
const SENSIBLE: Readonly<Record<string, readonly string[]>> = {
  // No names: they would be looked up in the network.
  inet_interfaces: ['all', 'loopback-only', '127.0.0.1', '[::1], 127.0.0.1', '', '${c?{::1}:{127.0.0.1}}'],
  inet_protocols: ['all', 'ipv4', 'ipv6', 'ipv4, ipv6', ''],
  mynetworks_style: ['host', 'subnet', 'class', 'host host'],
  compatibility_level: ['3.6', '2', '0', '3.10', '3.6.1', ' 3'],
  smtpd_restriction_classes: ['class_one, class_two', 'class_one', 'nowhere $c', '{class_one}', 'my_own'],
  myhostname: ['mx.example.org', 'mx', 'mx.$c', ''],
  mydomain: ['example.org', '${c?{x}:{y}}', ''],
};

/** Values that make no sense for them. */
const SENSELESS: typeof SENSIBLE = {
  inet_interfaces: ['203.0.113.9', '$', '$nowhere$'],
  inet_protocols: ['ipv5', 'IPv4', '${'],
  mynetworks_style: ['subnet host', '', 'nets', '{host}'],
  compatibility_level: ['3.x', '', '$a'],
  smtpd_restriction_classes: ['$$', '$class_one', '${a.b}'],
  myhostname: ['$mydomain', 'mx.$mydomain', '$myhostname', '${x'],
  mydomain: ['$myhostname', '$mynetworks'],
};

function pick(from: typeof SENSIBLE): fc.Arbitrary<readonly [string, string]> {
  return fc
    .constantFrom(...Object.keys(from))
    .chain((name) => fc.constantFrom(...(from[name] ?? [])).map((value) => [name, value] as const));
}

/** A setting; unless `odd`, of values that refer to no name that could refer back. */
export function settings(odd: boolean): fc.Arbitrary<readonly [string, string]> {
  const value = odd ? parameterValue : wellFormed;
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(parameterName, value)
        .map(([name, text]) => [name, odd ? text : withoutLoop(name, text)] as const),
    },
    { weight: 1, arbitrary: odd ? fc.oneof(pick(SENSIBLE), pick(SENSELESS)) : pick(SENSIBLE) },
  );
}

/** Own names may stand in values of Postfix's, and only `c` in those of other own names. */
function withoutLoop(name: string, value: string): string {
  if (name === 'c' || name === '123') return value.replaceAll('$', '');
  const own = (OWN as readonly string[]).includes(name);
  return value.replace(/\$([{(]\s*)?([a-z]\w*)/g, (whole, open: string | undefined, used: string) =>
    own || used === name || (BUILT_IN as readonly string[]).includes(used) ? `$${open ?? ''}c` : whole,
  );
}
