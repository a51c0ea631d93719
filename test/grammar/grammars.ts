import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { parseRawGrammar, Registry, type IGrammar, type IToken, type StateStack } from 'vscode-textmate';

export const REPOSITORY = join(import.meta.dirname, '..', '..');

/** As VS Code reads them in the manifest; the numbers are those of vscode-textmate. */
const TOKEN_TYPES = { other: 0, comment: 1, string: 2 } as const;

interface GrammarContribution {
  /** None for one that is injected into others. */
  readonly language?: string;
  readonly injectTo?: readonly string[];
  readonly scopeName: string;
  readonly path: string;
  readonly tokenTypes?: Readonly<Record<string, keyof typeof TOKEN_TYPES>>;
}

interface Manifest {
  readonly contributes: { readonly grammars: readonly GrammarContribution[] };
}

/** The grammars that the manifest contributes, so that the tests see what VS Code sees. */
export const contributedGrammars: readonly GrammarContribution[] = (
  JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as Manifest
).contributes.grammars;

export const POSTFIX_LANGUAGES = [
  'postfix-main',
  'postfix-master',
  'postfix-client',
  'postfix-table',
  'postfix-aliases',
  'postfix-regexp',
  'postfix-pcre',
  'postfix-cidr',
] as const;

export type PostfixLanguage = (typeof POSTFIX_LANGUAGES)[number];

export type DovecotLanguage = 'dovecot' | 'dovecot-driver' | 'dovecot-passwd';

export type SaslLanguage = 'cyrus-sasl' | 'saslauthd';

type GrammarLanguage = PostfixLanguage | DovecotLanguage | SaslLanguage;

const registry = createRegistry();

export async function loadGrammar(language: GrammarLanguage): Promise<IGrammar> {
  const contribution = contributedGrammars.find((candidate) => candidate.language === language);
  assert.ok(contribution, `the manifest contributes no grammar for ${language}`);
  const grammar = await registry.loadGrammarWithConfiguration(contribution.scopeName, 1, {
    tokenTypes: Object.fromEntries(
      Object.entries(contribution.tokenTypes ?? {}).map(([scope, type]) => [scope, TOKEN_TYPES[type]]),
    ),
  });
  assert.ok(grammar, `${contribution.path} did not load`);
  return grammar;
}

function createRegistry(): Registry {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  const onigLib = loadWASM(readFileSync(wasm).buffer).then(() => ({
    createOnigScanner: (sources: string[]) => new OnigScanner(sources),
    createOnigString: (text: string) => new OnigString(text),
  }));
  return new Registry({
    onigLib,
    getInjections: (scopeName) =>
      contributedGrammars
        .filter(({ injectTo }) => injectTo?.includes(scopeName))
        .map((injected) => injected.scopeName),
    loadGrammar: (scopeName) => {
      const contribution = contributedGrammars.find((candidate) => candidate.scopeName === scopeName);
      if (contribution === undefined) return Promise.resolve(null);
      const path = join(REPOSITORY, contribution.path);
      return Promise.resolve(parseRawGrammar(readFileSync(path, 'utf8'), path));
    },
  });
}

export interface LineTokens {
  readonly text: string;
  readonly tokens: readonly IToken[];
}

/** Tokens of each line, as the editor asks for them: line by line, the state handed on. */
export function tokenizeLines(grammar: IGrammar, lines: readonly string[]): LineTokens[] {
  let state: StateStack | null = null;
  return lines.map((text) => {
    const result = grammar.tokenizeLine(text, state);
    assert.equal(result.stoppedEarly, false);
    state = result.ruleStack;
    return { text, tokens: result.tokens };
  });
}

/**
 * A specimen shows configuration text and, below each line, the scopes that parts of it must have:
 *
 *     | myhostname = mx.example.org
 *       ^^^^^^^^^^ support.type.property-name
 *                  ^^^^^^^^^^^^^^ string.unquoted !comment
 *
 * A line of text begins with `| `. Every token under the carets must have each scope named (`a.b` also stands for
 * `a.b.c`) and none that is named with `!`. It is the body of a template, where `${` must be written `\${`: that
 * backslash takes a column of the page, none of the text.
 */
export function specimensOf(language: GrammarLanguage): (specimen: TemplateStringsArray) => Promise<void> {
  return async ({ raw }) => {
    assert.equal(raw.length, 1, 'a specimen holds no value of the test');
    expectScopes(await loadGrammar(language), (raw[0] ?? '').split('\n'));
  };
}

interface Claim {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

function expectScopes(grammar: IGrammar, page: readonly string[]): void {
  const rows = page.filter((row) => row.trim() !== '');
  const margin = 2 + Math.min(...rows.filter(isText).map((row) => row.indexOf('|')));
  const lines: string[] = [];
  const claims: Claim[] = [];
  let escapes: number[] = [];
  for (const row of rows) {
    const shown = row.slice(margin);
    if (isText(row)) {
      escapes = [...shown.matchAll(/\\(?=\$)/g)].map((match) => match.index);
      lines.push(shown.replace(/\\(?=\$)/g, ''));
    } else claims.push(readClaim(shown, lines.length - 1, escapes));
  }
  assert.ok(claims.length > 0, 'a specimen without a claim proves nothing');
  const tokenized = tokenizeLines(grammar, lines);
  for (const claim of claims) check(claim, tokenized[claim.line]);
}

function isText(row: string): boolean {
  return /^\s*\|( |$)/.test(row);
}

function readClaim(shown: string, line: number, escapes: readonly number[]): Claim {
  const parts = /^ *(\^+) +(\S.*)$/.exec(shown);
  assert.ok(parts?.[1] && parts[2], `not a claim: ${shown}`);
  const start = shown.indexOf('^');
  const column = (shownColumn: number): number =>
    shownColumn - escapes.filter((escape) => escape < shownColumn).length;
  return {
    line,
    start: column(start),
    end: column(start + parts[1].length),
    scopes: parts[2].trim().split(/\s+/),
  };
}

function check(claim: Claim, line: LineTokens | undefined): void {
  assert.ok(line && claim.end <= line.text.length, 'the carets leave the line');
  for (const token of line.tokens) {
    if (token.endIndex <= claim.start || token.startIndex >= claim.end) continue;
    const part = line.text.slice(token.startIndex, token.endIndex);
    for (const scope of claim.scopes) {
      const wanted = !scope.startsWith('!');
      const found = hasScope(token, wanted ? scope : scope.slice(1));
      assert.equal(
        found,
        wanted,
        `“${part}” in “${line.text}”: wants ${scope}, has ${token.scopes.join(' ')}`,
      );
    }
  }
}

export function hasScope(token: IToken, scope: string): boolean {
  return token.scopes.some((candidate) => `${candidate}.`.startsWith(`${scope}.`));
}
