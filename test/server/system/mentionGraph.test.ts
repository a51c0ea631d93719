import assert from 'node:assert/strict';
import { numberOf } from '../../../server/src/postfix/nameNumbers';
import { readingOf } from '../../../server/src/postfix/reading';
import { MentionGraph } from '../../../server/src/system/mentionGraph';

function graphOf(
  settings: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>> = {},
): MentionGraph {
  const said = Object.entries(settings).map(([name, value]) => ({
    name,
    number: numberOf(name),
    reading: readingOf(value),
  }));
  return new MentionGraph(said, {
    calls: false,
    scanned: (name) => name !== 'raw',
    elsewhere: (name) => readingOf(defaults[name] ?? ''),
  });
}

describe('who mentions whom', () => {
  it('knows the names that some value mentions, set or not', () => {
    const graph = graphOf({ a: '$b ${c?{$d}}', b: 'text', raw: '$e' });
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e'].filter((name) => graph.isMentioned(name)),
      ['b', 'c', 'd'],
    );
    assert.deepEqual(graph.strangers, ['c', 'd']);
  });

  it('counts the names on the longest way', () => {
    assert.equal(graphOf({ a: 'text' }).longestChain, 0);
    assert.equal(graphOf({ a: '$b', b: '$c $d', c: 'text', d: '$c', e: '$c' }).longestChain, 4);
  });

  it('goes on through values that are not set, but mentions of theirs are not counted', () => {
    const graph = graphOf({ a: '$b' }, { b: '$c', c: 'text' });
    assert.equal(graph.longestChain, 3);
    assert.equal(graph.isMentioned('c'), false);
    assert.deepEqual(graph.strangers, ['b']);
  });

  it('finds ways that come back, also by way of a default or behind a mistake', () => {
    assert.equal(graphOf({ a: '$a' }).longestChain, Infinity);
    assert.equal(graphOf({ a: '$b', b: '$c', c: '$b' }).longestChain, Infinity);
    assert.equal(graphOf({ a: '$b' }, { b: '$a' }).longestChain, Infinity);
    assert.equal(graphOf({ a: '${b@} $a' }).longestChain, Infinity);
  });

  it('needs no stack for a chain as long as the file', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, index) => [`n${index}`, `$n${index + 1}`]),
    );
    assert.equal(graphOf(chain).longestChain, 50_001);
  });
});
