import { notYetAvailable } from '../../../server/src/rules/postfix/not-yet-available';
import { testRule } from '../../support/testRule';

testRule(notYetAvailable, {
  silent: [
    {
      name: 'perhaps of a release between those that are known',
      version: '3.6',
      files: { 'main.cf': 'smtpd_min_data_rate = 500\n' },
    },
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
      message: 'it came after Postfix 3.7, with 3.10 at the latest',
      severity: 'warning',
      fixed: { 'Remove this setting': { 'main.cf': 'biff = no\n' } },
    },
    {
      version: '3.8.4',
      files: { 'main.cf': '«requiretls_enable» = yes\n' },
      message:
        'Postfix 3.8 does not know requiretls_enable yet: the setting has no effect before Postfix 3.11',
    },
    { version: '3.5', files: { 'master.cf': 'smtp unix - - y - - smtp\n  -o «smtp_min_data_rate»=1\n' } },
  ],
});
