import { obsoleteTls } from '../../../server/src/rules/postfix/obsolete-tls';
import { testRule } from '../../support/testRule';

const ON = 'smtpd_tls_security_level = may\n';

testRule(obsoleteTls, {
  silent: [
    `${ON}smtpd_tls_protocols = >=TLSv1\nsmtpd_tls_mandatory_protocols = !SSLv2, !SSLv3\n`,
    `${ON}smtpd_tls_mandatory_protocols = TLSv1.2, TLSv1.3\nsmtpd_tls_ciphers = medium\n`,
    `${ON}smtpd_tls_protocols = TLSv1:TLSv1.1:TLSv1.2\n`,
    `${ON}smtpd_tls_protocols = strange\n`,
    'smtpd_tls_protocols = SSLv3\n',
  ],
  reports: [
    {
      files: { 'main.cf': `${ON}smtpd_tls_protocols = «!SSLv2»\n` },
      message: 'lets SSLv3 in',
      severity: 'warning',
      fixed: { 'Change it to >=TLSv1': { 'main.cf': `${ON}smtpd_tls_protocols = >=TLSv1\n` } },
    },
    {
      name: 'an older Postfix',
      version: '3.5',
      files: { 'main.cf': `${ON}smtpd_tls_mandatory_protocols = «SSLv3, TLSv1»\n` },
      message: 'nothing newer than TLSv1',
      fixed: {
        'Change it': { 'main.cf': `${ON}smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1\n` },
      },
    },
    {
      files: { 'main.cf': `${ON}smtpd_tls_protocols = «<=TLSv1.1»\n` },
      message: 'nothing newer than TLSv1.1',
    },
    {
      files: { 'main.cf': `${ON}smtpd_tls_mandatory_protocols = «TLSv1, TLSv1.2»\n` },
      message: 'still takes TLSv1 ',
      severity: 'info',
    },
    {
      files: { 'main.cf': `${ON}smtpd_tls_ciphers = «export»\n` },
      message: '"export" takes ciphers',
      fixed: { 'Change it to medium': { 'main.cf': `${ON}smtpd_tls_ciphers = medium\n` } },
    },
  ],
});
