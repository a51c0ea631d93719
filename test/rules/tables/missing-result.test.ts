import { missingResult } from '../../../server/src/rules/tables/missing-result';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';
const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';
const NETWORKS = 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/nets\n';

testRule(missingResult, {
  silent: [{ files: { 'main.cf': MAIN, access: 'a.test OK\n' } }],
  reports: [
    { files: { 'main.cf': MAIN, access: '«a.test»\n' }, severity: 'error', message: 'no value' },
    { files: { 'main.cf': PATTERNS, checks: '«/x/»\n' }, severity: 'warning' },
    { files: { 'main.cf': NETWORKS, nets: '«10.0.0.0/8»\n' }, severity: 'error' },
  ],
});
