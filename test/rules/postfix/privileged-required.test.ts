import { privilegedRequired } from '../../../server/src/rules/postfix/privileged-required';
import { testRule } from '../../support/testRule';

testRule(privilegedRequired, {
  silent: [{ files: { 'master.cf': 'local unix - n n - - local\nsmtp unix - - n - - smtp\n' } }],
  reports: [
    {
      files: { 'master.cf': 'dovecot unix - «-» n - - pipe user=v argv=x\n' },
      message: 'pipe must start as root: with "-" in the column unpriv it stops, and mail for dovecot waits',
      severity: 'error',
      fixed: { 'Start it as root': { 'master.cf': 'dovecot unix - n n - - pipe user=v argv=x\n' } },
    },
    { files: { 'master.cf': 'virtual unix - «y» n - - virtual\n' } },
  ],
});
