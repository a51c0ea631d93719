import { duplicateKey } from '../../../server/src/rules/tables/duplicate-key';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';

testRule(duplicateKey, {
  silent: [{ files: { 'main.cf': MAIN, access: 'a.test OK\nb.test OK\n' } }],
  reports: [
    {
      files: { 'main.cf': MAIN, access: 'a.test OK\n«A.test» REJECT\nb.test OK\n' },
      message: 'never used',
      severity: 'warning',
      fixed: { 'Remove this entry': { access: 'a.test OK\nb.test OK\n' } },
    },
    {
      files: { 'main.cf': 'alias_maps = hash:/etc/postfix/al\n', al: 'root: a\n«Root»: a\n' },
      message: 'a second time',
    },
  ],
});
