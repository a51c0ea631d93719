import { dovecotUnknownSetting } from '../../../server/src/rules/dovecot/dovecot-unknown-setting';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\n';

testDovecotRule(dovecotUnknownSetting, {
  silent: [
    { files: 'mail_debug = yes\nplugin {\n  whatever = x\n}\nssl_cert_file = /x # of 1.x\n' },
    {
      files:
        'protocol imap {\n  mail_plugins = x\n}\nnamespace inbox {\n  mailbox Sent {\n    auto = create\n  }\n}\n',
    },
    {
      files: `${V24}passdb static {\n  password = x\n}\nssl_server {\n  cert_file = /x\n}\nservice/imap/vsz_limit = 1G\n`,
    },
  ],
  reports: [
    { files: '«mail_debgu» = yes\n', message: 'did you mean mail_debug?', fixed: 'mail_debug = yes\n' },
    { files: '«unix_listener» x {\n  mode = 0600\n}\n', message: 'belongs in service { }' },
    { files: 'service auth {\n  «mail_debug» = yes\n}\n', message: 'belongs in dovecot.conf' },
    { files: `${V24}«mail_location» = mbox:~/x\n«plugin» {\n  sieve = x\n}\n`, message: 'is of Dovecot 2.3' },
    { files: '«mail_driver» = maildir\n', message: 'is of Dovecot 2.4' },
    { files: `${V24}passdb static2 {\n  «zzz_nothing» = x\n}\n`, message: 'knows no setting zzz_nothing' },
    { files: '«zzz_nothing» {\n  x = y\n}\n', message: 'knows no block zzz_nothing' },
  ],
});
