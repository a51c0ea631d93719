import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { distanceUpTo, nearest } from '../../../server/src/text/nearest';

describe('nearest', () => {
  const cases: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['smtdp', ['smtp', 'smtpd', 'pipe'], 'smtpd'],
    ['clenup', ['cleanup', 'flush'], 'cleanup'],
    ['Mydestination', ['mydestination'], 'mydestination'],
    ['smpt', ['smtps', 'smtp'], 'smtp'],
    ['foobar', ['smtpd'], undefined],
    ['x', ['smtpd'], undefined],
    ['', ['ab'], undefined],
  ];
  for (const [word, candidates, expected] of cases)
    it(`${word} among ${candidates.join(', ')}`, () => assert.equal(nearest(word, candidates), expected));

  it('counts a swap of neighbours as one step', () => {
    assert.equal(distanceUpTo(3, 'smtp', 'smpt'), 1);
    assert.equal(distanceUpTo(3, '', 'abc'), 3);
    assert.equal(distanceUpTo(3, 'kitten', 'sitting'), 3);
  });

  it('says of the distance only that it is above the limit', () => {
    assert.ok(distanceUpTo(2, 'kitten', 'sitting') > 2);
    assert.ok(distanceUpTo(0, 'smtp', 'smpt') > 0);
    assert.equal(distanceUpTo(0, 'smtp', 'smtp'), 0);
  });

  it('finds what a search without an index finds', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcA_'), maxLength: 12 });
    const property = fc.property(letters, fc.array(letters, { maxLength: 8 }), (word, words) => {
      const found = nearest(word, words);
      const distances = words.map((other) => plainDistance(word.toLowerCase(), other.toLowerCase()));
      const limit = word.length <= 3 ? 1 : Math.min(3, Math.ceil(word.length / 4));
      const least = Math.min(...distances, limit + 1);
      if (least > limit) assert.equal(found, undefined);
      else assert.equal(plainDistance(word.toLowerCase(), found?.toLowerCase() ?? ''), least);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('prefers a word of the same length to others that are as near', () => {
    assert.equal(nearest('relayhots', ['relayhot', 'relayhost']), 'relayhost');
    assert.equal(nearest('abcde', ['abcd', 'abcdx', 'abcdef']), 'abcdx');
  });
});

/** Every cell of the table, with no limit. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : Infinity)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1;
      const steps = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
      table[i]![j] = Math.min(...steps, swapped ? at(i - 2, j - 2) + 1 : Infinity);
    }
  }
  return at(a.length, b.length);
}
