import { specimensOf } from './grammars';

const passwd = specimensOf('dovecot-passwd');

describe('grammar of a passwd-file', () => {
  it('a line with all columns', () =>
    passwd`
      | joe@example.com:{BLF-CRYPT}$2y$x:5000:5001:Joe Q:/home/joe:/bin/sh:allow_nets=::1 nologin
        ^^^^^^^^^^^^^^^ entity.name.tag.user
                       ^ punctuation.separator
                        ^ punctuation.definition.scheme.begin
                         ^^^^^^^^^ storage.type.scheme
                                  ^ punctuation.definition.scheme.end
                                   ^^^^^ string.unquoted.password
                                         ^^^^ constant.numeric.uid
                                              ^^^^ constant.numeric.gid
                                                   ^^^^^ string.unquoted.gecos
                                                         ^^^^^^^^^ string.unquoted.path
                                                                   ^^^^^^^ string.unquoted.shell
                                                                           ^^^^^^^^^^ support.type.property-name
                                                                                     ^ keyword.operator.assignment
                                                                                      ^^^ string.unquoted
                                                                                          ^^^^^^^ support.type.property-name
    `);

  it('short lines, comments, and lines without a user', () =>
    passwd`
      | # who may log in
        ^^^^^^^^^^^^^^^^ comment.line.number-sign
      | joe:$6$a$b
        ^^^ entity.name.tag.user
            ^^^^^^ string.unquoted.password
      | joe:{CRYPT}*:::::
        ^^^ entity.name.tag.user
             ^^^^^ storage.type.scheme
      | :x:1
        ^^^^ invalid.illegal
    `);
});
