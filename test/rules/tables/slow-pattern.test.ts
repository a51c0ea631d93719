import { slowPattern } from '../../../server/src/rules/tables/slow-pattern';
import { testRule } from '../../support/testRule';

const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';
const PCRE = 'smtpd_client_restrictions = check_client_access pcre:/etc/postfix/checks\n';

testRule(slowPattern, {
  silent: [
    { files: { 'main.cf': PCRE, checks: '/^(a+b)+$/ OK\n/^a*b*$/ OK\n/(ab)*/ OK\n' } },
    { name: 'POSIX does not go back', files: { 'main.cf': PATTERNS, checks: '/^(a+)+$/ OK\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': PCRE, checks: '/«^(a+)+$»/ OK\n/«^(x|(y*))*z»/ OK\n' },
      message: 'doubles',
      severity: 'warning',
    },
  ],
});
