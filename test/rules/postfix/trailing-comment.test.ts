import { trailingComment } from '../../../server/src/rules/postfix/trailing-comment';
import { testRule } from '../../support/testRule';

testRule(trailingComment, {
  silent: [
    '# a comment\nbiff = no\n  # another\nmydestination = a,\n# within\n  b\n',
    'smtpd_banner = $myhostname # 1\nmailbox_command = /bin/x # y\nrelayhost = [mx#1]\n',
    'smtpd_forbidden_commands = regexp:{ {/^#/ x} }\n',
    { name: 'names of the user', files: { 'main.cf': 'note = x # y\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': 'biff = no «# quiet»\nsoft_bounce = no\n' },
      message: 'Postfix refuses it',
      severity: 'error',
      fixed: { 'Put the comment': { 'main.cf': '# quiet\nbiff = no\nsoft_bounce = no\n' } },
    },
    {
      name: 'nothing but a comment',
      files: { 'main.cf': 'relayhost = «# none»\n' },
      message: 'becomes part of relayhost',
      severity: 'warning',
      fixed: { 'Put the comment': { 'main.cf': '# none\nrelayhost =\n' } },
    },
    { files: { 'main.cf': 'smtpd_timeout = 5s «# short»\n' }, message: 'overlooked', severity: 'warning' },
    {
      files: { 'main.cf': 'mydestination = a.example, «# home»\n  b.example\n' },
      message: 'ignores the rest of mydestination',
      severity: 'warning',
      fixed: { 'Put the comment': { 'main.cf': '# home\nmydestination = a.example,\n  b.example\n' } },
    },
    {
      name: 'on a continuation line',
      files: { 'main.cf': 'mynetworks =\n  10.0.0.0/8 «# home»\r\n  192.0.2.0/24\r\n' },
      fixed: { 'Put the comment': { 'main.cf': 'mynetworks =\n# home\n  10.0.0.0/8\r\n  192.0.2.0/24\r\n' } },
    },
    { files: { 'main.cf': 'alias_maps = hash:/etc/aliases «# x»\n' }, severity: 'error' },
    { files: { 'main.cf': 'smtpd_helo_restrictions = permit_mynetworks «# x»\n' }, severity: 'error' },
    { files: { 'main.cf': 'inet_interfaces = 127.0.0.1 «# x»\n' }, severity: 'error' },
    { files: { 'main.cf': 'myhostname = mx.example «# x»\n' }, severity: 'error' },
    { files: { 'main.cf': 'home_mailbox = Maildir/ «# x»\n' }, severity: 'warning' },
    { files: { 'main.cf': 'smtp_tls_loglevel = 1 «# x»\n' }, message: 'becomes part', severity: 'warning' },
    {
      name: 'a feature that is off',
      files: { 'main.cf': 'smtpd_tls_protocols = TLSv1.3 «# x»\n' },
      severity: 'warning',
    },
    {
      name: 'a feature that is on',
      files: { 'main.cf': 'smtpd_tls_security_level = may\nsmtpd_tls_protocols = TLSv1.3 «# x»\n' },
      severity: 'error',
    },
    {
      name: 'an option in braces',
      files: { 'master.cf': 'smtp inet n - n - - smtpd -o { biff = no «# x» }\n' },
      fixed: { 'Remove the comment': { 'master.cf': 'smtp inet n - n - - smtpd -o { biff = no }\n' } },
    },
  ],
});
