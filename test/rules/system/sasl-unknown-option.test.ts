import { saslUnknownOption } from '../../../server/src/rules/system/sasl-unknown-option';
import { testRule } from '../../support/testRule';

testRule(saslUnknownOption, {
  silent: [
    { files: { 'main.cf': '', 'smtpd.conf': 'PWCHECK_method: auxprop\nsql_select: x\n' } },
    {
      name: 'variables for others',
      files: { 'main.cf': '', 'etc/sysconfig/saslauthd': 'KRB5_KTNAME=/etc/k\nMECH=pam\n' },
    },
    { files: { 'main.cf': '', 'etc/saslauthd.conf': 'ldap_servers: ldapi:///\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '', 'smtpd.conf': '«pwchek_method»: auxprop\n' },
      message: 'did you mean pwcheck_method?',
      fixed: { 'Change it': { 'smtpd.conf': 'pwcheck_method: auxprop\n' }, Remove: { 'smtpd.conf': '' } },
    },
    {
      files: { 'main.cf': '', 'smtpd.conf': '«authdaemon_path»: /x\n' },
      message: 'did you mean authdaemond_path?',
    },
    { files: { 'main.cf': '', 'smtpd.conf': '«xyzzy»: 1\n' }, severity: 'hint' },
    {
      files: { 'main.cf': '', 'etc/default/saslauthd': '«MECHANISM»="pam"\n' },
      message: 'saslauthd has no option MECHANISM',
    },
    {
      name: 'the options of saslauthd.conf are its own',
      files: { 'main.cf': '', 'etc/saslauthd.conf': '«ldap_server»: ldapi:///\n«mech_list»: plain\n' },
    },
  ],
});
