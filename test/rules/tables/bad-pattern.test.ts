import { badPattern } from '../../../server/src/rules/tables/bad-pattern';
import { testRule } from '../../support/testRule';

const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';

testRule(badPattern, {
  silent: [{ files: { 'main.cf': PATTERNS, checks: 'if /x/\n/^a(b)$/i $1\nendif\n' } }],
  reports: [
    { files: { 'main.cf': PATTERNS, checks: '«/x OK»\n' }, message: 'not closed', severity: 'error' },
    { files: { 'main.cf': PATTERNS, checks: '/«(x»/ OK\n' }, message: 'parenthesis' },
    { files: { 'main.cf': PATTERNS, checks: '/x/«q» OK\n' }, message: 'no flag "q"' },
    { files: { 'main.cf': PATTERNS, checks: '/x/ «$2»\n' }, message: 'has 0 groups' },
    { files: { 'main.cf': PATTERNS, checks: '«if /x/»\n/y/ OK\n' }, severity: 'warning' },
    { files: { 'main.cf': PATTERNS, checks: '«endif»\n' } },
  ],
});
