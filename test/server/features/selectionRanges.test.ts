import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from '../../../server/src/features/selectionRanges';
import type { Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

async function grown(marked: string | Files): Promise<readonly string[]> {
  const { target, caret } = await targetAt(marked);
  const [first] = selectionRanges(target, [caret]);
  const texts: string[] = [];
  for (let range: SelectionRange | undefined = first; range; range = range.parent)
    texts.push(target.document.getText(range.range));
  return texts;
}

describe('selection ranges', () => {
  it('grow from a name to the file', async () => {
    assert.deepEqual(await grown('# --- a ---\nb = c, $d<|>e\n\n# --- x ---\ny = z\n'), [
      '',
      'de',
      '$de',
      'c, $de',
      'b = c, $de',
      '# --- a ---\nb = c, $de',
      '# --- a ---\nb = c, $de\n\n# --- x ---\ny = z\n',
    ]);
  });

  it('grow from a value to the option and the service', async () => {
    const text = 'a unix - - n - - smtp\n';
    assert.deepEqual(await grown({ 'master.cf': `${text}b unix - - n - - smtp\n  -o { c = d<|>, e }\n` }), [
      '',
      'd',
      'd, e',
      '-o { c = d, e }',
      'b unix - - n - - smtp\n  -o { c = d, e }',
      `${text}b unix - - n - - smtp\n  -o { c = d, e }\n`,
    ]);
  });

  it('in a comment', async () => {
    assert.deepEqual(await grown('# a<|>b\nc = d\n'), ['', '# ab', '# ab\nc = d\n']);
  });
});
