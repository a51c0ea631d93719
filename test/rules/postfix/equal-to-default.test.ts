import { equalToDefault } from '../../../server/src/rules/postfix/equal-to-default';
import { testRule } from '../../support/testRule';

testRule(equalToDefault, {
  silent: [
    'biff = no\nsmtpd_banner = $myhostname ESMTP\n',
    { name: 'the level itself', files: { 'main.cf': 'compatibility_level = 0\n' } },
    { name: 'an earlier entry would rule', files: { 'main.cf': 'biff = no\nbiff = yes\n' } },
    { name: 'worked out at the start', files: { 'main.cf': 'myhostname = <myhostname>\n' } },
    { name: 'another build, another default', files: { 'main.cf': 'mail_owner = postfix\n' } },
    { name: 'at level 0 dots are appended', files: { 'main.cf': 'append_dot_mydomain = no\n' } },
    { name: 'on its way out', files: { 'main.cf': 'smtpd_use_tls = no\n' } },
    { name: 'an expression that stress decides', files: { 'main.cf': 'smtpd_timeout = 300s\n' } },
    { name: 'an option hides main.cf', files: { 'master.cf': 'smtp inet n - n - - smtpd -o biff=yes\n' } },
    {
      name: 'another version',
      version: '3.7',
      files: { 'main.cf': 'smtpd_forbid_bare_newline = normalize\n' },
    },
    { name: 'a name of the user', files: { 'main.cf': 'biffs = yes\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '# mail\n«biff» = yes\nmyorigin = a.example\n' },
      message: 'biff is "yes" in Postfix 3.11 anyway',
      severity: 'hint',
      fixed: { 'Remove this setting': { 'main.cf': '# mail\nmyorigin = a.example\n' } },
    },
    { files: { 'main.cf': '«relayhost» =\n' }, message: 'relayhost is empty' },
    {
      name: 'the same in other letters',
      files: { 'main.cf': '«biff» = YES\n«smtpd_error_sleep_time» = 1\n' },
    },
    { name: 'the same time', files: { 'main.cf': '«bounce_queue_lifetime» = 120h\n«ipc_timeout» = 1h\n' } },
    {
      name: 'the same list',
      files: {
        'main.cf': '«mydestination» = $myhostname,\n   localhost.$mydomain,localhost\n«biff» = yes\n',
      },
      fixed: { 'Remove this setting': { 'main.cf': 'biff = yes\n' } },
    },
    {
      name: 'by the level',
      files: {
        'main.cf': 'compatibility_level = 3.6\n«append_dot_mydomain» = no\n«mynetworks_style» = host\n',
      },
      message: 'at compatibility level 3.6',
    },
    {
      name: 'a branch with a name',
      files: { 'main.cf': '«relay_domains» = $mydestination\n' },
      message: 'at compatibility level 0',
    },
    {
      name: 'a default of an older version',
      version: '3.5',
      files: { 'main.cf': '«smtpd_tls_protocols» = !SSLv2 !SSLv3\n' },
      message: 'Postfix 3.5',
    },
    {
      name: 'a parameter of a service',
      files: {
        'main.cf': '«slow_destination_concurrency_limit» = $default_destination_concurrency_limit\n',
        'master.cf': 'slow unix - - n - - smtp\n',
      },
    },
  ],
});
