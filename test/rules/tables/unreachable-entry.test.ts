import { unreachableEntry } from '../../../server/src/rules/tables/unreachable-entry';
import { testRule } from '../../support/testRule';

const PATTERNS = 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/checks\n';
const NETWORKS = 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/nets\n';

testRule(unreachableEntry, {
  silent: [
    { files: { 'main.cf': PATTERNS, checks: '/a/ OK\nif /x/\n/b/ OK\nendif\n/b/ REJECT\n/./ OK\n' } },
    { files: { 'main.cf': NETWORKS, nets: '10.1.0.0/16 OK\n10.0.0.0/8 REJECT\n::/0 OK\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': PATTERNS, checks: '/a/ OK\n«/a/ REJECT»\n/.*/ OK\n«/b/ OK»\n' },
      severity: 'warning',
      fixed: { 'Remove this line': { checks: '/a/ OK\n/.*/ OK\n/b/ OK\n' } },
    },
    {
      files: { 'main.cf': NETWORKS, nets: '10.0.0.0/8 REJECT\n«10.1.0.0/16 OK»\n' },
      message: 'never reached',
    },
  ],
});
