import { dovecotPasswdLine } from '../../../server/src/rules/dovecot/dovecot-passwd-line';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const PASSDB_ALONE = 'passdb {\n  driver = passwd-file\n  args = /etc/dovecot/users\n}\n';

testDovecotRule(dovecotPasswdLine, {
  silent: [
    { files: usersOf('2.3', '# all\njoe:{CRYPT}*:5000:5000::/home/joe\n\nann:{CRYPT}*:::::\n') },
    { files: { 'dovecot.conf': PASSDB_ALONE, users: 'joe:{CRYPT}*\nann:{CRYPT}*:none\n' } },
  ],
  reports: [
    {
      files: usersOf('2.3', 'joe:{CRYPT}*:«0»:5000\n'),
      message: 'cannot be the uid',
    },
    {
      files: usersOf(
        '2.4',
        'joe:{CRYPT}*:5000:« 5000»\nann:{CRYPT}*:«root»:5000\nsue:{CRYPT}*:«4294967295»:1\n',
      ),
    },
    { files: usersOf('2.4', 'joe:{CRYPT}*:«vmail»:5000\n'), message: 'no account "vmail"' },
    { files: usersOf('2.3', '«joe»:{CRYPT}*\n«ann»:{CRYPT}*:\n'), message: 'does not know joe' },
    { files: usersOf('2.4', 'joe:{CRYPT}*:1:1::«mail/joe»\n'), message: 'begins with a slash' },
    { files: usersOf('2.3', 'joe:{CRYPT}*:1:1::«/var/mail/%n»\n'), message: 'not expanded' },
    {
      files: usersOf('2.3', '«:{CRYPT}*:1:1::/home/joe»\nann:{CRYPT}*:1:1\n'),
      message: 'no user before the colon',
      fixed: 'ann:{CRYPT}*:1:1\n',
    },
  ],
});
