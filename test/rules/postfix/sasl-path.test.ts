import { saslPath } from '../../../server/src/rules/postfix/sasl-path';
import { testRule } from '../../support/testRule';

const ON = 'smtpd_sasl_auth_enable = yes\n';

testRule(saslPath, {
  silent: [
    `${ON}smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n`,
    `${ON}smtpd_sasl_type = cyrus\nsmtpd_sasl_path = smtpd\n`,
    `${ON}smtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:12345\n`,
    'smtpd_sasl_type = dovecot\n',
  ],
  reports: [
    {
      files: { 'main.cf': `${ON}«smtpd_sasl_type = dovecot»\n` },
      message: 'no SASL authentication mechanisms',
      severity: 'warning',
      fixed: {
        'Set smtpd_sasl_path = private/auth': {
          'main.cf': `${ON}smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n`,
        },
      },
    },
    {
      files: { 'main.cf': `${ON}«smtpd_sasl_path = private/auth»\n` },
      message: 'smtpd_sasl_type is cyrus',
      fixed: {
        'Set smtpd_sasl_type = dovecot': {
          'main.cf': `${ON}smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n`,
        },
      },
    },
    {
      name: 'options',
      files: {
        'main.cf': '',
        'master.cf':
          '587 inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o «smtpd_sasl_type=dovecot» -o syslog_name=x\n',
      },
      fixed: {
        'Set smtpd_sasl_path': {
          'master.cf':
            '587 inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_sasl_type=dovecot -o smtpd_sasl_path=private/auth -o syslog_name=x\n',
        },
      },
    },
  ],
});
