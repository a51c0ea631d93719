import assert from 'node:assert/strict';
import { aliasTargets, parseAliases } from '../../../server/src/postfix/tables/aliases';
import { parseCidr } from '../../../server/src/postfix/tables/cidr';
import { parseKeyed } from '../../../server/src/postfix/tables/keyed';
import { lookup, takesPartialKeys } from '../../../server/src/postfix/tables/lookup';
import { parsePatterns } from '../../../server/src/postfix/tables/regexp';
import { openTable } from '../../../server/src/postfix/tables/table';
import type { TableProblem } from '../../../server/src/postfix/tables/tableProblem';

const NO_FILES = { open: () => 'missing' as const };
const UTF8 = { utf8: true };

/** Problems as `code: the text they stand at`. */
function told(text: string, problems: readonly TableProblem[]): string[] {
  return problems.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

describe('parseKeyed', () => {
  it('keeps places over continuation lines and comments', () => {
    const text = 'key\n# comment\n  one\n\n  two\n';
    const { entries } = parseKeyed(text);
    assert.equal(entries[0]?.key, 'key');
    assert.equal(entries[0].value.text, 'one  two');
    assert.deepEqual(entries[0].value.spanOf(5, 8), { start: 23, end: 26 });
  });

  it('says what postmap warns of', () => {
    const text = 'a x\nA y\nonly\nb: z\n"open z\n';
    assert.deepEqual(told(text, parseKeyed(text).problems), [
      'duplicate-key: A',
      'missing-value: only',
      'alias-format: b:',
      'unbalanced-quote: "open z',
    ]);
  });
});

describe('parseAliases', () => {
  it('cuts a value into its targets', () => {
    const { entries } = parseAliases('list: a@b, "|cmd x,y" , :include:/etc/list, /var/spool/x (note)\n');
    assert.deepEqual(
      entries.flatMap(aliasTargets).map(({ text }) => text),
      ['a@b', '|cmd x,y', ':include:/etc/list', '/var/spool/x'],
    );
  });

  it('says what postalias warns of', () => {
    const text = 'a@b: c\nno colon\nroot: x\nRoot: y\n';
    assert.deepEqual(told(text, parseAliases(text).problems), [
      'alias-not-local: a@b',
      'alias-pair: no colon',
      'duplicate-key: Root',
    ]);
  });
});

describe('parsePatterns', () => {
  it('says what is wrong, and with what', () => {
    const text = '/a(/ x\n/b/Z x\n/c x\n/d/ $1\n!/(e)/ $1\n/f/\nif /g/\nword\n/h/ ${x}\nendif\nendif\n';
    assert.deepEqual(told(text, parsePatterns(text, 'posix').problems), [
      'bad-pattern: a(',
      'unknown-flag: Z',
      'unclosed-pattern: /c x',
      'replacement-out-of-range: $1',
      'replacement-in-negation: $1',
      'empty-replacement: /f/',
      'unknown-request: word',
      'bad-replacement: ${x}',
      'endif-without-if: endif',
    ]);
  });

  it('knows the place of a pattern and its flags', () => {
    const text = '!/^a\\/b$/i  text\n';
    const pattern = parsePatterns(text, 'pcre').rules[0]?.rule.pattern;
    assert.equal(pattern?.text, '^a\\/b$');
    assert.equal(text.slice(pattern.span.start, pattern.span.end), '^a\\/b$');
    assert.equal(text.slice(pattern.flagsSpan.start, pattern.flagsSpan.end), 'i');
    assert.equal(pattern.negated, true);
  });
});

describe('parseCidr', () => {
  it('offers the network that an address with host bits lies in', () => {
    const text = '10.1.2.3/8 x\n2001:db8::1/32 y\n';
    const { problems } = parseCidr(text);
    assert.deepEqual(
      problems.map(({ data }) => data?.['network']),
      ['10.0.0.0/8', '2001:db8::/32'],
    );
  });
});

describe('lookup', () => {
  it('names the line that answers', () => {
    const result = lookup(parseKeyed('a 1\nb 2\n'), 'B', UTF8);
    assert.equal(result.kind === 'found' && result.entry?.source.text, 'b 2');
  });

  it('keeps the keys of texthash as written, and those of built tables not, for programs that do not fold', () => {
    const files = { open: () => parseKeyed('User 1\n') };
    const unfolded = { ...UTF8, unfolded: true };
    const kinds = (spec: string): string[] =>
      ['User', 'user'].flatMap((key) =>
        [UTF8, unfolded].map((options) => lookup(openTable(spec, files), key, options).kind),
      );
    assert.deepEqual(kinds('texthash:/t'), ['found', 'found', 'found', 'absent']);
    assert.deepEqual(kinds('hash:/t'), ['found', 'absent', 'found', 'found']);
    assert.deepEqual(kinds('inline:{User=1}'), ['found', 'found', 'found', 'absent']);
  });

  it('is not led into endless backtracking', () => {
    const table = parsePatterns('/^(a+)+$/ x\n', 'posix');
    assert.equal(lookup(table, `${'a'.repeat(5_000)}b`, UTF8).kind, 'absent');
    const pcre = parsePatterns('/^(a+)+$/ x\n', 'pcre');
    assert.deepEqual(lookup(pcre, `${'a'.repeat(50)}b`, UTF8), { kind: 'unknown', reason: 'pattern' });
  });

  it('does not claim to know what it does not support', () => {
    for (const pattern of ['(a)\\1', '(?>a)', 'a++', '\\p{L}', '(?R)', '(*UTF)a'])
      assert.equal(lookup(parsePatterns(`/${pattern}/ x\n`, 'pcre'), 'a', UTF8).kind, 'unknown', pattern);
  });

  it('reads rules in braces as a file name before 3.7', () => {
    const old = { inlinePatterns: false };
    assert.equal(openTable('regexp:{{/a/ x}}', NO_FILES, old).kind, 'unavailable');
    assert.equal(openTable('regexp:{{/a/ x}}', NO_FILES).kind, 'pattern');
  });

  it('asks a union for parts of a key when its first table has fixed keys', () => {
    assert.equal(takesPartialKeys(openTable('unionmap:{static:a, regexp:{{/a/ x}}}', NO_FILES)), true);
    assert.equal(takesPartialKeys(openTable('unionmap:{regexp:{{/a/ x}}, static:a}', NO_FILES)), false);
    assert.equal(takesPartialKeys(openTable('ldap:/etc/ldap.cf', NO_FILES)), 'unknown');
  });
});
