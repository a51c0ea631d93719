import assert from 'node:assert/strict';
import { loadGrammar, specimensOf, tokenizeLines } from './grammars';

const sasl = specimensOf('cyrus-sasl');
const saslauthd = specimensOf('saslauthd');

describe('grammar of smtpd.conf', () => {
  it('options, values, comments', () =>
    sasl`
      | # how clients log in
        ^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign
      |   pwcheck_method: saslauthd
          ^^^^^^^^^^^^^^ support.type.property-name meta.setting
                        ^ punctuation.separator.key-value
                          ^^^^^^^^^ string.unquoted
      | auto_transition:no
                        ^^ constant.language
      | log_level: 7
                   ^ constant.numeric.integer
      | saslauthd_path: /run/saslauthd/mux
                        ^^^^^^^^^^^^^^^^^^ string.unquoted.path
      | sql_select: SELECT p FROM u WHERE l = '%u@%r'
                                               ^^ variable.parameter
                                                  ^^ variable.parameter
    `);

  it('what the library refuses', () =>
    sasl`
      | mech_list = plain
        ^^^^^^^^^^^^^^^^^ invalid.illegal
      | mech_list:
        ^^^^^^^^^^ invalid.illegal
    `);
});

describe('grammar of what saslauthd is started with', () => {
  it('assignments', () =>
    saslauthd`
      | START=yes # c
        ^^^^^ support.type.property-name
             ^ keyword.operator.assignment
              ^^^ constant.language
                  ^^^ comment
      | export THREADS=5
        ^^^^^^ keyword.other
                       ^ constant.numeric.integer
      | OPTIONS="-c -m /run/x"
                 ^^ keyword.other.flag
                    ^^ keyword.other.flag
                       ^^^^^^ string.quoted.double
    `);

  it('a quoted value goes on over lines', async () => {
    const lines = tokenizeLines(await loadGrammar('saslauthd'), ['OPTIONS="-c', ' -m /x"', 'A=1']);
    const scopes = lines.map(({ tokens }) => tokens.at(-1)?.scopes.join(' ') ?? '');
    assert.match(scopes[0] ?? '', /string\.quoted\.double/);
    assert.match(scopes[1] ?? '', /string\.quoted\.double/);
    assert.doesNotMatch(scopes[2] ?? '', /string\.quoted/);
  });
});
