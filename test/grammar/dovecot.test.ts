import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { scanDovecotLines } from '../../server/src/dovecot/lines';
import { notRun } from '../support/notRun';
import { hasScope, loadGrammar, REPOSITORY, specimensOf, tokenizeLines } from './grammars';

const dovecot = specimensOf('dovecot');

describe('grammar of dovecot.conf', () => {
  it('settings and their values', () =>
    dovecot`
      | ssl = required # why
        ^^^ support.type.property-name meta.setting
            ^ keyword.operator.assignment
              ^^^^^^^^ constant.language
                       ^^^^^ comment.line.number-sign
      |   vsz_limit = 1 G
                      ^ constant.numeric.integer
                        ^ keyword.other.unit
      | default_idle_kill=1mins
        ^^^^^^^^^^^^^^^^^ support.type.property-name
                          ^ constant.numeric.integer
                           ^^^^ keyword.other.unit
      | listen = 192.0.2.1, ::
                 ^^^^^^^^^ constant.numeric.address.ipv4
      | service/imap/vsz_limit = 1G
        ^^^^^^^ support.type.property-name
                                 ^ constant.numeric.integer
                                  ^ keyword.other.unit
      | "SORT=DISPLAY" = no
        ^^^^^^^^^^^^^^ support.type.property-name
                         ^^ constant.language
    `);

  it('files, paths, quotes', () =>
    dovecot`
      | ssl_cert = < /etc/ssl/cert.pem
                   ^ keyword.operator.file
                     ^^^^^^^^^^^^^^^^^ string.unquoted.path
      | mail_location = maildir:~/Maildir:INDEX=/x
                        ^^^^^^^^ string.unquoted !string.unquoted.path
                                ^^^^^^^^^ string.unquoted.path
      | login_greeting = "a \"b\" # c"
                         ^ string.quoted
                            ^^ constant.character.escape
                                  ^ string.quoted !comment
    `);

  it('variables of both lines', () =>
    dovecot`
      | mail_plugins = $mail_plugins quota
                       ^ punctuation.definition.variable
                        ^^^^^^^^^^^^ variable.other.readwrite
                                     ^^^^^ string.unquoted
      | mail_plugins = $SET:mail_plugins
                        ^^^ keyword.other.provider
                            ^^^^^^^^^^^^ variable.other.readwrite
      | mail_path = /x/%{user | domain | lower}/%{env:HOME}
                       ^^ punctuation.definition.template-expression.begin
                                       ^ constant.other.placeholder
                                                  ^^^ keyword.other.provider
      | mail_home = /home/%Ld/%n
                          ^^^ constant.other.placeholder
                             ^ !constant.other.placeholder
                              ^^ constant.other.placeholder
    `);

  it('blocks, filters, groups', () =>
    dovecot`
      | service auth {
        ^^^^^^^ entity.name.type.block
                ^^^^ entity.name.section
                     ^ punctuation.section.block.begin
      |   unix_listener /var/spool/postfix/private/auth { # Postfix
          ^^^^^^^^^^^^^ entity.name.type.block
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ entity.name.section
                                                          ^^^^^^^^^ comment
      |     mode = 0660
            ^^^^ support.type.property-name
      |   }
          ^ punctuation.section.block.end
      | } # end
          ^^^^^ comment
      | protocol !imap {
        ^^^^^^^^ keyword.control.filter
                 ^ keyword.operator.negation
                 ^^^^^ entity.name.section
      | mailbox "Sent Messages" {
                ^^^^^^^^^^^^^^^ entity.name.section
      |   special_use = \Sent
                        ^^^^^ support.constant.special-use
      | group @metric_defaults mine {
        ^^^^^ keyword.control.group
              ^^^^^^^^^^^^^^^^ variable.other.group
                               ^^^^ entity.name.section
      | @metric_defaults = mine
        ^^^^^^^^^^^^^^^^ variable.other.group
    `);

  it('shows what both versions refuse', () =>
    dovecot`
      | service auth { vsz_limit = 1G }
                     ^ punctuation.section.block.begin
                       ^^^^^^^^^^^^^^ invalid.illegal.one-line-block
      | } else
          ^^^^ invalid.illegal.after-block
    `);

  it('includes', () =>
    dovecot`
      | !include conf.d/*.conf # all
        ^^^^^^^^ keyword.control.include
                 ^^^^^^^ string.unquoted.path
                        ^ keyword.operator.wildcard
                               ^^^^^ comment
      | !include_try local.conf
        ^^^^^^^^^^^^ keyword.control.include
    `);

  it('a backslash goes on, a comment or a blank line does not', () =>
    dovecot`
      | mail_plugins = quota \
                             ^ punctuation.separator.continuation
      |   acl = x
          ^^^ string.unquoted !support.type.property-name
      | query = SELECT \ # one
                ^^^^^^ keyword.other.sql
                         ^^^^^ comment
      |   FROM users
          ^^^^ keyword.other.sql
      | a = b \
      | # lost
        ^^^^^^ comment
      | c = d
        ^ support.type.property-name
    `);
});

/** What the parser takes for a comment or for a beginning must look like one. */
async function assertAgreement(text: string): Promise<void> {
  const tokenized = tokenizeLines(await loadGrammar('dovecot'), text.split('\n'));
  const { lines } = scanDovecotLines(text);
  for (const [number, { text: line, tokens }] of tokenized.entries()) {
    let covered = 0;
    for (const token of tokens) {
      assert.equal(token.startIndex, covered, `a gap in line ${number + 1}: ${line}`);
      covered = token.endIndex;
    }
    const kind = lines.kindOf(number) ?? 'blank';
    const has = (scope: string): boolean => tokens.some((token) => hasScope(token, scope));
    const first = tokens.find(({ startIndex, endIndex }) => line.slice(startIndex, endIndex).trim() !== '');
    const begins = first !== undefined && hasScope(first, 'comment');
    assert.equal(begins, kind === 'comment', `line ${number + 1} (${kind}): ${line}`);
    const named = [
      'support.type.property-name',
      'entity.name.type',
      'keyword.control',
      'variable.other.group',
    ];
    if (kind === 'continuation') {
      assert.ok(!named.slice(0, 3).some(has), `line ${number + 1} goes on: ${line}`);
    }
    if (kind === 'first' && /^\s*[\w/]+\s*=/.test(line))
      assert.ok(has('support.type.property-name'), `line ${number + 1} begins: ${line}`);
  }
}

describe('the grammar agrees with the parser on lines of dovecot.conf', () => {
  const nasty: Readonly<Record<string, string>> = {
    continuations: 'a = b \\\n  c = d\ne = f \\\n\ng = h \\\n# x\ni = j',
    quotes: 'a = "b # c\nd = e\nf = it\'s # g\nh = "i \\\n# j\nk = l',
    'backslashes in quotes': 'a = "b\\\nc = d"\ne = f\\"\ng = h',
    'carriage returns': 'a = b \\\r\n  c\r\n# d\r\ne = f\r\n',
  };
  for (const [title, text] of Object.entries(nasty)) it(title, () => assertAgreement(text));

  for (const unit of ['{', '%{', '"', "'", '\\', '$', '%', '#', '<', '1', 'a ', '!include ', '= ']) {
    it(`a line of ${unit} again and again comes to an end`, async () => {
      const text = `a = ${unit.repeat(2000)}\n${unit.repeat(2000)}\n`;
      assert.equal(tokenizeLines(await loadGrammar('dovecot'), text.split('\n')).length, 3);
    });
  }
});

describe('indentation of dovecot.conf', () => {
  const path = join(REPOSITORY, 'syntaxes', 'dovecot.language-configuration.json');
  const { indentationRules } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly indentationRules: Readonly<Record<'increaseIndentPattern' | 'decreaseIndentPattern', string>>;
  };
  const increase = new RegExp(indentationRules.increaseIndentPattern);
  const decrease = new RegExp(indentationRules.decreaseIndentPattern);

  it('grows behind a brace that ends its line', () => {
    for (const line of ['service auth {', '  unix_listener x { # y']) assert.match(line, increase);
    for (const line of ['a = b', '# x {', 'mail_path = %{home}', '}']) assert.doesNotMatch(line, increase);
  });

  it('shrinks at a closing brace', () => {
    assert.match('  }', decrease);
    assert.doesNotMatch('a = }', decrease);
  });
});

const CORPUS = join(REPOSITORY, '..', 'shared', 'corpus', 'given');

if (existsSync(CORPUS)) {
  describe('the grammar of dovecot.conf over files from the field', () => {
    const files = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && entry.parentPath.includes('dovecot') && /\.conf(\.ext)?$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name));
    it('there are some', () => assert.ok(files.length > 20));
    for (const path of files) {
      it(relative(CORPUS, path), () => assertAgreement(readFileSync(path, 'utf8')));
    }
  });
} else {
  notRun('the grammar of dovecot.conf over files from the field', 'there is no ../shared/corpus/given');
}
