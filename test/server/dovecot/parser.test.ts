import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { blocksAround, spanOfEntry, walk, type Entry } from '../../../server/src/dovecot/nodes';
import { parseDovecotConf } from '../../../server/src/dovecot/parser';

/** The tree as nested words, without offsets. */
function outline(entries: readonly Entry[]): unknown[] {
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'setting':
        return `${entry.key.text}=${entry.form === 'file' ? '<' : ''}${entry.value}`;
      case 'include':
        return `${entry.key.text} ${entry.pattern.text}`;
      case 'block': {
        const name = [entry.type, entry.label, entry.groupName].flatMap((word) => word?.text ?? []).join(' ');
        return { [entry.close ? name : `${name} …`]: outline(entry.entries) };
      }
      default:
        return entry.kind;
    }
  });
}

const read = (text: string): unknown[] => outline(parseDovecotConf(text).entries);
const problems = (text: string): string[] =>
  parseDovecotConf(text).problems.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);

describe('parser of dovecot.conf', () => {
  it('reads settings, blocks with and without a label, and includes', () => {
    const text = [
      'mail_debug=yes',
      ' passdb {',
      '  driver = pam # comment',
      ' }',
      'namespace "my inbox" {',
      '  mailbox Sent {',
      '    special_use = \\Sent',
      '  }',
      '}',
      '!include conf.d/*.conf',
      '!include_try local.conf',
    ].join('\n');
    deepStrictEqual(read(text), [
      'mail_debug=yes',
      { passdb: ['driver=pam'] },
      { 'namespace my inbox': [{ 'mailbox Sent': ['special_use=\\Sent'] }] },
      '!include conf.d/*.conf',
      '!include_try local.conf',
    ]);
    deepStrictEqual(problems(text), []);
  });

  it('takes quotes off only where both ends have the same one', () => {
    deepStrictEqual(read(`a = "x # \\"y\\" \\n"\nb = 'it'\nc = "abc" def\nd = "open\ne = "\nf = \\"x\\"`), [
      'a=x # "y" n',
      'b=it',
      'c="abc" def',
      'd="open',
      'e="',
      'f=\\"x\\"',
    ]);
  });

  it('knows contents of files, and quoted ones that are not', () => {
    deepStrictEqual(read('a = < /etc/x.pem\nb = "</etc/x.pem"'), ['a=</etc/x.pem', 'b=</etc/x.pem']);
    strictEqual(parseDovecotConf('a = "<x"').entries[0]?.kind === 'setting', true);
  });

  it('joins lines after a backslash with one blank, comments first', () => {
    deepStrictEqual(read('a = b   \\ # note\n   c\\\n d'), ['a=b c d']);
    deepStrictEqual(read('\\\na = 1'), ['a=1']);
  });

  it('forgets what a comment or a blank line cuts off from its continuation', () => {
    for (const between of ['# note', '', '   ']) {
      const conf = parseDovecotConf(`a = b \\\n${between}\nc = d`);
      deepStrictEqual(outline(conf.entries), ['c=d']);
      strictEqual(conf.lost.length, 1);
    }
    strictEqual(parseDovecotConf('a = b \\').lost.length, 1);
  });

  it('reads an apostrophe as a quote that hides a comment', () => {
    deepStrictEqual(read("a = it's # x\nb = x#y"), ["a=it's # x", 'b=x']);
    deepStrictEqual(parseDovecotConf('b = x#y').ambiguousHashes, [5]);
  });

  it('reads groups, group uses, quoted keys and paths of 2.4', () => {
    deepStrictEqual(
      read('group @mine a {\n x = 1\n}\n@mine = a\n"SORT=DISPLAY" = no\nservice/imap/vsz_limit = 1G'),
      [{ 'group @mine a': ['x=1'] }, '@mine=a', 'SORT=DISPLAY=no', 'service/imap/vsz_limit=1G'],
    );
  });

  it('names what no version reads, and goes on as it was meant', () => {
    const cases: readonly (readonly [string, string, unknown[]])[] = [
      ['service auth { vsz_limit = 1G }', 'one-line-block', [{ 'service auth': [] }, 'b=1']],
      ['dict { }', 'one-line-block', [{ dict: [] }, 'b=1']],
      ['service auth{\n}', 'expecting-brace', [{ 'service auth': [] }, 'b=1']],
      ['passdb{\n}', 'expecting-brace', [{ passdb: [] }, 'b=1']],
      ['mail_debug yes', 'expecting-brace', ['broken', 'b=1']],
      ['x += y', 'expecting-brace', ['broken', 'b=1']],
      ['group @x {\n}', 'expecting-group-name', ['broken', 'close', 'b=1']],
      ['a {\n} }', 'garbage-after-close', [{ a: [] }, 'b=1']],
      ['a { # c\n{\n}\n}', 'expecting-brace', [{ a: [{ '{': [] }] }, 'b=1']],
    ];
    for (const [text, code, expected] of cases) {
      strictEqual(parseDovecotConf(text).problems[0]?.code, code, text);
      deepStrictEqual(read(`${text}\nb = 1`), expected, text);
    }
  });

  it('keeps blocks that other files close or open', () => {
    deepStrictEqual(read('}\na {\nb = 1'), ['close', { 'a …': ['b=1'] }]);
  });

  it('tells the blocks around a place', () => {
    const text = 'a {\n b x {\n  c = 1\n }\n}\nd {\n';
    const conf = parseDovecotConf(text);
    const at = (word: string): string[] =>
      blocksAround(conf, text.indexOf(word)).map(({ type }) => type.text);
    deepStrictEqual(at('c = 1'), ['a', 'b']);
    deepStrictEqual(at('d {'), []);
    deepStrictEqual(
      blocksAround(conf, text.length).map(({ type }) => type.text),
      ['d'],
    );
  });

  it('never throws, and its spans lie in the text, in order', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ' ',
        '\t',
        '\n',
        '\r\n',
        '=',
        '{',
        '}',
        '"',
        "'",
        '\\',
        '#',
        '!include ',
        '@',
        'group ',
        '$x',
        '<',
        '\f',
        '\0',
        'é',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const conf = parseDovecotConf(text);
        let before = 0;
        for (const entry of walk(conf.entries)) {
          const { start, end } = spanOfEntry(entry);
          strictEqual(start >= before && end > start && end <= text.length, true);
          before = start;
        }
        const lines = [...conf.lines].map((line) => text.slice(line.start, line.next));
        strictEqual(lines.join(''), text);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads blocks nested twenty thousand deep', () => {
    const conf = parseDovecotConf('a {\n'.repeat(20_000));
    strictEqual([...walk(conf.entries)].length, 20_000);
    strictEqual(spanOfEntry(conf.entries[0]!).end, 80_000 - 1);
  });
});
