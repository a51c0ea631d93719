import { dovecotPasswdDuplicate } from '../../../server/src/rules/dovecot/dovecot-passwd-duplicate';
import { usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotPasswdDuplicate, {
  silent: [{ files: usersOf('2.3', 'joe:{CRYPT}*:1:1\nJoe:{CRYPT}*:1:1\n#joe:{CRYPT}*:1:1\n') }],
  reports: [
    {
      files: usersOf('2.4', 'joe:{CRYPT}*:1:1\nann:{CRYPT}*:1:1\n«joe»:{CRYPT}x:2:2\n'),
      message: 'keeps the first line',
      fixed: 'joe:{CRYPT}*:1:1\nann:{CRYPT}*:1:1\n',
    },
  ],
});
