import { tlsCertificate } from '../../../server/src/rules/postfix/tls-certificate';
import { testRule } from '../../support/testRule';

const CERT = 'smtpd_tls_cert_file = /etc/ssl/cert.pem\n';
const KEY = 'smtpd_tls_key_file = /etc/ssl/key.pem\n';

testRule(tlsCertificate, {
  silent: [
    `smtpd_tls_security_level = may\n${CERT}${KEY}`,
    'smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/ssl/all.pem\n',
    'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n',
    'smtp_tls_security_level = may\n',
    {
      name: 'the certificate of a service',
      files: {
        'main.cf': KEY,
        'master.cf':
          '465 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_tls_cert_file=/etc/ssl/cert.pem\n',
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_tls_security_level = «may»\n' },
      message: 'smtpd has no certificate',
      severity: 'warning',
    },
    {
      files: { 'main.cf': '', 'master.cf': '465 inet n - n - - smtpd -o smtpd_tls_wrappermode=«yes»\n' },
    },
    {
      files: { 'main.cf': '«smtpd_tls_eckey_file = /etc/ssl/key.pem»\n' },
      message: 'no effect without smtpd_tls_eccert_file',
    },
    {
      files: {
        'main.cf': `smtpd_tls_chain_files = /etc/ssl/all.pem\n«smtpd_tls_cert_file» = /etc/ssl/cert.pem\n`,
      },
      message: 'smtpd_tls_chain_files is set too',
    },
  ],
});
