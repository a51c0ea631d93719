import { uninstalledTableType } from '../../../server/src/rules/postfix/uninstalled-table-type';
import { testRule } from '../../support/testRule';

const MAIN = 'virtual_alias_maps = proxy:mysql:/etc/postfix/db.cf, hash:/etc/postfix/virtual\n';

testRule(uninstalledTableType, {
  silent: [
    { name: 'installed', files: { 'main.cf': MAIN }, disk: { types: ['ldap', 'mysql'] } },
    { name: 'no dynamicmaps.cf', files: { 'main.cf': MAIN } },
    { name: 'built in', files: { 'main.cf': 'alias_maps = hash:/etc/aliases\n' }, disk: { types: [] } },
  ],
  reports: [
    {
      files: { 'main.cf': MAIN.replace('proxy:mysql:/etc/postfix/db.cf', '«$&»') },
      disk: { types: ['pcre'] },
      message: 'until postfix-mysql is installed',
      severity: 'warning',
    },
  ],
});
