import { dovecotLiteralVariable } from '../../../server/src/rules/dovecot/dovecot-literal-variable';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\ndovecot_storage_version = 2.4.1\n';

testDovecotRule(dovecotLiteralVariable, {
  silent: [
    { files: 'mail_location = maildir:~/%u\nmail_plugins = $mail_plugins x\n' },
    { files: `${V24}mail_path = /x/%{user}\nmail_plugins = $SET:mail_plugins x\nlog_timestamp = "%b %d "\n` },
    { files: `${V24}submission_relay_password = $ecret\nlogin_greeting = 100%drunk\n` },
  ],
  reports: [
    {
      files: `${V24}mail_path = /x/«%d»/«%Ln»\n`,
      message: 'the variable is %{user | domain}',
      fixed: `${V24}mail_path = /x/%{user | domain}/%Ln\n`,
    },
    {
      files: `${V24}mail_plugins = «$mail_plugins» x\n`,
      fixed: `${V24}mail_plugins = $SET:mail_plugins x\n`,
    },
  ],
});
