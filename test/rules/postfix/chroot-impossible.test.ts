import { chrootImpossible } from '../../../server/src/rules/postfix/chroot-impossible';
import { testRule } from '../../support/testRule';

testRule(chrootImpossible, {
  silent: [
    { files: { 'master.cf': 'local unix - n n - - local\nsmtp inet n - y - - smtpd\n' } },
    {
      name: 'from level 1 on, - is n',
      files: { 'main.cf': 'compatibility_level = 2', 'master.cf': 'local unix - n - - - local\n' },
    },
    { name: 'the level is unknown', files: { 'master.cf': 'local unix - n - - - local\n' } },
  ],
  reports: [
    {
      files: { 'master.cf': 'local unix - n «y» - - local\n' },
      message: 'local does not work in a chroot jail',
      severity: 'warning',
      fixed: { 'Run it outside': { 'master.cf': 'local unix - n n - - local\n' } },
    },
    {
      name: 'level 0',
      files: { 'main.cf': '', 'master.cf': 'proxymap unix - - «-» - - proxymap\n' },
      message: 'Below compatibility level 1',
      fixed: { 'Run it outside': { 'master.cf': 'proxymap unix - - n - - proxymap\n' } },
    },
  ],
});
