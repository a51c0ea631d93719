import { broadPattern } from '../../../server/src/rules/tables/broad-pattern';
import { testRule } from '../../support/testRule';

const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';

testRule(broadPattern, {
  silent: [
    {
      files: {
        'main.cf': PATTERNS,
        checks: '/^mx\\.a\\.test$/ OK\n/\\.a\\.test$/ OK\n/a.test/ REJECT\n/(a|b)+/ OK\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': PATTERNS, checks: '/«^a\\.test»/ OK\n' },
      message: 'a.test.example.net',
      severity: 'warning',
    },
    { files: { 'main.cf': PATTERNS, checks: '/«a\\.test$»/ permit\n' }, message: 'nota.test' },
    { files: { 'main.cf': PATTERNS, checks: '/«^a.test$»/ OK\n' }, message: 'axtest' },
  ],
});
