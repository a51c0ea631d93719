import assert from 'node:assert/strict';
import { foldingRanges } from '../../../server/src/features/folding';
import { targetAt } from '../../support/target';

async function folds(name: 'main.cf' | 'master.cf', text: string): Promise<readonly string[]> {
  const { target } = await targetAt({ [name]: text });
  return foldingRanges(target.file).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
  );
}

describe('folding', () => {
  it('values over several lines, with the comments inside', async () => {
    assert.deepEqual(await folds('main.cf', 'a =\n  b,\n# c\n  d\ne = f\n'), ['0-3']);
  });

  it('comment blocks', async () => {
    assert.deepEqual(await folds('main.cf', '# a\n# b\n\n# c\na = b\n'), ['0-1 comment']);
  });

  it('sections, without the blank lines at their end', async () => {
    const text = '# --- TLS ---\na = b\n\n\n# --- SASL ---\n# why\nc = d\n';
    assert.deepEqual(await folds('main.cf', text), ['0-1 region', '4-6 region']);
  });

  it('regions, one in the other', async () => {
    const text = '# region a\na = b\n#region\nc = d\n# endregion\n# endregion\n# endregion\n';
    assert.deepEqual(await folds('main.cf', text), ['0-5 region', '2-4 region', '4-6 comment']);
  });

  it('services with their options', async () => {
    const text = 'a unix - - n - - smtp\nb inet n - n - - smtpd\n  -o c=d\n#  -o e=f\n  -o g=h\n#x\n';
    assert.deepEqual(await folds('master.cf', text), ['1-4']);
  });

  it('nothing in nothing', async () => {
    assert.deepEqual(await folds('main.cf', ''), []);
  });
});
