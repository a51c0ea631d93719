import { authWithoutTls } from '../../../server/src/rules/postfix/auth-without-tls';
import { testRule } from '../../support/testRule';

const SMTP = 'smtp inet n - n - - smtpd\n';

testRule(authWithoutTls, {
  silent: [
    'smtpd_tls_security_level = may\n',
    'smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = may\nsmtpd_tls_auth_only = yes\n',
    'smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = encrypt\n',
    'smtpd_sasl_auth_enable = yes\nsmtpd_sasl_security_options = noanonymous, noplaintext\n',
    'smtpd_sasl_auth_enable = yes\ninet_interfaces = loopback-only\n',
    {
      name: 'TLS from the first byte',
      files: {
        'main.cf': '',
        'master.cf':
          'smtps inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_wrappermode=yes\n',
      },
    },
    {
      name: 'a service for this machine',
      files: {
        'main.cf': 'smtpd_sasl_auth_enable = yes\n',
        'master.cf': '127.0.0.1:587 inet n - n - - smtpd\n',
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf': 'smtpd_sasl_auth_enable = «yes»\nsmtpd_tls_security_level = may\n',
        'master.cf': SMTP,
      },
      message: 'before TLS begins',
      severity: 'warning',
      fixed: {
        'Set smtpd_tls_auth_only = yes': {
          'main.cf':
            'smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = may\nsmtpd_tls_auth_only = yes\n',
        },
      },
    },
    {
      files: { 'main.cf': 'smtpd_sasl_auth_enable = «yes»\n' },
      message: 'does no TLS',
    },
    {
      name: 'an option that undoes main.cf',
      files: {
        'main.cf':
          'smtpd_sasl_auth_enable = yes\nsmtpd_tls_security_level = may\nsmtpd_tls_auth_only = yes\n',
        'master.cf': `${SMTP}588 inet n - n - - smtpd -o smtpd_tls_auth_only=«no»\n`,
      },
      fixed: {
        'Set smtpd_tls_auth_only': {
          'master.cf': `${SMTP}588 inet n - n - - smtpd -o smtpd_tls_auth_only=yes\n`,
        },
      },
    },
  ],
});
