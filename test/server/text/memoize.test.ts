import assert from 'node:assert/strict';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memoizeByText } from '../../../server/src/text/memoize';

/** Bytes of the heap that are in use once what nobody holds is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return getHeapStatistics().used_heap_size;
}

describe('what is remembered of texts', () => {
  it('is worked out once for each text', () => {
    const asked: string[] = [];
    const length = memoizeByText((text) => asked.push(text) && text.length, 10);
    assert.deepEqual(['one', 'three', 'one'].map(length), [3, 5, 3]);
    assert.deepEqual(asked, ['one', 'three']);
  });

  it('forgets what was not asked for again since many others were', () => {
    const asked: string[] = [];
    const length = memoizeByText((text) => asked.push(text) && text.length, 2);
    for (const text of ['a', 'bb', 'a', 'ccc', 'a', 'dddd', 'a', 'bb']) length(text);
    assert.deepEqual(asked, ['a', 'bb', 'ccc', 'dddd', 'bb']);
  });

  it('does not keep the files alive that the texts were cut out of', () => {
    const same = memoizeByText((text) => ({ text }), 1_000);
    const before = heapInUse();
    for (let state = 0; state < 100; state++) {
      const file = Buffer.alloc(500_000, `a value of state ${state}, `).toString('latin1');
      same(file.slice(0, 30));
    }
    const grown = heapInUse() - before;
    assert.ok(grown < 5_000_000, `${grown} bytes are held for 100 values of 30 characters`);
    assert.equal(same('a value of state 1, a value of').text, 'a value of state 1, a value of');
  });
});
