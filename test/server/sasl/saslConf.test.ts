import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseSaslConf, saslOption } from '../../../server/src/sasl/saslConf';

describe('smtpd.conf', () => {
  const text = '# login\n\n  PWCHECK_method:saslauthd \nmech_list: plain login\t\r\nmech_list: cram-md5';
  const conf = parseSaslConf(text);

  it('has an option a line, of which the first of a name rules', () => {
    assert.deepEqual(
      conf.options.map(({ name, value }) => [name, value]),
      [
        ['pwcheck_method', 'saslauthd'],
        ['mech_list', 'plain login'],
        ['mech_list', 'cram-md5'],
      ],
    );
    assert.equal(saslOption(conf, 'mech_list')?.value, 'plain login');
    assert.deepEqual(conf.faults, []);
  });
  it('knows where each stands', () => {
    for (const { value, valueSpan, name, nameSpan } of conf.options) {
      assert.equal(text.slice(valueSpan.start, valueSpan.end), value);
      assert.equal(text.slice(nameSpan.start, nameSpan.end).toLowerCase(), name);
    }
  });
  it('reads any text, each line as a blank, a comment, an option or a fault', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ab: #\n\r\t=-,'), maxLength: 60 });
    fc.assert(
      fc.property(texts, (any) => {
        const { lines, options, faults } = parseSaslConf(any);
        const told = [...lines].filter(({ kind }) => kind === 'first').length;
        assert.equal(options.length + faults.length, told);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
