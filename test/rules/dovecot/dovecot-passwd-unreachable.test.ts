import { dovecotPasswdUnreachable } from '../../../server/src/rules/dovecot/dovecot-passwd-unreachable';
import { PASSWD_SERVERS, usersOf } from '../../support/passwdServer';
import { testDovecotRule } from '../../support/testDovecotRule';

const USERS = 'joe:{CRYPT}*:1:1\nann@example.com:{CRYPT}*:1:1\n';
const LOCAL_PART = PASSWD_SERVERS['2.3'].replaceAll('args = ', 'args = username_format=%n ');

testDovecotRule(dovecotPasswdUnreachable, {
  silent: [
    { files: usersOf('2.3', USERS) },
    { files: usersOf('2.4', USERS) },
    {
      files: { 'dovecot.conf': `auth_username_format = %u\n${PASSWD_SERVERS['2.3']}`, users: 'Joe:x:1:1\n' },
    },
    { files: { 'dovecot.conf': LOCAL_PART.replace('username_format=%n ', ''), users: USERS } },
    {
      files: {
        'dovecot.conf': PASSWD_SERVERS['2.3'].replaceAll('args = ', 'args = username_format=%u-x '),
        users: 'joe x:x:1:1\n',
      },
    },
  ],
  reports: [
    {
      files: usersOf('2.3', '«Joe»:{CRYPT}*:1:1\n'),
      message: 'small letters (%Lu)',
      fixed: 'joe:{CRYPT}*:1:1\n',
    },
    { files: usersOf('2.4', '«ann@Example.COM»:{CRYPT}*:1:1\n'), message: '%{user | lower}' },
    {
      files: { 'dovecot.conf': LOCAL_PART, users: 'joe:x:1:1\n«ann@example.com»:x:1:1\n' },
      message: 'without their domains (%n)',
      fixed: 'joe:x:1:1\nann:x:1:1\n',
    },
    { files: usersOf('2.3', '«joe »:{CRYPT}*:1:1\n'), message: 'auth_username_chars' },
  ],
});
