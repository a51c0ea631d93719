import { dovecotOverridden } from '../../../server/src/rules/dovecot/dovecot-overridden';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotOverridden, {
  silent: [
    { files: 'mail_debug = yes\nprotocol imap {\n  mail_debug = no\n}\n' },
    { files: 'mail_plugins = quota\nmail_plugins = $mail_plugins acl\n' },
    { files: 'passdb {\n  driver = pam\n}\npassdb {\n  driver = passwd\n}\n' },
    {
      files: 'dovecot_config_version = 2.4.1\npassdb a {\n  driver = pam\n}\npassdb b {\n  driver = pam\n}\n',
    },
  ],
  reports: [
    {
      files: '«mail_debug» = yes\nmail_debug = no\n',
      message: 'on line 2',
      fixed: 'mail_debug = no\n',
    },
    { files: 'service auth {\n  «user» = a\n}\nservice auth {\n  user = b\n}\n' },
    {
      files: { 'dovecot.conf': '!include a.conf\nmail_debug = no\n', 'a.conf': '«mail_debug» = yes\n' },
      message: 'in dovecot.conf, line 2',
    },
    {
      files:
        'dovecot_config_version = 2.4.1\n«ssl_server_cert_file» = /a\nssl_server {\n  cert_file = /b\n}\n',
    },
  ],
});
