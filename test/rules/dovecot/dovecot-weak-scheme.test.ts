import { dovecotWeakScheme } from '../../../server/src/rules/dovecot/dovecot-weak-scheme';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotWeakScheme, {
  silent: [
    { files: usersOf('2.3', 'joe:{BLF-CRYPT}x:1:1\nann:$6$a$b:1:1\nsue::1:1\n') },
    { files: 'passdb {\n  driver = passwd-file\n  args = scheme=BLF-CRYPT /x\n}\n' },
    { files: `${V24}passdb sql {\n  default_password_scheme = ARGON2ID\n}\n` },
  ],
  reports: [
    { files: usersOf('2.3', 'joe:«{MD5}»x:1:1\nann:«$1$a$b»:1:1\n'), message: 'found out in no time' },
    { files: usersOf('2.3', 'joe:«{ssha}»x:1:1\n'), message: 'so quickly' },
    { files: usersOf('2.4', 'joe:«{PLAIN}»x:1:1\nann:«secret»:1:1\n'), message: 'stands here readable' },
    { files: 'passdb {\n  driver = passwd-file\n  args = scheme=«MD5-CRYPT» /x\n}\n', message: 'MD5-CRYPT' },
    {
      files: 'passdb {\n  driver = passwd-file\n  args = scheme=«ssha512.b64» /x\n}\n',
      message: 'so quickly',
    },
    { files: `${V24}passdb sql {\n  default_password_scheme = «PLAIN»\n}\n`, message: 'readable' },
  ],
});
