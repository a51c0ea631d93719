import { notYetAvailable } from '../../../server/src/rules/postfix/not-yet-available';
import { testRule } from '../../support/testRule';

testRule(notYetAvailable, {
  silent: [
    'smtp_tlsrpt_enable = yes\n',
    {
      version: '3.5',
      files: {
        'main.cf':
          'no_such_name = 1\nsmtpd_sasl_mechanism_filter = plain\nx = $smtpd_sasl_mechanism_filter\n',
      },
    },
  ],
  reports: [
    {
      version: '3.7',
      files: { 'main.cf': '«smtp_tlsrpt_enable» = yes\nbiff = no\n' },
      message: 'no effect before Postfix 3.10',
      severity: 'warning',
      fixed: { 'Remove this setting': { 'main.cf': 'biff = no\n' } },
    },
    { version: '3.5', files: { 'master.cf': 'smtp unix - - y - - smtp\n  -o «smtp_min_data_rate»=1\n' } },
  ],
});
