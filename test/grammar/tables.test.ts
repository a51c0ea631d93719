import { specimensOf } from './grammars';

describe('grammars of lookup tables', () => {
  it('keys, actions and their texts', () =>
    specimensOf('postfix-table')`
      | # who may send
        ^^^^^^^^^^^^^^ comment.line.number-sign
      | spam@example.com  REJECT go away # now
        ^^^^^^^^^^^^^^^^ entity.name.tag.key
            ^ punctuation.separator.address
                          ^^^^^^ keyword.control.action
                                 ^^ !keyword.control.action !comment
                                         ^ !comment
      | example.org 550 5.7.1 no
                    ^^^ keyword.control.action
      | example.net okay
                    ^^^^ !keyword.control.action
      | 192.0.2 permit_sasl_authenticated
        ^^^^^^^ entity.name.tag.key
                ^^^^^^^^^^^^^^^^^^^^^^^^^ support.function
      | "a b"@example.com joe
        ^^^^^^^^^^^^^^^^^ entity.name.tag.key
                          ^^^ string.unquoted
    `);

  it('addresses over several lines, transports, hosts', () =>
    specimensOf('postfix-table')`
      | info@example.com joe@example.net,
                         ^^^^^^^^^^^^^^^ string.unquoted.address
                                        ^ punctuation.separator.list
      | # inside
        ^^^^^^^^ comment.line.number-sign
      |   ann
          ^^^ string.unquoted !entity.name.tag
      | example.com smtp:[mail.example.com]:587
                    ^^^^ entity.name.function.transport
                        ^ punctuation.separator.transport
      | example.org :
                    ^ punctuation.separator.transport
    `);

  it('aliases', () =>
    specimensOf('postfix-aliases')`
      | postmaster: root
        ^^^^^^^^^^ entity.name.tag.key
                  ^ punctuation.separator.key-value
                    ^^^^ string.unquoted
      | "two words": joe, :include:/etc/mail/list
        ^^^^^^^^^^^ entity.name.tag.key
                          ^^^^^^^^^ keyword.control.include
                                   ^^^^^^^^^^^^^^ string.unquoted.path
      | list: "|/usr/bin/mailman post", /var/mail/archive
              ^ punctuation.definition.string.begin
               ^ keyword.operator.pipe
                ^^^^^^^^^^^^^^^^^^^^^ string.quoted.command
                                        ^^^^^^^^^^^^^^^^^ string.unquoted.path
    `);

  it('patterns with their flags, conditions and groups', () =>
    specimensOf('postfix-regexp')`
      | if /^Subject:/
        ^^ keyword.control.conditional
           ^ punctuation.definition.regexp.begin
            ^ string.regexp keyword.control.anchor
                     ^ punctuation.definition.regexp.end
      | /^(.*)\/[a-z]+$/i  REDIRECT \${1}@example.com
         ^ string.regexp
              ^^ constant.character.escape
                       ^ punctuation.definition.regexp.end
                        ^ keyword.other.flags
                           ^^^^^^^^ keyword.control.action
                                     ^^^^ variable.other.group
      | !/a/ DUNNO
        ^ keyword.operator.negation
             ^^^^^ keyword.control.action
      | /a/!/b/ OK
           ^ keyword.operator.negation
             ^ string.regexp
      | endif
        ^^^^^ keyword.control.conditional
      | what is this
        ^^^^^^^^^^^^ invalid.illegal.request
    `);

  it('networks', () =>
    specimensOf('postfix-cidr')`
      | 192.0.2.0/24  REJECT
        ^^^^^^^^^ constant.numeric.network
                 ^ keyword.operator.prefix
                      ^^^^^^ keyword.control.action
      | [2001:db8::]/32 OK
        ^ punctuation.section.brackets
      | if !10.0.0.0/8
        ^^ keyword.control.conditional
           ^ keyword.operator.negation
            ^^^^^^^^ constant.numeric.network
      | endif
        ^^^^^ keyword.control.conditional
    `);
});
