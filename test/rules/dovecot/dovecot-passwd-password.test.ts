import { dovecotPasswdPassword } from '../../../server/src/rules/dovecot/dovecot-passwd-password';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const WITH_SCHEME = `passdb {
  driver = passwd-file
  args = scheme=plain username_format=%n /etc/dovecot/users
}
`;
const OF_USERDB = 'userdb {\n  driver = passwd-file\n  args = /etc/dovecot/users\n}\n';

testDovecotRule(dovecotPasswdPassword, {
  silent: [
    {
      files: usersOf(
        '2.3',
        'joe:{BLF-CRYPT}$2y$05$x:1:1\nann:$6$a$b:1:1\nsue:*:1:1\nbob:abcdefghijklm:1:1\n',
      ),
    },
    { files: usersOf('2.4', 'joe:{sha512.b64}eA==:1:1\nann:secret:1:1\nsue:$1$a$b:1:1\n') },
    { files: usersOf('2.3', 'joe::1:1::/h::nopassword\n') },
    { files: { 'dovecot.conf': WITH_SCHEME, users: 'joe:secret\n' } },
    { files: { 'dovecot.conf': OF_USERDB, users: 'joe::1:1\nann:{NONE}:1:1\n' } },
    { files: { 'dovecot.conf': 'protocols = imap\n', users: 'joe:secret:1:1\nann::1:1\n' } },
  ],
  reports: [
    {
      files: usersOf('2.3', 'joe:«{SHA512CRYPT}»$6$a$b:1:1\n'),
      message: 'did you mean SHA512-CRYPT',
      fixed: 'joe:{SHA512-CRYPT}$6$a$b:1:1\n',
    },
    { files: usersOf('2.4', 'joe:«{PLAIN.FOO}»x:1:1\n'), message: 'knows no password scheme PLAIN.FOO' },
    { files: usersOf('2.4', 'joe:«{PLAINx»:1:1\n'), message: 'not closed' },
    { files: usersOf('2.3', 'joe:«secret»:1:1\n'), message: 'counts as CRYPT' },
    {
      files: usersOf('2.4', 'joe:«$6$a$b»:1:1\n'),
      message: 'the hash itself',
      fixed: 'joe:{CRYPT}$6$a$b:1:1\n',
    },
    { files: usersOf('2.4', '«joe»::1:1\n'), message: 'everybody can log in' },
    { files: usersOf('2.3', '«joe»:{PLAIN}:1:1\n'), message: 'everybody can log in' },
    { files: usersOf('2.3', '«joe»::1:1\n'), message: 'cannot log in by this file' },
    { files: usersOf('2.3', 'joe:{CRYPT}$6$a$b:1:1::/h::«password={PLAIN}x»\n'), message: 'second column' },
    {
      files: usersOf('2.3', 'joe:{PLAIN}x:1:1::/h::«nopassword=y»\n'),
      message: 'wants an empty password',
      fixed: 'joe:{PLAIN}x:1:1::/h::\n',
    },
  ],
});
