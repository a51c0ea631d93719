import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (path: string): string => readFileSync(path, 'utf8');
const keysOf = (path: string): readonly string[] => Object.keys(JSON.parse(read(path)) as object);

/** The texts that the client gives to `l10n.t`. */
function textsOfTheClient(): readonly string[] {
  const files = readdirSync('client/src', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => name.endsWith('.ts')).map((name) => read(join('client/src', name)));
  return sources.flatMap((source) =>
    [...source.matchAll(/l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(
      ([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\d+\}/g) ?? []).sort();

describe('texts of the client', () => {
  const bundle = JSON.parse(read('l10n/bundle.l10n.zh-cn.json')) as Record<string, string>;

  it('are all translated, and nothing else is', () => {
    assert.deepEqual(Object.keys(bundle).sort(), [...new Set(textsOfTheClient())].sort());
  });

  it('have the same placeholders in both languages', () => {
    for (const [text, translated] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translated), placeholders(text), text);
    }
  });

  it('of the manifest are in both languages, and each is used', () => {
    const [english, chinese] = ['package.nls.json', 'package.nls.zh-cn.json'].map(keysOf);
    assert.deepEqual(chinese, english);
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), [...(english ?? [])].sort());
  });
});
