import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGrammar, POSTFIX_LANGUAGES, REPOSITORY, type PostfixLanguage } from './grammars';

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

interface LanguageConfiguration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly onEnterRules: readonly EnterRule[];
  readonly indentationRules?: unknown;
}

interface Manifest {
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
  };
}

function configurationOf(language: PostfixLanguage): LanguageConfiguration {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'));
  const { contributes } = read('package.json') as Manifest;
  const contribution = contributes.languages.find(({ id }) => id === language);
  assert.ok(contribution, `the manifest does not know ${language}`);
  return read(contribution.configuration) as LanguageConfiguration;
}

/** What Enter does where `<|>` stands: VS Code takes the first rule that fits. */
function onEnter(language: PostfixLanguage, line: string): string {
  const [before = '', after = ''] = line.split('<|>');
  const rule = configurationOf(language).onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  return rule === undefined ? 'keep' : (rule.action.appendText ?? rule.action.indent);
}

describe('language configurations', () => {
  const enter: Readonly<Record<PostfixLanguage, Readonly<Record<string, string>>>> = {
    'postfix-main': {
      'mydestination = a,<|>': 'indent',
      'mydestination =<|>': 'indent',
      'mydestination = a <|>b': 'indent',
      'alias_maps = inline:{<|>}': 'indent',
      'myorigin = a<|>': 'keep',
      '    a,<|>': 'keep',
      '# a list: a,<|>': 'keep',
      '# one <|>two': '# ',
      '    <|>': 'outdent',
      '<|>myorigin = a': 'keep',
    },
    'postfix-master': {
      'smtp inet n - y - - smtpd<|>': 'indent',
      'smtp inet n - y - - smtpd -o a=b<|>': 'indent',
      'dovecot unix - n n - - pipe<|>': 'indent',
      'qmgr unix n - n 300 1 qmgr -o a=b<|>': 'indent',
      'qmgr unix n - n 300 1 qmgr<|>': 'keep',
      'smtp inet n - y<|> - - smtpd': 'indent',
      '#smtps inet n - y - - smtpd<|>': 'keep',
      '  -o a=b<|>': 'keep',
      '  <|>': 'outdent',
    },
    'postfix-client': {
      'query = SELECT 1<|> FROM x': 'indent',
      'query =<|>': 'indent',
      'user = x<|>': 'keep',
    },
    'postfix-table': {
      'info@example.com joe,<|>': 'indent',
      'info@example.com joe, <|>ann': 'indent',
      'info@example.com joe<|>': 'keep',
      '# one <|>two': '# ',
      '    <|>': 'outdent',
    },
    'postfix-aliases': { 'info: joe,<|>': 'indent', 'info: joe<|>': 'keep' },
    'postfix-regexp': { '/a/ REJECT<|>': 'keep', '/a/ <|>REJECT': 'indent' },
    'postfix-pcre': { '/a/ REJECT<|>': 'keep' },
    'postfix-cidr': { '10.0.0.0/8 OK<|>': 'keep' },
  };
  for (const language of POSTFIX_LANGUAGES) {
    for (const [line, wanted] of Object.entries(enter[language])) {
      it(`${language}: Enter in ${line} is ${wanted}`, () => assert.equal(onEnter(language, line), wanted));
    }

    it(`${language}: a word is a name without its $, in any script`, () => {
      const { pattern, flags } = configurationOf(language).wordPattern;
      const words = 'a_b = $my_domain, ${x-y}/hash:收件人 loopback-'.match(new RegExp(pattern, `${flags}g`));
      assert.deepEqual(words, ['a_b', 'my_domain', 'x-y', 'hash', '收件人', 'loopback-']);
    });

    it(`${language}: folds at #region`, () => {
      const { start, end } = configurationOf(language).folding.markers;
      for (const line of ['#region TLS', '# region TLS', '  #region']) assert.match(line, new RegExp(start));
      for (const line of ['#endregion', '# endregion TLS']) assert.match(line, new RegExp(end));
      for (const line of ['#endregion', 'region = 1', '# regions'])
        assert.doesNotMatch(line, new RegExp(start));
    });

    // Indentation is syntax here: no editor command may compute it anew.
    it(`${language}: has no indentation rules`, () =>
      assert.equal(configurationOf(language).indentationRules, undefined));
  }
});

describe('what the editor takes for strings', () => {
  it('values are code, so that completion opens while they are typed', async () => {
    const types = await standardTypes('postfix-main', ['a = hash:/x, permit {b = c}']);
    assert.deepEqual(
      types[0]?.filter((type) => type !== 'other'),
      [],
    );
  });

  it('white space before a continuation line is not, so that a closing brace typed there stays', async () => {
    const types = await standardTypes('postfix-main', ['a = inline:{', '   b=c', '   ', '   }']);
    assert.deepEqual(types.slice(1), [['string', 'other'], ['string'], ['string', 'other']]);
  });

  it('comments are comments', async () => {
    assert.deepEqual(await standardTypes('postfix-master', ['# c']), [['comment']]);
  });
});

const STANDARD_TYPES = ['other', 'comment', 'string', 'regexp'] as const;

/** The token types that brackets, quotes and completion look at, where they change. */
async function standardTypes(language: PostfixLanguage, lines: readonly string[]): Promise<string[][]> {
  const grammar = await loadGrammar(language);
  let state: Parameters<typeof grammar.tokenizeLine2>[1] = null;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state);
    state = ruleStack;
    return Array.from({ length: tokens.length / 2 }, (_, index) => {
      const metadata = tokens[2 * index + 1] ?? 0;
      return STANDARD_TYPES[(metadata >>> 8) & 3] ?? 'other';
    });
  });
}
