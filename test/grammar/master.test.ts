import { specimensOf } from './grammars';

const master = specimensOf('postfix-master');

describe('grammar of master.cf', () => {
  it('each of the eight columns has a scope of its own', () =>
    master`
      | pickup unix n - y 60? 1 pickup
        ^^^^^^ entity.name.function.service
               ^^^^ storage.type.service
                    ^ constant.language.private
                      ^ constant.language.unprivileged
                        ^ constant.language.chroot
                          ^^ constant.numeric.wakeup
                            ^ keyword.operator.wakeup-if-used
                              ^ constant.numeric.process-limit
                                ^^^^^^ entity.name.type.command
      | 127.0.0.1:10025 inet n - n - - smtpd
        ^^^^^^^^^^^^^^^ entity.name.function.service
                                   ^ constant.numeric.wakeup
                                     ^ constant.numeric.process-limit
                                       ^^^^^ entity.name.type.command
      | dovecot unix-dgram - n n - 0 pipe
                ^^^^^^^^^^ storage.type.service
    `);

  it('columns may go on over lines, with comments between them', () =>
    master`
      | smtp inet n
      | # why not
        ^^^^^^^^^ comment.line.number-sign
      |   - n - -
          ^ constant.language.unprivileged
            ^ constant.language.chroot
              ^ constant.numeric.wakeup
                ^ constant.numeric.process-limit
      |   smtpd
          ^^^^^ entity.name.type.command
      | next unix n - n - - smtp
        ^^^^ entity.name.function.service
    `);

  it('values that master or postconf refuse', () =>
    master`
      | smtp tcp Y no － -? 5k smtpd
             ^^^ invalid.illegal.type
                 ^ invalid.illegal.private
                   ^^ invalid.illegal.unprivileged
                      ^ invalid.illegal.chroot
                        ^^ invalid.illegal.wakeup
                           ^^ invalid.illegal.process-limit
                              ^^^^^ entity.name.type.command
    `);

  it('commented-out services and options are comments', () =>
    master`
      | smtp inet n - y - - smtpd
      | #smtps inet n - y - - smtpd
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign !entity
      | #  -o smtpd_tls_wrappermode=yes
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign !keyword
      |   #-o syslog_name=x
          ^^^^^^^^^^^^^^^^^ comment.line.number-sign
      |   -o smtpd_sasl_auth_enable=yes
          ^^ keyword.other.option
             ^^^^^^^^^^^^^^^^^^^^^^ support.type.property-name
                                   ^ keyword.operator.assignment
                                    ^^^ constant.language.boolean
    `);

  it('-o name=value, one word', () =>
    master`
      | smtp inet n - y - - smtpd -v -D -o a=permit_mynetworks,reject -o content_filter= -o x=\${y?{1 2}:{3}} z
                                  ^^ keyword.other.option
                                     ^^ keyword.other.option
                                        ^^ keyword.other.option
                                           ^ support.type.property-name
                                             ^^^^^^^^^^^^^^^^^ support.function.restriction.permit
                                                              ^ punctuation.separator.list
                                                               ^^^^^^ support.function.restriction.reject
                                                                         ^^^^^^^^^^^^^^ support.type.property-name
                                                                                         ^^ keyword.other.option
                                                                                               ^^ punctuation.definition.template-expression.begin
                                                                                                   ^ punctuation.section.braces.begin
                                                                                                            ^ punctuation.definition.template-expression.end !meta.branch
                                                                                                              ^ string.unquoted !meta.option
    `);

  it('the word after -o may stand on the next line, and may be attached', () =>
    master`
      | smtp inet n - y - - smtpd -o
      |   # between
          ^^^^^^^^^ comment.line.number-sign
      |   soft_bounce=yes -osoft_bounce=no
          ^^^^^^^^^^^ support.type.property-name
                      ^^^ constant.language.boolean
                          ^^ keyword.other.option
                            ^^^^^^^^^^^ support.type.property-name
    `);

  it('-o { name = value }, also over lines', () =>
    master`
      | submission inet n - y - - smtpd
      |   -o { smtpd_client_restrictions = permit_sasl_authenticated,
             ^ punctuation.section.braces.begin
               ^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.property-name
                                         ^ keyword.operator.assignment
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ support.function.restriction.permit
      |        reject } -o { no_value }
               ^^^^^^ support.function.restriction.reject meta.option
                      ^ punctuation.section.braces.end
                        ^^ keyword.other.option
                             ^^^^^^^^ invalid.illegal.missing-equals
      |   -o syslog_name=postfix/submission
             ^^^^^^^^^^^ support.type.property-name
    `);

  it('blanks around the equals sign of -o are a mistake', () =>
    master`
      | smtp inet n - y - - smtpd -o soft_bounce = yes
                                     ^^^^^^^^^^^ invalid.illegal.missing-equals
                                                 ^ !keyword.operator.assignment
    `);

  it('the attributes of pipe(8); argv runs to the end of the entry', () =>
    master`
      | maildrop unix - n n - - pipe -v flags=DRXhu user=vmail:vmail
                                     ^^ keyword.other.option
                                        ^^^^^ entity.other.attribute-name
                                             ^ keyword.operator.assignment
                                              ^^^^^ constant.other.flags
                                                    ^^^^ entity.other.attribute-name
                                                         ^^^^^^^^^^^ string.unquoted
      |   argv=/usr/bin/maildrop -d \${recipient} -o user=x
          ^^^^ entity.other.attribute-name
               ^^^^^^^^^^^^^^^^^ string.unquoted.path
                                 ^^ constant.other.option !keyword
                                       ^^^^^^^^^ variable.other.readwrite
                                                  ^^ constant.other.option !keyword
                                                     ^^^^ !entity.other.attribute-name meta.argv
      | policy unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd
                              ^^^^^ entity.name.type.command
                                                ^^^^ entity.other.attribute-name
    `);

  it('an unclosed brace does not colour the next service', () =>
    master`
      | smtp inet n - y - - smtpd -o { a = \${b
      | pickup unix n - y 60 1 pickup
        ^^^^^^ entity.name.function.service !meta.option
                    ^ constant.language.private
    `);
});
