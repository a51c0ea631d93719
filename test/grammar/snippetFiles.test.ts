import assert from 'node:assert/strict';
import { scanLogicalLines } from '../../server/src/text/logicalLines';
import { expansions, loadSnippets } from '../support/snippetText';

const LANGUAGES = [
  'postfix-main',
  'postfix-master',
  'dovecot',
  'dovecot-passwd',
  'cyrus-sasl',
  'saslauthd',
] as const;
const CHINESE = /\p{Script=Han}/u;

for (const language of LANGUAGES) {
  describe(`snippets of ${language}`, () => {
    const snippets = loadSnippets(language);

    it('have prefixes that name one snippet only', () => {
      const prefixes = snippets.flatMap((snippet) => snippet.prefixes);
      assert.equal(new Set(prefixes).size, prefixes.length);
    });

    for (const { name, description, body } of snippets) {
      it(`${name}: described in both languages, ends below itself`, () => {
        const [english = '', chinese = ''] = description.split(' — ');
        assert.ok(english !== '' && !CHINESE.test(english), 'English before the dash');
        assert.match(chinese, CHINESE, 'Chinese behind it');
        assert.ok(body.endsWith('\n$0'), 'the caret ends on a line of its own');
        assert.doesNotMatch(body, /\t/);
      });

      it(`${name}: begins a logical line, whatever is chosen`, () => {
        for (const { text } of expansions(body)) {
          assert.equal(scanLogicalLines(text).logical[0]?.indented, false);
        }
      });
    }
  });
}

describe('expansion of snippets', () => {
  const texts = (body: string): string[] => expansions(body).map(({ text }) => text);

  it('takes defaults, repeats them, and unescapes', () => {
    assert.deepEqual(texts('a = ${1:x y}, $1 \\$b \\${c\\} \\\\\n$0'), ['a = x y, x y $b ${c} \\\n']);
  });

  it('goes through the choices of all places side by side', () => {
    assert.deepEqual(texts('${1|a,b,c|}:${2|x,y|}$1'), ['a:xa', 'b:yb', 'c:xc']);
  });

  it('refuses what VS Code would take for a variable', () => {
    assert.throws(() => expansions('a = $mydomain'), /bare \$/);
    assert.throws(() => expansions('a = ${sender}'), /bare \$/);
    assert.throws(() => expansions('a = $1'), /no default/);
  });
});
