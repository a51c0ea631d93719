import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatFile } from '../../../server/src/features/format/format';
import { isPostfixFile } from '../../../server/src/system/files';
import { fileOf } from '../../../server/src/system/mailSystem';
import { configuration } from '../../support/arbitraries/postfix';
import { mailSystem, uriOf } from '../../support/mailServer';
import { targetAt } from '../../support/target';

type Name = 'main.cf' | 'master.cf';

const OPTIONS = { insertSpaces: true, tabSize: 4 };

async function format(name: Name, text: string, options = OPTIONS): Promise<string> {
  const system = await mailSystem({ 'main.cf': '', 'master.cf': '', [name]: text });
  const file = fileOf(system, uriOf(name));
  assert.ok(file && isPostfixFile(file));
  const document = TextDocument.create(file.uri, `postfix-${file.kind}`, 1, text);
  const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
  return TextDocument.applyEdits(document, formatFile(target, options));
}

function formats(name: Name, cases: readonly (readonly [string, string, string])[]): void {
  for (const [title, before, after] of cases) {
    it(title, async () => {
      assert.equal(await format(name, before), after);
      assert.equal(await format(name, after), after, 'once more');
    });
  }
}

describe('format main.cf', () => {
  formats('main.cf', [
    ['one blank around the equals sign', 'a=b\nc   =\t d e  f\ng = h\n', 'a = b\nc = d e  f\ng = h\n'],
    ['empty values', 'a=\nb =   \n', 'a =\nb =\n'],
    ['blanks at the ends of lines', 'a = b  \n# c \t\n  # d \n', 'a = b\n# c\n  # d\n'],
    [
      'lists over several lines',
      'mynetworks=a, \n b,\n\t\tc\nmydestination =\n      d\n',
      'mynetworks = a,\n    b,\n    c\nmydestination =\n    d\n',
    ],
    [
      'comments and blank lines inside keep their place',
      'mynetworks =\n  a\n# b \n   # c\n \n  d\n',
      'mynetworks =\n    a\n# b\n   # c\n\n    d\n',
    ],
    ['a text keeps its blanks', 'smtpd_banner=a  \n  b\n   c  \n', 'smtpd_banner = a  \n  b\n   c\n'],
    ['but for those before it', 'smtpd_banner=  \n      a\n   b\n', 'smtpd_banner =\n    a\n   b\n'],
    [
      'text in braces and quotes too',
      'transport_maps = inline:{ {a =  \n  b},\n c=d },\n  x\n',
      'transport_maps = inline:{ {a =  \n  b},\n c=d },\n    x\n',
    ],
    [
      'own parameters that look like lists',
      'mine =\n a,\n  b\nown = a\n  b\n',
      'mine =\n    a,\n    b\nown = a\n  b\n',
    ],
    ['at most two blank lines', 'a = b\n\n \n\n\n\nc = d\n', 'a = b\n\n\nc = d\n'],
    ['none at the end, and a line end', 'a = b\n\n\n', 'a = b\n'],
    ['a missing line end', 'a = b  ', 'a = b\n'],
    ['an empty file', '', ''],
    ['nothing but blanks', ' \n\n\t', ''],
    ['what Postfix does not understand', ' a=b\nc d  \n=e\nf\0 = g\n', ' a=b\nc d\n=e\nf\0 = g\n'],
    [
      'CRLF stays',
      'a=b \r\nmynetworks=c,\r\n  d\r\n\r\n\r\n\r\ne=f',
      'a = b\r\nmynetworks = c,\r\n    d\r\n\r\n\r\ne = f\n',
    ],
    ['an equals sign on a line of its own', 'a\n  = b\n', 'a\n    = b\n'],
  ]);

  it('indents with tabs when the editor does', async () => {
    const options = { insertSpaces: false, tabSize: 8 };
    assert.equal(await format('main.cf', 'mynetworks =\n  a\n', options), 'mynetworks =\n\ta\n');
  });

  it('only the lines of a range', async () => {
    const { target, spans } = await targetAt('a=b\n«c=d\n»e=f\n');
    const edits = formatFile(target, OPTIONS, spans[0]);
    assert.deepEqual(
      edits.map(({ range }) => range.start.line),
      [1, 1],
    );
  });
});

describe('format master.cf', () => {
  formats('master.cf', [
    [
      'columns and options',
      'smtp inet n - y - - smtpd\n      -o a=b\n -o {c = d,  e}  -v\nqmgr unix n - n 300 1 qmgr   -v  \n',
      'smtp      inet  n       -       y       -       -       smtpd\n  -o a=b\n  -o {c = d,  e}  -v\nqmgr      unix  n       -       n       300     1       qmgr -v\n',
    ],
    [
      'the shipped rows stay',
      'smtp      inet  n       -       y       -       -       smtpd\n#submission inet n       -       y       -       -       smtpd\n#  -o a=b\npostlog   unix-dgram n  -       n       -       1       postlogd\n127.0.0.1:submission inet n -   y       -       -       smtpd\n',
      'smtp      inet  n       -       y       -       -       smtpd\n#submission inet n       -       y       -       -       smtpd\n#  -o a=b\npostlog   unix-dgram n  -       n       -       1       postlogd\n127.0.0.1:submission inet n -   y       -       -       smtpd\n',
    ],
    [
      'a block of long names',
      '\n127.0.0.1:10025 inet n - n - - smtpd\n\na unix - - n - - smtp\n',
      '\n127.0.0.1:10025 inet  n       -       n       -       -       smtpd\n\na         unix  -       -       n       -       -       smtp\n',
    ],
    [
      'lines that go on with a value',
      'a unix - n n - - pipe\n flags=R user=x\n argv=/bin/y\n  -f a\n  b\n',
      'a         unix  -       n       n       -       -       pipe\n  flags=R user=x\n  argv=/bin/y\n  -f a\n    b\n',
    ],
    [
      'braces over several lines',
      'a unix - - n - - smtp\n -o { b =  \n   c,\n d }\n -v\n',
      'a         unix  -       -       n       -       -       smtp\n  -o { b =  \n   c,\n d }\n  -v\n',
    ],
    [
      'a brace that nothing closes',
      'a unix - - n - - smtp\n -o { b = c \n # }\n',
      'a         unix  -       -       n       -       -       smtp\n  -o { b = c \n # }\n',
    ],
    [
      'a row that is too short, or in pieces',
      'a  unix -\nb  unix - -\n n - - smtp\n   -v\n',
      'a  unix -\nb  unix - -\n n - - smtp\n   -v\n',
    ],
  ]);
});

describe('format any file', () => {
  const blankless = (text: string): string => text.replace(/\s+/g, '');

  for (const name of ['main.cf', 'master.cf'] as const) {
    it(`${name}: white space only, and nothing the second time`, async () => {
      await fc.assert(
        fc.asyncProperty(configuration, async (files) => {
          const text = files[name];
          const once = await format(name, text);
          assert.equal(blankless(once), blankless(text));
          assert.equal(await format(name, once), once);
        }),
        { numRuns: 300 },
      );
    });
  }
});
