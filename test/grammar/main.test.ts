import { specimensOf } from './grammars';

const main = specimensOf('postfix-main');

describe('grammar of main.cf', () => {
  describe('logical lines', () => {
    it('names, equals signs and values', () =>
      main`
        | myhostname = mx.example.org
          ^^^^^^^^^^ support.type.property-name meta.setting
                     ^ keyword.operator.assignment
                       ^^^^^^^^^^^^^^ string.unquoted !support.type.property-name
        | soft_bounce=no
          ^^^^^^^^^^^ support.type.property-name
                     ^ keyword.operator.assignment
                      ^^ constant.language.boolean
        | 日志 = 1
          ^^ support.type.property-name
      `);

    it('a value goes on over indented lines, comments and blank lines', () =>
      main`
        | mydestination = $myhostname,
        | # this comment does not end the list
          ^ punctuation.definition.comment
          ^^^^^^^^^^^^^^^^^^ comment.line.number-sign
        |
        |     # nor does this one
          ^^^^ !comment
              ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign
        |     localhost
              ^^^^^^^^^ string.unquoted meta.setting !comment
        | myorigin = $mydomain
          ^^^^^^^^ support.type.property-name
      `);

    it('a number sign after text is data, not a comment', () =>
      main`
        | relayhost = mail.example.org # not a comment
                                       ^ !comment string.unquoted
                                               ^^^^^^^ !comment string.unquoted
        | mail#box = x
          ^^^^^^^^ support.type.property-name !comment
      `);

    it('the equals sign may stand on a continuation line, later ones belong to the value', () =>
      main`
        | smtpd_banner
        |   = ESMTP
            ^ keyword.operator.assignment
              ^^^^^ string.unquoted
        | a == b
            ^ keyword.operator.assignment
             ^ string.unquoted
      `);

    it('shows what Postfix refuses or drops', () =>
      main`
        |   indented = first
            ^^^^^^^^^^^^^^^^ invalid.illegal.indented-first-line
        | = no name
          ^^^^^^^^^ invalid.illegal.missing-name
        | mydomain example.org
          ^^^^^^^^ support.type.property-name
                   ^^^^^^^^^^^ invalid.illegal.missing-equals
      `);
  });

  describe('expansion', () => {
    it('the simple forms', () =>
      main`
        | x = $name \${name} $(name) $$ $
              ^^^^^ variable.other.readwrite
              ^ punctuation.definition.variable
                     ^^ punctuation.definition.template-expression.begin
                       ^^^^ variable.other.readwrite meta.template.expression
                           ^ punctuation.definition.template-expression.end
                             ^^ punctuation.definition.template-expression.begin
                               ^^^^ variable.other.readwrite
                                   ^ punctuation.definition.template-expression.end
                                     ^^ constant.character.escape
                                        ^ string.unquoted !variable
      `);

    it('unbraced text runs to the closing bracket', () =>
      main`
        | x = \${name?a:b}c
                 ^^^^ variable.other.readwrite
                     ^ keyword.operator.ternary
                      ^^^ string.unquoted !keyword meta.template.expression
                         ^ punctuation.definition.template-expression.end
                          ^ string.unquoted !meta.template.expression
        | y = $(name:deep (er) text) out
                    ^ keyword.operator.ternary
                          ^^^^^^^^^ meta.template.expression
                                   ^ punctuation.definition.template-expression.end
                                     ^^^ string.unquoted !meta.template.expression
      `);

    it('ternaries and comparisons, nested and over lines', () =>
      main`
        | x = \${stress?{10}:{\${idle}00}}s
                 ^^^^^^ variable.other.readwrite
                       ^ keyword.operator.ternary
                        ^ punctuation.section.braces.begin
                         ^^ constant.numeric.integer meta.branch
                           ^ punctuation.section.braces.end
                            ^ keyword.operator.ternary
                               ^^ punctuation.definition.template-expression.begin
                                 ^^^^ variable.other.readwrite
                                          ^ string.unquoted !meta.template.expression
        | y = \${{$compatibility_level} <level {3.6}
                  ^^^^^^^^^^^^^^^^^^^^ variable.other.readwrite
                                        ^ keyword.operator.comparison
                                         ^^^^^ keyword.operator.comparison.level
        |     ? {md5}
              ^ keyword.operator.ternary
                 ^^^ string.unquoted meta.branch
        |     : {sha256}} tail
                        ^ punctuation.definition.template-expression.end
                          ^^^^ string.unquoted !meta.template.expression
      `);

    it('a function of 3.11, and characters that no name may have', () =>
      main`
        | x = \${domain_to_ascii{$mydomain}} \${foo-bar}
                 ^^^^^^^^^^^^^^^ support.function.expansion
                                 ^^^^^^^^^ variable.other.readwrite
                                                   ^ invalid.illegal.expansion
      `);

    it('an unclosed bracket does not colour the next setting', () =>
      main`
        | x = \${{a} == {b
        | y = inline:{ {
        | z = $(open
        | w = regexp:{ { /open/
        | myorigin = /etc/mailname
          ^^^^^^^^ support.type.property-name !meta.template.expression !meta.braces
                   ^ keyword.operator.assignment
      `);
  });

  describe('values', () => {
    it('lookup tables', () =>
      main`
        | alias_maps = hash:/etc/aliases, proxy:mysql:/etc/postfix/users.cf ldap:people
                       ^^^^ support.type.table
                           ^ punctuation.separator.table
                            ^^^^^^^^^^^^ string.unquoted.path
                                        ^ punctuation.separator.list
                                          ^^^^^ support.type.table
                                                ^^^^^ support.type.table
                                                      ^^^^^^^^^^^^^^^^^^^^^ string.unquoted.path
                                                                            ^^^^ support.type.table
                                                                                 ^^^^^^ string.unquoted
        | virtual_alias_maps = $default_database_type:/etc/postfix/virtual
                               ^^^^^^^^^^^^^^^^^^^^^^ variable.other.readwrite
                                                     ^ punctuation.separator.table
                                                      ^^^^^^^^^^^^^^^^^^^^ string.unquoted.path
        | x = inline:{ user=OK, { other = REJECT too noisy } }
              ^^^^^^ support.type.table
                     ^ punctuation.section.braces.begin
                       ^^^^ entity.other.attribute-name
                           ^ keyword.operator.assignment
                                  ^^^^^ entity.other.attribute-name
                                                           ^ punctuation.section.braces.end
        | y = unionmap:{hash:/a, static:5000}
                        ^^^^ support.type.table
                                 ^^^^^^ support.type.table
                                        ^^^^ constant.numeric.integer
        | z = pcre:{{!/^\w{2}\/x/i REJECT $1}, {if /a b/} {endif}}
                     ^ keyword.operator.negation
                      ^^^^^^^^^^^ string.regexp
                                 ^ keyword.other.flags
                                          ^^ variable.other.readwrite
                                                ^^ keyword.control
                                                   ^^^^^ string.regexp
                                                           ^^^^^ keyword.control
      `);

    it('restrictions, each by what it does', () =>
      main`
        | smtpd_recipient_restrictions = permit_mynetworks,
                                         ^^^^^^^^^^^^^^^^^ support.function.restriction.permit
        |     warn_if_reject reject_rbl_client zen.example.org,
              ^^^^^^^^^^^^^^ support.function.restriction.modifier
                             ^^^^^^^^^^^^^^^^^ support.function.restriction.reject
                                               ^^^^^^^^^^^^^^^ string.unquoted
        |     check_sender_access hash:/etc/postfix/senders
              ^^^^^^^^^^^^^^^^^^^ support.function.restriction.check
        |     defer_unauth_destination reject
              ^^^^^^^^^^^^^^^^^^^^^^^^ support.function.restriction.reject
                                       ^^^^^^ support.function.restriction.reject
        | x = reject-me.example.org permit.example.org
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ !support.function
      `);

    it('addresses and networks', () =>
      main`
        | mynetworks = 127.0.0.0/8 [::1]/128 [2001:db8::]/32 !10.0.0.1, 2001:db8::1
                       ^^^^^^^^^ constant.numeric.address.ipv4
                                ^ keyword.operator.prefix-length
                                 ^ constant.numeric.prefix-length
                                    ^^^ constant.numeric.address.ipv6
                                         ^^^ constant.numeric.prefix-length
                                              ^^^^^^^^^^ constant.numeric.address.ipv6
                                                             ^ keyword.operator.negation
                                                              ^^^^^^^^ constant.numeric.address.ipv4
                                                                        ^^^^^^^^^^^ constant.numeric.address.ipv6
        | relayhost = [mail.example.org]:587
                      ^ punctuation.section.brackets.begin
                       ^^^^^^^^^^^^^^^^ string.unquoted
                                       ^ punctuation.section.brackets.end
        | smtpd_milters = inet:127.0.0.1:11332, unix:/run/milter.sock
                          ^^^^ support.type.endpoint
                               ^^^^^^^^^ constant.numeric.address.ipv4
                                                ^^^^ support.type
                                                     ^^^^^^^^^^^^^^^^ string.unquoted.path
        | x = a1.2.3.4 12:30:45
              ^^^^^^^^ !constant.numeric
      `);

    it('numbers with units, booleans in any case, well-known words', () =>
      main`
        | maximal_queue_lifetime = 5d
                                   ^ constant.numeric.integer
                                    ^ keyword.other.unit
        | message_size_limit = 52428800
                               ^^^^^^^^ constant.numeric.integer
        | smtpd_use_tls = YES
                          ^^^ constant.language.boolean
        | smtpd_tls_security_level = may
                                     ^^^ support.constant.value
        | smtpd_tls_protocols = >=TLSv1.2, !SSLv3
                                ^^ keyword.operator.comparison
                                  ^^^^^^^ support.constant.protocol
                                           ^ keyword.operator.negation
                                            ^^^^^ support.constant.protocol
        | x = 10minutes yesterday 5dd
              ^^^^^^^^^^^^^^^^^^^^^^^ !constant
      `);

    it('transports and the sockets behind them', () =>
      main`
        | virtual_transport = lmtp:unix:private/dovecot-lmtp
                              ^^^^ support.type.endpoint
                                   ^^^^ support.type
                                        ^^^^^^^^^^^^^^^^^^^^ string.unquoted
      `);
  });
});
