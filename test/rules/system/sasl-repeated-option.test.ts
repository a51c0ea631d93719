import { saslRepeatedOption } from '../../../server/src/rules/system/sasl-repeated-option';
import { testRule } from '../../support/testRule';

testRule(saslRepeatedOption, {
  silent: [{ files: { 'main.cf': '', 'smtpd.conf': 'mech_list: plain\nlog_level: 1\n' } }],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': 'mech_list: plain\n«MECH_LIST: login»\n' },
      message: 'keeps the first mech_list',
      severity: 'warning',
      fixed: { Remove: { 'smtpd.conf': 'mech_list: plain\n' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': 'mech_list: plain\n«mech_list: plain»\n' },
      severity: 'hint',
    },
    {
      files: { 'main.cf': '', 'etc/saslauthd.conf': '«ldap_servers: ldap://a»\nldap_servers: ldap://b\n' },
      message: 'keeps the last ldap_servers',
      fixed: { Remove: { 'etc/saslauthd.conf': 'ldap_servers: ldap://b\n' } },
    },
  ],
});
