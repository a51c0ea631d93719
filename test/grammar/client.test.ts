import { specimensOf } from './grammars';

const client = specimensOf('postfix-client');

describe('grammar of lookup client files', () => {
  it('SQL clients', () =>
    client`
      | # comment
        ^^^^^^^^^ comment.line.number-sign
      | hosts = unix:/run/mysqld/mysqld.sock 127.0.0.1
        ^^^^^ support.type.property-name
                     ^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.path
                                             ^^^^^^^^^ constant.numeric.address.ipv4
      | password = pa$word#1
                   ^^^^^^^^^ string.unquoted !variable !comment
      | query = SELECT 1 FROM users
                ^^^^^^ keyword.other.sql
                       ^ constant.numeric.integer
                         ^^^^ keyword.other.sql
      | # inside
        ^^^^^^^^ comment.line.number-sign
      |   WHERE email='%s' AND lower('%d')
          ^^^^^ keyword.other.sql
                     ^ keyword.operator.sql
                      ^ string.quoted.single.sql
                       ^^ constant.other.placeholder
                           ^^^ keyword.other.sql
                               ^^^^^ support.function.sql
      | domain = 'open
      | dbname = mail
        ^^^^^^ support.type.property-name
    `);

  it('LDAP clients', () =>
    client`
      | server_host = ldap://ldap.example.org:389
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.url
      | search_base = ou=people,dc=%d
                                   ^^ constant.other.placeholder
      | query_filter = (&(objectClass=mailUser)(mail=%u@%d))
                       ^ punctuation.section.parens.begin
                        ^ keyword.operator.logical
                         ^ punctuation.section.parens.begin
                          ^^^^^^^^^^^ entity.other.attribute-name
                                     ^ keyword.operator.comparison
                                      ^^^^^^^^ string.unquoted
                                              ^ punctuation.section.parens.end
                                                     ^^ constant.other.placeholder
                                                       ^ string.unquoted
                                                        ^^ constant.other.placeholder
      | start_tls = yes
                    ^^^ constant.language.boolean
      | timeout = 10
                  ^^ constant.numeric.integer
    `);

  it('shows a line that Postfix refuses', () =>
    client`
      | hosts localhost
              ^^^^^^^^^ invalid.illegal.missing-equals
    `);
});
