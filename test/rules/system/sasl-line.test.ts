import { saslLine } from '../../../server/src/rules/system/sasl-line';
import { testRule } from '../../support/testRule';

testRule(saslLine, {
  silent: [
    {
      files: {
        'main.cf': '',
        'smtpd.conf': '# login\n\npwcheck_method: saslauthd\n\tMECH_list:plain login\r\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'mech_list: plain\n  «login»\n' },
      message: 'refuses the whole file',
      severity: 'error',
      fixed: { 'Remove the line': { 'smtpd.conf': 'mech_list: plain\n' } },
    },
    { files: { 'main.cf': '', 'smtpd.conf': '«mech_list :plain»\n' } },
    {
      files: { 'main.cf': '', 'etc/saslauthd.conf': 'ldap_servers: ldap://x\n«ldap_search_base = dc=x»\n' },
      message: 'saslauthd refuses the whole file',
      fixed: { 'Remove the line': { 'etc/saslauthd.conf': 'ldap_servers: ldap://x\n' } },
    },
    { files: { 'main.cf': '', 'smtpd.conf': '«mech_list:»\n«pwcheck_method = saslauthd»' } },
  ],
});
