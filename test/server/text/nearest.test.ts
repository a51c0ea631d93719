import assert from 'node:assert/strict';
import { editDistance, nearest } from '../../../server/src/text/nearest';

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
    assert.equal(editDistance('smtp', 'smpt'), 1);
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });
});
