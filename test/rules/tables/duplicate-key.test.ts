import { duplicateKey } from '../../../server/src/rules/tables/duplicate-key';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';

testRule(duplicateKey, {
  silent: [
    { files: { 'main.cf': MAIN, access: 'a.test OK\nb.test OK\n' } },
    {
      name: 'without SMTPUTF8, letters beyond ASCII are compared as they are',
      files: { 'main.cf': `${MAIN}smtputf8_enable = no\n`, access: 'größe OK\nGRÖSSE OK\n' },
    },
  ],
  reports: [
    {
      files: { 'main.cf': MAIN, access: 'a.test OK\n«A.test» REJECT\nb.test OK\n' },
      message: 'never used',
      severity: 'warning',
      fixed: { 'Remove this entry': { access: 'a.test OK\nb.test OK\n' } },
    },
    {
      files: { 'main.cf': `${MAIN}smtputf8_enable = yes\n`, access: 'größe OK\n«GRÖSSE» OK\n' },
    },
    {
      files: { 'main.cf': 'alias_maps = hash:/etc/postfix/al\n', al: 'root: a\n«Root»: a\n' },
      message: 'a second time',
    },
  ],
});
