import { tableLine } from '../../../server/src/rules/tables/table-line';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';
const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';

testRule(tableLine, {
  silent: [{ files: { 'main.cf': MAIN, access: '# who\na.test OK\n\nb.test REJECT\n  with more\n' } }],
  reports: [
    {
      files: { 'main.cf': MAIN, access: '«  a.test OK»\nb.test OK\n' },
      message: 'must not begin with white space',
      severity: 'error',
    },
    { files: { 'main.cf': MAIN, access: '«"a b OK»\n' }, message: 'quote' },
    {
      files: { 'main.cf': MAIN, access: '«a.test:» OK\n' },
      severity: 'warning',
      fixed: { 'Take the colon away': { access: 'a.test OK\n' } },
    },
    { files: { 'main.cf': 'alias_maps = hash:/etc/postfix/al\n', al: '«root admin»\n«a@b»: c\n' } },
    { files: { 'main.cf': PATTERNS, checks: '«what is this»\n/x/ OK\n' } },
  ],
});
