import { loginWithoutPermit } from '../../../server/src/rules/postfix/login-without-permit';
import { testRule } from '../../support/testRule';

const SUBMISSION =
  'submission inet n - n - - smtpd\n  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject\n';

testRule(loginWithoutPermit, {
  silent: [
    'compatibility_level = 3.6\nsmtpd_sasl_auth_enable = yes\n',
    'smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\n',
    'smtpd_sasl_auth_enable = yes\nsmtpd_relay_restrictions = users, reject_unauth_destination\nsmtpd_restriction_classes = users\nusers = permit_sasl_authenticated\n',
    {
      name: 'of use to one of the services',
      files: {
        'main.cf': 'smtpd_sasl_auth_enable = yes\nsmtpd_relay_restrictions = reject_unauth_destination\n',
        'master.cf': `smtp inet n - n - - smtpd\n${SUBMISSION}`,
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf':
          'smtpd_sasl_auth_enable = «yes»\nsmtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\n',
      },
      message: 'permit_sasl_authenticated stands in no list',
      severity: 'warning',
    },
    {
      files: {
        'main.cf': 'smtpd_relay_restrictions = reject_unauth_destination\n',
        'master.cf': `587 inet n - n - - smtpd -o smtpd_sasl_auth_enable=«yes»\n`,
      },
    },
  ],
});
