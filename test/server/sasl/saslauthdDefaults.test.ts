import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { flagsOf } from '../../../server/src/sasl/flags';
import { parseSaslauthdDefaults, saslauthdSetting } from '../../../server/src/sasl/saslauthdDefaults';

describe('what saslauthd is started with', () => {
  it('is read as a shell does', () => {
    const text =
      'START=yes # c\nMECH = pam\nexport OPTIONS="-c\n -m /run/x"\nNAME=\'a b\'\nE=\nH=a#b\nM="a"b\nif x; then\n';
    const { settings, unclosed, lines } = parseSaslauthdDefaults(text);
    assert.deepEqual(
      settings.map(({ name, value, blanks }) => [name, value, blanks.length]),
      [
        ['START', 'yes', 0],
        ['MECH', 'pam', 2],
        ['OPTIONS', '-c\n -m /run/x', 0],
        ['NAME', 'a b', 0],
        ['E', '', 0],
        ['H', 'a#b', 0],
        ['M', '"a"b', 0],
      ],
    );
    assert.deepEqual(unclosed, []);
    assert.equal(lines.kindOf(3), 'continuation');
    for (const { name, nameSpan } of settings) assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
  });

  it('finds a quote that nothing closes', () => {
    assert.deepEqual(parseSaslauthdDefaults('A="x\nB=1\n').unclosed, [{ start: 2, end: 3 }]);
    assert.deepEqual(parseSaslauthdDefaults('A="x"\nB=""\n').unclosed, []);
  });

  it('keeps the last of a name', () => {
    assert.equal(saslauthdSetting(parseSaslauthdDefaults('A=1\nA=2\n'), 'A')?.value, '2');
  });

  it('reads arguments as getopt does', () => {
    const flags = flagsOf(parseSaslauthdDefaults('OPTIONS="-cr -n5 -m /x -q -t"\n'));
    assert.deepEqual(
      flags.map(({ name, argument, problem }) => [name, argument?.text, problem]),
      [
        ['-c', undefined, undefined],
        ['-r', undefined, undefined],
        ['-n', '5', undefined],
        ['-m', '/x', undefined],
        ['-q', undefined, 'unknown'],
        ['-t', undefined, 'no-argument'],
      ],
    );
  });

  it('reads any text, and prints it again', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'AB="\'\\# \n\t;$-'), maxLength: 60 });
    fc.assert(
      fc.property(texts, (any) => {
        const { lines, settings, unclosed } = parseSaslauthdDefaults(any);
        assert.equal([...lines].map(({ start, next }) => any.slice(start, next)).join(''), any);
        for (const { valueSpan } of settings) assert.ok(valueSpan.start <= valueSpan.end);
        assert.ok(unclosed.every(({ end }) => end <= any.length));
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });
});
