import * as fc from 'fast-check';
import { joined, oneOf, separator } from './tableParts';

/** Patterns out of parts: `alphabet` are atoms that both dialects read alike. */
function pattern(atoms: readonly string[], groups: readonly string[]): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string; branch: string; item: string }>((tie) => ({
    tree: fc.oneof(
      { weight: 4, arbitrary: tie('branch') },
      joined(fc.tuple(tie('branch'), tie('branch')), '|'),
    ),
    branch: joined(fc.array(tie('item'), { minLength: 1, maxLength: 4 })),
    item: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      {
        weight: 5,
        arbitrary: joined(fc.tuple(oneOf(...atoms), oneOf('', '', '', '*', '+', '?', '{1,2}', '{2}'))),
      },
      joined(
        fc.tuple(oneOf(...groups), tie('tree'), fc.constant(')'), oneOf('', '', '', '*', '+', '?', '{2}')),
      ),
    ),
  }));
  const anchored = joined(fc.tuple(oneOf('', '^'), tree, oneOf('', '$')));
  return fc.oneof({ weight: 6, arbitrary: anchored }, oneOf(...WHOLE));
}

const ATOMS = [
  'a',
  'b',
  'A',
  '@',
  '\\.',
  '.',
  '[ab]',
  '[^a@]',
  '[a-c.]',
  '[[:alpha:]]',
  '[[:upper:]]',
  '-',
  '1',
  '\\/',
];
const WHOLE = [
  ...[
    '^(.*)@(.*)$',
    '^([^@]+)@example\\.org$',
    '^owner-(.+)',
    '(a|ab)(c|bcd)(d*)',
    '(a|ab)(b*)',
    '(foo|foobar)(.*)',
  ],
  ...[
    '',
    '(',
    ')',
    '[a',
    '[]a]',
    '[^]a]',
    'a**',
    '*a',
    '+',
    'a{2',
    'a{,2}',
    'a{2,1}',
    'a{x}',
    'a|',
    '|a',
    '(|a)b',
    '()',
  ],
  ...[
    '[b-a]',
    '[[:foo:]]',
    'a{3}{2}',
    '^*a',
    '$a',
    'a^b',
    '(^a|b$)',
    'é',
    '[é]',
    '^.$',
    'a\\',
    'x{0}',
    '(a){0}b',
    '.',
  ],
  ...[
    '[a\\]',
    '[\\n]',
    '[a-]',
    '[-a]',
    '[a-b-c]',
    '[.]',
    '[[.a.]-c]',
    '[[=a=]]',
    '[Z-a]',
    '[_-a]',
    '\\ba',
    'a\\b',
  ],
];
const POSIX = pattern([...ATOMS, '\\w', '\\<', '\\>', '\\s', '\\d'], ['(', '(']);
const PCRE = pattern(
  [
    ...ATOMS,
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\b',
    '\\x41',
    '\\x{61}',
    '[\\d@]',
    '\\Qa.b\\E',
    '\\A',
    '\\Z',
    '.*?',
    'a+?',
  ],
  ['(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?i:', '(?-i:', '(?<n>', '(?#'],
);

const REPLACEMENTS = [
  ...[
    'OK',
    'REJECT',
    '$1',
    '${1}',
    '$(1)x',
    'a$$b',
    '[$1|$2]',
    '$3',
    '$0',
    '$x',
    '$',
    '${1',
    '$$1',
    '${ 1}',
    '',
  ],
  ...['$1$1', 'x$2', '${1?y}', '$12', '$1a', '$1 b'],
];

function patternLine(
  source: fc.Arbitrary<string>,
  flags: readonly string[],
  pcre: boolean,
): fc.Arbitrary<string> {
  const delimiter = oneOf('/', '/', '/', '/', '|', '%', '"', '{');
  const rule = fc
    .tuple(oneOf('', '', '', '!', '! ', '!!'), delimiter, source, oneOf('', '', '', ...flags))
    .map(([not, edge, text, flag]) => `${not}${edge}${text}${edge}${flag}`);
  const second = pcre
    ? fc.constant('')
    : fc.oneof({ weight: 9, arbitrary: fc.constant('') }, oneOf('!/b/', '!/[/', '!!/a/'));
  return fc.oneof(
    { weight: 8, arbitrary: joined(fc.tuple(rule, second, separator, oneOf('OK', 'OK', ...REPLACEMENTS))) },
    joined(fc.tuple(oneOf('if ', 'IF ', 'if', 'if !'), rule, oneOf('', '', '', ' extra'))),
    oneOf(
      'endif',
      'endif',
      'ENDIF',
      'endif x',
      'endifx',
      'iffy /x/',
      'word',
      '/unclosed',
      '!',
      '/a/ ',
      '/a\\/ OK',
      'if',
    ),
  );
}

const TEXTS = [
  ...[
    'a',
    'b',
    'ab',
    'AB',
    'abc',
    'abcd',
    'foobar',
    'foobarx',
    'user@example.org',
    'USER@Example.ORG',
    'owner-list',
  ],
  ...[
    'a.b',
    'a@b',
    'aab',
    'ba',
    'é',
    'É',
    'A',
    'a b',
    '1a',
    'a1',
    '-',
    ']',
    'ab@cd',
    'aaaa',
    'bbb',
    'a]',
    '\\',
    'n',
  ],
];
/** Keys for patterns. */
export const text = fc.oneof(
  oneOf(...TEXTS),
  joined(
    fc.array(oneOf('a', 'b', 'A', 'B', 'c', '@', '.', '-', '1', ' ', '/'), { minLength: 1, maxLength: 9 }),
  ),
);

export const regexpLine = patternLine(POSIX, ['i', 'm', 'im', 'x', 'Z', 'ii'], false);
export const pcreLine = patternLine(PCRE, ['i', 'm', 's', 'x', 'A', 'E', 'U', 'X', 'Z', '!'], true);
