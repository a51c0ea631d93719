import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Snippet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly body: string;
  readonly description: string;
}

interface SnippetRecord {
  readonly prefix: string | readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

export type SnippetLanguage =
  'postfix-main' | 'postfix-master' | 'dovecot' | 'dovecot-passwd' | 'cyrus-sasl' | 'saslauthd';

export function loadSnippets(language: SnippetLanguage): readonly Snippet[] {
  const path = join(import.meta.dirname, '..', '..', 'snippets', `${language}.json`);
  const records = JSON.parse(readFileSync(path, 'utf8')) as Record<string, SnippetRecord>;
  return Object.entries(records).map(([name, { prefix, body, description }]) => ({
    name,
    prefixes: typeof prefix === 'string' ? [prefix] : prefix,
    body: body.join('\n'),
    description,
  }));
}

export interface Expansion {
  /** The values of all places with a choice, for instance `3=lmdb 4=encrypt`. */
  readonly choice: string;
  readonly text: string;
}

const PLACE = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::([^}]*)|\|([^|]*)\|)?\}|(\$)/g;

/**
 * Texts that an administrator can get without typing, with each value of each choice in at least one of them: the
 * first holds the first values, the second the second values, and so on. Other places have their default. Fails on a
 * `$` that VS Code would take for a variable of its own.
 */
export function expansions(body: string): readonly Expansion[] {
  const places = [...body.matchAll(PLACE)].flatMap(([, , , place, , choices]) =>
    place === undefined || choices === undefined ? [] : [{ place, values: choices.split(',') }],
  );
  const count = Math.max(1, ...places.map(({ values }) => values.length));
  return Array.from({ length: count }, (_, round) => {
    const chosen = places.map(({ place, values }) => [place, values[round % values.length] ?? ''] as const);
    const choice = chosen.map(([place, value]) => `${place}=${value}`).join(' ');
    return { choice: choice || 'defaults', text: expand(body, new Map(chosen)) };
  });
}

function expand(body: string, chosen: ReadonlyMap<string, string>): string {
  const values = new Map(chosen);
  for (const [, , , place, preset] of body.matchAll(PLACE)) {
    if (place !== undefined && preset !== undefined) values.set(place, preset);
  }
  return body.replace(PLACE, (...[whole, escaped, mirror, place, , , stray]: (string | undefined)[]) => {
    assert.equal(stray, undefined, `a bare $ in the snippet: ${body}`);
    if (escaped !== undefined) return escaped;
    const number = mirror ?? place;
    assert.ok(
      number !== undefined && (number === '0' || values.has(number)),
      `${whole ?? ''} has no default`,
    );
    return values.get(number) ?? '';
  });
}
