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

export function loadSnippets(language: 'postfix-main' | 'postfix-master'): readonly Snippet[] {
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
  /** What was chosen, for instance `3=lmdb`; empty when every place has its default. */
  readonly choice: string;
  readonly text: string;
}

const PLACE = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::([^}]*)|\|([^|]*)\|)?\}|(\$)/g;

/**
 * The texts that an administrator can get without typing: every place with its default or first choice, then each
 * other choice by itself. Fails on a `$` that VS Code would take for a variable of its own.
 */
export function expansions(body: string): readonly Expansion[] {
  const places = [...body.matchAll(PLACE)].filter((match) => match[5] !== undefined);
  const others = places.flatMap(([, , , place, , choices]) =>
    (choices ?? '')
      .split(',')
      .slice(1)
      .map((value) => ({ place: place ?? '', value })),
  );
  return [
    { choice: '', text: expand(body, new Map()) },
    ...others.map(({ place, value }) => ({
      choice: `${place}=${value}`,
      text: expand(body, new Map([[place, value]])),
    })),
  ];
}

function expand(body: string, chosen: ReadonlyMap<string, string>): string {
  const values = new Map(chosen);
  for (const [, , , place, preset, choices] of body.matchAll(PLACE)) {
    if (place === undefined || values.has(place)) continue;
    const value = preset ?? choices?.split(',')[0];
    if (value !== undefined) values.set(place, value);
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
