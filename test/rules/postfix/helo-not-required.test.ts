import { heloNotRequired } from '../../../server/src/rules/postfix/helo-not-required';
import { testRule } from '../../support/testRule';

testRule(heloNotRequired, {
  silent: [
    'smtpd_helo_required = yes\nsmtpd_helo_restrictions = reject_invalid_helo_hostname\n',
    'smtpd_helo_restrictions = permit_mynetworks\n',
    'smtpd_helo_restrictions =\n',
  ],
  reports: [
    {
      files: {
        'main.cf': '«smtpd_helo_restrictions» = permit_mynetworks,\n  reject_invalid_helo_hostname\n',
      },
      message: 'sends no HELO',
      severity: 'info',
      fixed: {
        'Set smtpd_helo_required = yes': {
          'main.cf':
            'smtpd_helo_restrictions = permit_mynetworks,\n  reject_invalid_helo_hostname\nsmtpd_helo_required = yes\n',
        },
      },
    },
  ],
});
