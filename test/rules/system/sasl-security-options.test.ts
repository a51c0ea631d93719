import { saslSecurityOptions } from '../../../server/src/rules/system/sasl-security-options';
import { testRule } from '../../support/testRule';

const ON = 'smtpd_sasl_auth_enable = yes\n';
const MASTER = 'smtp inet n - n - - smtpd\n';
const CONF = 'mech_list: plain login\n';
const none = (options: string): string => `${ON}smtpd_sasl_security_options = ${options}\n`;

testRule(saslSecurityOptions, {
  silent: [
    { files: { 'main.cf': ON, 'master.cf': MASTER, 'smtpd.conf': CONF } },
    { files: { 'main.cf': none('noplaintext'), 'master.cf': MASTER, 'smtpd.conf': 'mech_list: plain NTLM' } },
    {
      name: 'a mechanism of another package',
      files: { 'main.cf': none('noactive'), 'master.cf': MASTER, 'smtpd.conf': 'mech_list: plain gssapi' },
    },
    {
      name: 'nobody logs in without encryption, and with it the words are others',
      files: {
        'main.cf': `${none('noplaintext')}smtpd_tls_auth_only = yes\nsmtpd_sasl_tls_security_options = noanonymous\n`,
        'master.cf': MASTER,
        'smtpd.conf': CONF,
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf': none('noanonymous, noplaintext'),
        'master.cf': MASTER,
        'smtpd.conf': 'mech_list: «plain login»\n',
      },
      message: 'no SASL authentication mechanisms',
    },
    {
      files: {
        'main.cf': none('mutual_auth'),
        'master.cf': MASTER,
        'smtpd.conf': 'mech_list: «CRAM-MD5 plain»\n',
      },
    },
    {
      files: {
        'main.cf': none('noplaintext'),
        'master.cf': MASTER,
        'smtpd.conf': 'mech_list: «ANONYMOUS»\n',
      },
      message: 'lets everybody in',
    },
  ],
});
