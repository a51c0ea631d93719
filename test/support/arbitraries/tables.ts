import * as fc from 'fast-check';
import { file, joined, oneOf, separator } from './tableParts';
import { pcreLine, regexpLine, text } from './tablePatterns';

/** A table with the keys that are looked up in it. */
export interface GeneratedTable {
  readonly type: string;
  /** Text of the file; absent for a table that is written in place. */
  readonly text?: string;
  /** Name of a table that is written in place. */
  readonly name?: string;
  readonly keys: readonly string[];
}

export const INDEXED = ['hash', 'btree', 'lmdb', 'cdb'] as const;

const KEYS = [
  ...['user', 'User', 'root', 'example.org', 'EXAMPLE.org', '.example.org', 'user@example.org'],
  ...['@example.org', 'user+ext@example.org', '203.0.113', 'a"b c"', '"a b"@example.org', 'a\\ b', 'k:'],
  ...['Größe', 'GRÖSSE', 'größe', 'straße', 'STRASSE', 'ΣΟΦΟΣ', 'σοφος', 'İstanbul', 'ı', '#x', '*', '<>'],
];

const keyedLine = fc.oneof(
  {
    weight: 8,
    arbitrary: joined(fc.tuple(oneOf(...KEYS), separator, oneOf('OK', 'REJECT no', 'a, b', 'x # y', '$1'))),
  },
  oneOf(
    'onlykey',
    'only ',
    '"open quote',
    'k "v',
    'back\\',
    'a"b c',
    '"" v',
    '\\" v',
    'k\tv\vw\f',
    'a\\\tb c',
  ),
);

const ALIAS_NAMES = [
  ...[
    'root',
    'Root',
    'postmaster',
    '"a b"',
    '"a@b"',
    'owner-list',
    'x.y',
    'a@b',
    'a%b',
    'a,b',
    '',
    '""',
    'a b',
  ],
  ...['Größe', 'a\\@b', 'a(c)', '[x]', 'a!b', '|x', ':include', '"unclosed'],
];
const ALIAS_VALUES = [
  ...[
    'user',
    'user@example.org',
    'a, b',
    'a,b ,c',
    '/var/mail/x',
    '"|cmd -a \\"b\\" c"',
    '|cmd',
    '"| cmd a,b"',
  ],
  ...[
    ':include:/etc/list',
    '""',
    '"',
    '',
    'a # b',
    'Joe <joe@example.org>',
    '"Joe D" <joe@x>',
    'a(comment)b',
  ],
  ...[
    'a;b',
    'g: a, b;',
    '[1.2.3.4]',
    'u@[1.2.3.4]',
    'a\\,b',
    'a\\',
    'größe',
    'a,',
    ',a',
    '\\"',
    'a\fb',
    '(x',
    '[y',
  ],
  ...['a <b> c', 'a.b.c@d', '"q" a', 'a "q"', 'a b', '((n)) x', 'x (a\\)b) y', 'a%b@c', '"\\\\x"', '[a\\]b]'],
];
const aliasLine = fc.oneof(
  {
    weight: 9,
    arbitrary: joined(fc.tuple(oneOf(...ALIAS_NAMES), oneOf(': ', ':', ' : '), oneOf(...ALIAS_VALUES))),
  },
  oneOf('no colon', ':', 'a:', ': a', '""', 'x', '@: y', '(c)', '(c): d', ' : '),
);

const NETWORKS = [
  ...[
    '10.0.0.0/8',
    '10.1.2.3',
    '10.1.2.0/24',
    '0.0.0.0/0',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.0.0.0/x',
    '10.0.0',
    '::/0',
  ],
  ...[
    '2001:db8::/32',
    '[2001:db8::1]',
    '[2001:db8::]/32',
    '[10.0.0.0/8]',
    '[10.0.0.0]x',
    '[10.0.0.0',
    '2001:db8::1/32',
  ],
  ...[
    '10.0.0.0/',
    '::1',
    '::ffff:10.1.2.3',
    '::ffff:0:0/96',
    '010.1.2.3',
    '256.1.1.1',
    '1:2:3:4:5:6:7:8',
    'fe80::%1',
  ],
];
const cidrLine = fc.oneof(
  {
    weight: 8,
    arbitrary: joined(
      fc.tuple(oneOf('', '', '', '!', '! '), oneOf(...NETWORKS), separator, oneOf('OK', 'a b', '', 'REJECT')),
    ),
  },
  joined(fc.tuple(oneOf('if ', 'IF !', 'if'), oneOf(...NETWORKS), oneOf('', '', ' x'))),
  oneOf('endif', 'endif', 'ENDIF', 'endif x', 'if', '!', 'ifx OK'),
);
const ADDRESSES = [
  ...[
    '10.1.2.3',
    '10.255.0.1',
    '192.0.2.1',
    '2001:db8::1',
    '2001:DB8:0::1',
    '::1',
    '::ffff:10.1.2.3',
    '1:2:3:4:5:6:7:8',
  ],
  ...[
    '010.1.2.3',
    '10.1',
    'name',
    'fe80::1',
    '::',
    '0.0.0.0',
    '1::2::3',
    '[::1]',
    '2001:db8::/32',
    '::10.1.2.3',
    '1:2:3',
  ],
];

const pairs = joined(
  fc.array(
    joined(
      fc.tuple(
        oneOf('{ ', '{', '', ''),
        oneOf(...KEYS.filter((key) => !/[ ,{}]/.test(key)), '"a b"'),
        oneOf('=', ' = ', '=', ''),
        oneOf('OK', 'x', '', 'a=b', 'a b'),
        oneOf('}', '', ' }', '}x'),
      ),
    ),
    { maxLength: 4 },
  ),
  ', ',
);
const simple = oneOf(
  'inline:{user=a, b=c}',
  'inline:{a=user}',
  'static:user',
  'static:{ a b }',
  'fail:x',
  'regexp:{{/^a/ user}}',
  'pcre:{{/(.)b/ $1}}',
  'cidr:{{10.0.0.0/8 a}}',
  'nocolon',
);
const members = joined(fc.array(simple, { maxLength: 3 }), ', ');
const rules = joined(
  fc.array(
    oneOf(
      '{/a/ x}',
      '{ /b/ y }',
      '{!/a/ z}',
      '{if /a/}',
      '{endif}',
      '{# c}',
      '{}',
      '{/(a)/ $1}',
      'bare',
      '{a}x',
    ),
    {
      maxLength: 4,
    },
  ),
  ' ',
);

function keysOf(key: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc.uniqueArray(key, { minLength: 12, maxLength: 24 });
}

function inFile(
  type: string,
  line: fc.Arbitrary<string>,
  key: fc.Arbitrary<string>,
): fc.Arbitrary<GeneratedTable> {
  return fc.record({ type: fc.constant(type), text: file(line), keys: keysOf(key) });
}

function inPlace(
  type: string,
  inner: fc.Arbitrary<string>,
  key: fc.Arbitrary<string>,
): fc.Arbitrary<GeneratedTable> {
  const name = joined(fc.tuple(oneOf('{', '{', '{', '{ ', ''), inner, oneOf('}', '}', '}', ' }', '', '}x')));
  return fc.record({ type: fc.constant(type), name, keys: keysOf(key) });
}

const keyed = oneOf(...KEYS, 'absent', 'USER', 'Example.Org', '"a', 'onlykey', '""', '\\"');
const aliasKey = oneOf(
  'root',
  'ROOT',
  'postmaster',
  'a b',
  'a@b',
  'x.y',
  'owner-list',
  'größe',
  'GRÖSSE',
  '@',
  'a!b',
  ...['a(c)', '[x]', 'a', 'unclosed: user', '|x', 'absent', ':include', 'YP_MASTER_NAME', 'a(c) ', 'x'],
);

/** A table of any type that Postfix reads from a file or from its own name. */
export const generatedTable: fc.Arbitrary<GeneratedTable> = fc.oneof(
  ...INDEXED.map((type) => inFile(type, keyedLine, keyed)),
  inFile('texthash', keyedLine, keyed),
  { weight: 3, arbitrary: inFile('aliases', aliasLine, aliasKey) },
  {
    weight: 5,
    arbitrary: inFile('regexp', regexpLine, text),
  },
  {
    weight: 5,
    arbitrary: inFile('pcre', pcreLine, text),
  },
  { weight: 3, arbitrary: inFile('cidr', cidrLine, oneOf(...ADDRESSES)) },
  { weight: 2, arbitrary: inPlace('inline', pairs, keyed) },
  inPlace('static', oneOf('a', 'a b', ' x ', '', '{a}'), text),
  inPlace('unionmap', members, text),
  inPlace('pipemap', members, text),
  inPlace('regexp', rules, text),
  inPlace('pcre', rules, text),
);
