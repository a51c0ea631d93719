import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { foldingRanges } from '../../../../server/src/features/dovecot/folding';
import { formatFile } from '../../../../server/src/features/dovecot/format';
import { inlayHints } from '../../../../server/src/features/dovecot/inlayHints';
import { documentLinks } from '../../../../server/src/features/dovecot/links';
import { selectionRanges } from '../../../../server/src/features/dovecot/selectionRanges';
import { semanticTokens } from '../../../../server/src/features/dovecot/semanticTokens';
import { documentSymbols, namedSpans } from '../../../../server/src/features/dovecot/symbols';
import { TOKEN_TYPES } from '../../../../server/src/features/semanticTokens';
import { dovecotTargetAt } from '../../../support/dovecotTarget';
import type { DovecotFiles } from '../../../support/realDovecot';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

describe('structure of dovecot.conf', () => {
  it('outline: blocks with what they hold', async () => {
    const { target } = await dovecotTargetAt('ssl = yes\nservice auth {\n  user = x\n}\n!include_try a\n');
    const symbols = documentSymbols(target);
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [
        name,
        detail ?? '',
        (children ?? []).map((one) => one.name),
      ]),
      [
        ['ssl', 'yes', []],
        ['service auth', '', ['user']],
        ['!include_try', 'a', []],
      ],
    );
    assert.deepEqual(
      namedSpans(target.file).map(({ name }) => name),
      ['ssl', 'service auth', 'user'],
    );
  });

  it('folds blocks up to their brace, comments, continued lines', async () => {
    const text = '# a\n# b\nservice auth {\n  a {\n    b = c\n  }\n}\nx = a \\\n  b\n';
    const { target } = await dovecotTargetAt(text);
    assert.deepEqual(
      foldingRanges(target.file).map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 1],
        [2, 5],
        [3, 4],
        [7, 8],
      ],
    );
  });

  it('selects the word, the value, the line, the block, the file', async () => {
    const text = 'a = b\nprotocol imap {\n  mail_plugins = quota imap_<|>quota\n}\n';
    const { target, caret } = await dovecotTargetAt(text);
    const found: string[] = [];
    for (let range = selectionRanges(target, [caret])[0]; range; range = range.parent)
      found.push(target.document.getText(range.range));
    assert.deepEqual(found.slice(1), [
      'imap_quota',
      'quota imap_quota',
      'mail_plugins = quota imap_quota',
      '\n  mail_plugins = quota imap_quota\n',
      'protocol imap {\n  mail_plugins = quota imap_quota\n}',
      text.replace('<|>', ''),
    ]);
  });

  it('links includes and files that are there', async () => {
    const { target } = await dovecotTargetAt({
      'dovecot.conf':
        'ssl_cert = </etc/dovecot/c.pem\n!include a.conf\nmail_location = mbox:~/x\nx = /no/where\n',
      'a.conf': '\n',
      'c.pem': 'x',
    });
    const there = new Set(['file:///etc/dovecot/c.pem']);
    const links = await documentLinks(target, {
      readText: () => Promise.resolve(undefined),
      list: () => Promise.resolve([]),
      stat: (uri) => Promise.resolve(there.has(uri) ? { type: 'file', modified: 0, size: 1 } : undefined),
    });
    assert.deepEqual(
      links.map(({ range, target: uri }) => [target.document.getText(range), uri]),
      [
        ['/etc/dovecot/c.pem', 'file:///etc/dovecot/c.pem'],
        ['a.conf', 'file:///etc/dovecot/a.conf'],
      ],
    );
  });
});

describe('semantic tokens of dovecot.conf', () => {
  async function tokens(text: string): Promise<string[]> {
    const { target } = await dovecotTargetAt(text);
    const data = semanticTokens(target);
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
      character = down === 0 ? character + right : right;
      line += down;
      const word = (text.split('\n')[line] ?? '').slice(character, character + length);
      found.push(`${word}:${TOKEN_TYPES[type] ?? ''}`);
    }
    return found;
  }

  it('tell known names from unknown ones, and words of a set', async () => {
    assert.deepEqual(await tokens('ssl = required\nnonsense = 1\nservice auth {\n}\n'), [
      'ssl:property',
      'required:enumMember',
      'nonsense:variable',
      'service:type',
      'auth:class',
    ]);
  });

  it('show what expands in this version', async () => {
    assert.deepEqual((await tokens('mail_home = /x/%u\n')).slice(1), ['%u:variable']);
    assert.deepEqual((await tokens(`${V24}mail_home = /x/%u/%{user | lower}\n`)).slice(-2), [
      'user:variable',
      'lower:function',
    ]);
  });
});

describe('inlay hints of dovecot.conf', () => {
  async function hints(files: string | DovecotFiles): Promise<string[]> {
    const { target } = await dovecotTargetAt(files);
    return inlayHints(target, { start: 0, end: target.file.tree.text.length }).map(({ label }) =>
      typeof label === 'string' ? label : '',
    );
  }

  it('show what permissions without a leading zero are', async () => {
    const listener = (mode: string): string =>
      `service auth {\n  unix_listener x {\n    mode = ${mode}\n  }\n}\n`;
    assert.deepEqual(await hints(listener('666')), ['= 01232']);
    assert.deepEqual(await hints(listener('0666')), []);
  });

  it('show bytes in units, and names filled in', async () => {
    assert.deepEqual(await hints('default_vsz_limit = 1073741824\n'), ['= 1 G']);
    const plugins = 'mail_plugins = a\nprotocol imap {\n  mail_plugins = $mail_plugins b\n}\n';
    assert.deepEqual(await hints(plugins), ['= a b']);
  });

  it('show which line counts in the place of another one', async () => {
    assert.deepEqual(await hints('mail_plugins = $mail_plugins a\nmail_plugins = b\n'), [
      '→ b (dovecot.conf:2)',
    ]);
    const files = { 'dovecot.conf': 'ssl = no\n!include x.inc\n', 'x.inc': '# c\nssl = required\n' };
    assert.deepEqual(await hints(files), ['→ required (x.inc:2)']);
    const head = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';
    assert.deepEqual(await hints(`${head}ssl = no\nssl = yes\n`), ['→ yes (dovecot.conf:4)']);
    assert.deepEqual(await hints('ssl = no\nprotocol imap {\n  ssl = yes\n}\n'), []);
  });
});

describe('formatting of dovecot.conf', () => {
  async function format(text: string, tabSize = 2): Promise<string> {
    const { target } = await dovecotTargetAt(text);
    return TextDocument.applyEdits(target.document, formatFile(target, { insertSpaces: true, tabSize }));
  }

  const CASES: Readonly<Record<string, readonly [string, string]>> = {
    'margins by the blocks around': [
      'service auth   {\nunix_listener  x{\n  }\n      user=a\n# c\n}\n',
      'service auth {\n  unix_listener  x{\n  }\n  user = a\n  # c\n}\n',
    ],
    'nested blocks': ['a {\nb c {\nd=e\n}\n}\n', 'a {\n  b c {\n    d = e\n  }\n}\n'],
    'continued lines': ['a=b \\\nc\n', 'a = b \\\n  c\n'],
    'values stay as they are': ['a   =   "b   c"   \n', 'a = "b   c"\n'],
    'too many closing braces': ['}\n  }\na = b\n', '}\n}\na = b\n'],
    'an empty value': ['a=\nb   =\n', 'a =\nb =\n'],
    'blank lines': ['a = b\n\n\n\n\nc = d\n\n\n', 'a = b\n\n\nc = d\n'],
    'a line that a blank one drops': ['a = b \\\n\n\n\n\nc = d\n', 'a = b \\\n\n\n\n\nc = d\n'],
    includes: ['!include    x   # y\n', '!include x   # y\n'],
    'one-line blocks': ['a {  b = c }\nd=e\n', 'a {  b = c }\nd = e\n'],
  };
  for (const [name, [before, after]] of Object.entries(CASES)) {
    it(name, async () => {
      assert.equal(await format(before), after);
      assert.equal(await format(after), after, 'once more');
    });
  }
});
