import { loopbackOnly } from '../../../server/src/rules/postfix/loopback-only';
import { testRule } from '../../support/testRule';

const SMTP = 'smtp inet n - n - - smtpd\n';

testRule(loopbackOnly, {
  silent: [
    {
      name: 'mail of this machine only',
      files: { 'main.cf': 'inet_interfaces = loopback-only\n', 'master.cf': SMTP },
    },
    'inet_interfaces = localhost, 203.0.113.7\nvirtual_mailbox_domains = a.example\n',
    {
      name: 'a port that is local anyway',
      files: {
        'main.cf': 'inet_interfaces = localhost\n',
        'master.cf': `${SMTP}127.0.0.1:587 inet n - n - - smtpd\n`,
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf': 'inet_interfaces = «localhost»\n',
        'master.cf': `${SMTP}submission inet n - n - - smtpd\n`,
      },
      message: 'nobody reaches submission',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'inet_interfaces = «127.0.0.1, [::1]»\nvirtual_alias_domains = a.example\n' },
      message: 'virtual_alias_domains',
    },
  ],
});
