import assert from 'node:assert/strict';
import { asciiOf, lookAlikeOf } from '../../../server/src/text/lookAlikes';

describe('lookAlikes', () => {
  it('knows what an input method meant', () => {
    assert.equal(asciiOf('ｓｍｔｐ　ｉｎｅｔ　ｎ　－'), 'smtp inet n -');
    assert.equal(asciiOf('“a” – b，c、d\u200b'), '"a" - b,c,d');
  });

  it('leaves everything else alone', () => {
    assert.equal(asciiOf('naïve 邮件 smtp'), 'naïve 邮件 smtp');
    assert.equal(lookAlikeOf('-'), undefined);
    assert.equal(lookAlikeOf('邮'), undefined);
  });
});
