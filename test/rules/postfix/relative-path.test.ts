import { relativePath } from '../../../server/src/rules/postfix/relative-path';
import { testRule } from '../../support/testRule';

testRule(relativePath, {
  silent: [
    'virtual_alias_maps = hash:/etc/postfix/virtual, ldap:people, inline:{a=b}\n',
    'smtpd_tls_cert_file = $config_directory/cert.pem\nsmtpd_tls_key_file = $smtpd_tls_cert_file\n',
    'smtpd_tls_cert_file = none\n',
    'smtpd_tls_key_file = PH_SSL_KEY_FILE\n',
    'local_recipient_maps = proxy:unix:passwd.byname\n',
  ],
  reports: [
    {
      files: { 'main.cf': 'virtual_alias_maps = «hash:virtual»\nsmtpd_tls_cert_file = «certs/mail.pem»\n' },
      message: 'looks for virtual below /var/spool/postfix',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'smtpd_recipient_restrictions = check_sender_access «regexp:senders», reject\n' },
      message: 'looks for senders',
    },
  ],
});
