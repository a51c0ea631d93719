import { unknownDaemon } from '../../../server/src/rules/postfix/unknown-daemon';
import { testRule } from '../../support/testRule';

testRule(unknownDaemon, {
  silent: [
    {
      files: {
        'master.cf':
          'smtp inet n - n - - smtpd\na unix - - n - - lmtp -v\nrewrite unix - - n - - trivial-rewrite',
      },
    },
    { name: 'look-alikes have a rule of their own', files: { 'master.cf': 'a unix - - n - - ｓｍｔｐ' } },
    { name: 'no command', files: { 'master.cf': 'a unix - - n - - -' } },
  ],
  reports: [
    {
      files: { 'master.cf': 'smtp inet n - n - - «smptd» -v\n' },
      message: 'no program smptd; master would look for it in /usr/lib/postfix/sbin',
      severity: 'warning',
      fixed: { 'Change it to smtpd': { 'master.cf': 'smtp inet n - n - - smtpd -v\n' } },
    },
    { files: { 'master.cf': 'a unix - - n - - «my-own-program»\n' } },
    {
      files: {
        'main.cf': 'daemon_directory = /opt/postfix',
        'master.cf': 'a unix - - n - - «/usr/lib/postfix/smtp»\n',
      },
      message: 'becomes /opt/postfix//usr/lib/postfix/smtp',
      fixed: { 'Change it to smtp': { 'master.cf': 'a unix - - n - - smtp\n' } },
    },
    {
      version: '3.10',
      files: { 'master.cf': 'a unix - n n - - «nbdb_reindexd»\n' },
      message: 'from Postfix 3.11 on; this is 3.10',
    },
  ],
});
