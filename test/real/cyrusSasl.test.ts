import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { analyse } from '../../server/src/analysis/analyser';
import { saslSecurityOptions } from '../../server/src/rules/system/sasl-security-options';
import { parseSaslConf, saslOption } from '../../server/src/sasl/saslConf';
import { saslWords } from '../../server/src/sasl/words';
import { runs } from '../support/campaign';
import { mailSystem } from '../support/mailServer';
import { notRun } from '../support/notRun';
import { askLibrary, sampleServer } from '../support/sampleServer';
import { expansions, loadSnippets } from '../support/snippetText';

const RUNS = runs(60);

/** What the program calls the words of smtpd_sasl_security_options that it knows. */
const FLAGS: Readonly<Record<string, string>> = {
  noplaintext: 'noplain',
  noactive: 'noactive',
  nodictionary: 'nodict',
  forward_secrecy: 'forwardsec',
};

describe('the real library of Cyrus SASL', function () {
  this.timeout(120_000);
  let program = '';

  before(function () {
    program = sampleServer() ?? '';
    if (program !== '') return;
    notRun('the real library of Cyrus SASL', 'apt-get cannot fetch sasl2-bin');
    this.skip();
  });

  it(`refuses the files in which we see a fault, and no others: ${RUNS} of them`, () => {
    const parts = fc.constantFrom(
      ...[
        'mech_list',
        'PLAIN',
        'log-level',
        ':',
        ': ',
        '=',
        ' ',
        '\t',
        '#',
        '\n',
        '\r\n',
        '\n\n',
        '\f',
        'é',
        '\u00a0',
        '\u3000',
      ],
    );
    const texts = fc.array(parts, { maxLength: 14 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { accepted } = askLibrary(program, text);
        assert.equal(parseSaslConf(text).faults.length === 0, accepted, JSON.stringify(text));
      }),
      { seed: 2, numRuns: RUNS },
    );
  });

  it('keeps the first of a name, whatever the letters', () => {
    const text = 'MECH_list: plain\nmech_list: login\n';
    assert.deepEqual(askLibrary(program, text).mechanisms, ['plain']);
    assert.equal(saslOption(parseSaslConf(text), 'mech_list')?.value, 'plain');
  });

  it('takes quotes and commas for a part of a name', () => {
    for (const value of ['"plain login"', 'plain,login'])
      assert.deepEqual(askLibrary(program, `mech_list: ${value}\n`).mechanisms, []);
  });

  it('offers the mechanisms of each snippet', () => {
    for (const { name, body } of loadSnippets('cyrus-sasl')) {
      for (const { text, choice } of expansions(body)) {
        const list = saslOption(parseSaslConf(text), 'mech_list');
        assert.ok(list, name);
        const wanted = saslWords(list.value, list.valueSpan).map((word) => word.text);
        const { accepted, mechanisms } = askLibrary(program, text);
        assert.ok(accepted, name);
        assert.deepEqual([...mechanisms].sort(), wanted.sort(), `${name} (${choice})`);
      }
    }
  });

  it('leaves out what we say that Postfix forbids', async () => {
    const { mechanisms } = askLibrary(program, '');
    assert.ok(mechanisms.includes('plain') && mechanisms.includes('scram-sha-256'));
    for (const [option, flag] of Object.entries(FLAGS)) {
      for (const mechanism of mechanisms) {
        const conf = `mech_list: ${mechanism}\n`;
        const system = await mailSystem({
          'main.cf': `smtpd_sasl_auth_enable = yes\nsmtpd_sasl_security_options = ${option}, noanonymous\n`,
          'master.cf': 'smtp inet n - n - - smtpd\n',
          'smtpd.conf': conf,
        });
        const isForbidden = [...analyse(system, [saslSecurityOptions]).values()].flat().length > 0;
        const isOffered = askLibrary(program, conf, flag).mechanisms.length > 0;
        if (mechanism !== 'anonymous') assert.equal(isForbidden, !isOffered, `${mechanism} with ${option}`);
      }
    }
  });
});
