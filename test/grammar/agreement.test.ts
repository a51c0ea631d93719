import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { PhysicalLine } from '../../server/src/text/lineTable';
import { readTemplate } from '../../server/src/template/template';
import { scanLogicalLines } from '../../server/src/text/logicalLines';
import { notRun } from '../support/notRun';
import { hasScope, loadGrammar, REPOSITORY, tokenizeLines, type PostfixLanguage } from './grammars';

const CORPUS = join(REPOSITORY, '..', 'shared', 'corpus', 'given');

const PATTERN_SCOPES = [
  'punctuation.definition.regexp.begin',
  'keyword.operator.negation',
  'keyword.control.conditional',
  'invalid.illegal.request',
];

const NAME_SCOPES: Readonly<Record<PostfixLanguage, readonly string[]>> = {
  'postfix-main': ['support.type.property-name', 'invalid.illegal.missing-name'],
  'postfix-client': ['support.type.property-name', 'invalid.illegal.missing-name'],
  'postfix-master': ['entity.name.function.service'],
  'postfix-table': ['entity.name.tag.key'],
  'postfix-aliases': ['entity.name.tag.key'],
  'postfix-regexp': PATTERN_SCOPES,
  'postfix-pcre': PATTERN_SCOPES,
  'postfix-cidr': ['constant.numeric.network', ...PATTERN_SCOPES],
};

/**
 * The colours must tell the truth about lines: what the parser takes for the beginning of a logical line has the
 * scope of a name, comments are comments, and every character belongs to exactly one token. Lines with template code
 * in them are neither: its own colours lie over them.
 */
async function assertAgreement(language: PostfixLanguage, text: string, path = 'main.cf'): Promise<void> {
  const lines = text.split('\n');
  const tokenized = tokenizeLines(await loadGrammar(language), lines);
  const template = readTemplate(path, text, 'matter');
  const table = scanLogicalLines(template?.masked ?? text).lines;
  const kinds = [...table].map((line) => line.kind);
  const withCode = new Set(
    template?.tags.flatMap(({ start, end }) => [table.indexAt(start), table.indexAt(end - 1)]),
  );
  for (const [number, { text: line, tokens }] of tokenized.entries()) {
    let covered = 0;
    for (const token of tokens) {
      assert.equal(token.startIndex, covered, `a gap in line ${number + 1}: ${line}`);
      covered = token.endIndex;
    }
    assert.ok(covered >= line.length, `the end of line ${number + 1} has no token: ${line}`);
    if (withCode.has(number)) continue;
    const kind: PhysicalLine['kind'] = kinds[number] ?? 'blank';
    const scopes = (wanted: string): boolean => tokens.some((token) => hasScope(token, wanted));
    const indented: boolean = kind === 'first' && /^[\t-\r ]/.test(line);
    const nameScopes = NAME_SCOPES[language];
    const named = tokens[0] !== undefined && nameScopes.some((scope) => hasScope(tokens[0]!, scope));
    assert.equal(named, kind === 'first' && !indented, `line ${number + 1} (${kind}): ${line}`);
    assert.equal(scopes('comment'), kind === 'comment', `line ${number + 1} (${kind}): ${line}`);
  }
}

describe('grammars agree with the parser on lines', () => {
  const nasty: Readonly<Record<string, string>> = {
    'only ASCII blanks are blank': 'a = 1\n\u3000b = 2\n\u00a0c = 3\n\u000b continued\n\f\n\u2003d = 4',
    'the first line is indented': '  a = 1\n# c\n\n  b = 2\nc = 3\n  d',
    'carriage returns': 'a = 1\r\n\r\n  # c\r\n  more\r\nb = 2\r\n',
    'comments everywhere': '#a\n #b\na = # no\n\t#c\n  #d\n  e # no\n#f',
    'unclosed brackets': 'a = ${b\nc = {d\n e = {\nf = $(g\nh = pcre:{{/i\nj = [k\nl = "m',
    'no text': '',
    'one character': '=',
  };
  for (const [title, text] of Object.entries(nasty)) {
    for (const language of Object.keys(NAME_SCOPES) as PostfixLanguage[]) {
      it(`${language}: ${title}`, () => assertAgreement(language, text));
    }
  }

  for (const unit of [
    '${',
    '$(',
    '{',
    '(',
    '[',
    'a=',
    '-o ',
    '-o{',
    '${a?',
    'hash:',
    '1.',
    'a:',
    '!',
    "'",
    '%',
    'x,',
    '/',
    '\\',
    '/\\',
    '"',
    'if ',
    'x@',
    '(?',
    '$1',
  ]) {
    it(`a line of ${unit} again and again comes to an end`, async () => {
      const line = unit.repeat(2000);
      for (const language of Object.keys(NAME_SCOPES) as PostfixLanguage[]) {
        await assertAgreement(language, `a = ${line}\n${line}\n  ${line}`);
        await assertAgreement(language, `a unix - - - - - pipe ${line}\nb`);
      }
    });
  }
});

/** Tables of the field by their names. */
const TABLES: readonly (readonly [RegExp, PostfixLanguage])[] = [
  [/\/aliases$/, 'postfix-aliases'],
  [/_checks(\.regexp)?$|\.regexp$/, 'postfix-regexp'],
  [/\.pcre$/, 'postfix-pcre'],
  [/\.cidr$/, 'postfix-cidr'],
  [/\/(access|virtual|transport|canonical|generic|relocated|sasl_passwd|tls_policy)$/, 'postfix-table'],
];

function corpusFiles(): { path: string; language: PostfixLanguage }[] {
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      if (basename(path).startsWith('main.cf')) return { path, language: 'postfix-main' };
      if (basename(path).startsWith('master.cf')) return { path, language: 'postfix-master' };
      if (path.endsWith('.cf')) return { path, language: 'postfix-client' };
      const table = TABLES.find(([pattern]) => pattern.test(path));
      return table ? { path, language: table[1] } : [];
    });
}

if (existsSync(CORPUS)) {
  describe('grammars over configuration files from the field', () => {
    for (const { path, language } of corpusFiles()) {
      it(relative(CORPUS, path), () => assertAgreement(language, readFileSync(path, 'utf8'), path));
    }
  });
} else {
  notRun('grammars over configuration files from the field', 'there is no ../shared/corpus/given');
}
