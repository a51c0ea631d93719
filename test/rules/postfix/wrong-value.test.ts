import { wrongValue } from '../../../server/src/rules/postfix/wrong-value';
import { testRule } from '../../support/testRule';

const MASTER = 'smtp inet n - y - - smtpd\n';

testRule(wrongValue, {
  silent: [
    'disable_vrfy_command = YES\nsmtpd_timeout = 5s\nbounce_queue_lifetime = 2\nmessage_size_limit = 3000000000\n',
    'smtpd_tls_security_level = MAY\ninet_protocols = ipv4, ipv6\nsmtpd_tls_security_level =\n',
    'hopcount_limit = +50\nsmtpd_timeout = 10minutes\nmilter_protocol = 6\n',
    'relay_limit = 10MB\nsmtpd_junk_command_limit = ${stress?1:100}\nsmtpd_timeout = ${stress?x}${stress:300}s\n',
    'myhostname = mx_1.example.com\nmydomain = $mydomain\nmyorigin = /etc/mailname\ncompatibility_level = 3.6\n',
    { name: 'the last entry rules', files: { 'main.cf': 'biff = maybe\nbiff = no\n' } },
    { name: 'the default is nobody’s mistake', files: { 'main.cf': 'virtual_mailbox_base =\n' } },
    { name: 'a comment behind the value', files: { 'main.cf': 'biff = no # comment\n' } },
    { name: 'look-alikes', files: { 'main.cf': 'biff = ｎｏ\n' } },
    { name: 'per-message text', files: { 'main.cf': 'mailbox_command = /bin/x "$EXTENSION"\n' } },
    {
      files: { 'master.cf': `${MASTER}  -o smtpd_timeout=30s -o smtpd_tls_wrappermode=yes\n` },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'disable_vrfy_command = «true»\n' },
      message: 'disable_vrfy_command is yes or no; Postfix refuses "true"',
      severity: 'error',
      fixed: { 'Write "yes"': { 'main.cf': 'disable_vrfy_command = yes\n' } },
    },
    {
      files: { 'main.cf': 'biff = «Off»' },
      fixed: { 'Write "no"': { 'main.cf': 'biff = no' } },
    },
    { files: { 'main.cf': 'biff = «"no"»' }, fixed: { 'Write "no"': { 'main.cf': 'biff = no' } } },
    {
      files: { 'main.cf': 'smtpd_timeout = «5 s»\n' },
      message: 'digits and directly behind them',
      fixed: { 'Write "5s"': { 'main.cf': 'smtpd_timeout = 5s\n' } },
    },
    {
      files: { 'main.cf': 'maximal_queue_lifetime = «1.5 days»' },
      fixed: { 'Write "36h"': { 'main.cf': 'maximal_queue_lifetime = 36h' } },
    },
    {
      files: { 'main.cf': 'smtpd_timeout = «30M»' },
      fixed: { 'Write "30m"': { 'main.cf': 'smtpd_timeout = 30m' } },
    },
    {
      files: { 'main.cf': 'smtpd_timeout = «0»' },
      message: 'at least 1s',
      fixed: { 'Write "1s"': { 'main.cf': 'smtpd_timeout = 1s' } },
    },
    { files: { 'main.cf': 'maximal_queue_lifetime = «200w»' }, message: 'at most 8640000s' },
    {
      name: 'read as something else',
      files: { 'main.cf': 'smtpd_timeout = «1h30m»' },
      message: 'reads "1h30m" as 1h',
      severity: 'warning',
      fixed: { 'Write "90m"': { 'main.cf': 'smtpd_timeout = 90m' } },
    },
    {
      files: { 'main.cf': 'message_size_limit = «10MB»\n' },
      message: 'number of bytes',
      fixed: { 'Write "10485760"': { 'main.cf': 'message_size_limit = 10485760\n' } },
    },
    {
      files: { 'main.cf': 'header_size_limit = «10k»' },
      fixed: { 'Write "10240"': { 'main.cf': 'header_size_limit = 10240' } },
    },
    {
      files: { 'main.cf': 'mailbox_size_limit = «unlimited»' },
      fixed: { 'Write "0"': { 'main.cf': 'mailbox_size_limit = 0' } },
    },
    {
      files: { 'main.cf': 'message_size_limit = «10,240,000»' },
      fixed: { 'Write "10240000"': { 'main.cf': 'message_size_limit = 10240000' } },
    },
    { files: { 'main.cf': 'header_size_limit = «3000000000»' }, message: 'at most 2147483647' },
    {
      files: { 'main.cf': '«default_process_limit» =\nbiff = no\n' },
      message: 'must not be empty',
      fixed: { 'Remove the setting': { 'main.cf': 'biff = no\n' } },
    },
    {
      files: { 'main.cf': 'smtpd_tls_security_level = «yes»' },
      message: 'one of: none, may, encrypt',
      fixed: { 'Write "may"': { 'main.cf': 'smtpd_tls_security_level = may' } },
    },
    {
      files: { 'main.cf': 'mynetworks_style = «Host»' },
      fixed: { 'Write "host"': { 'main.cf': 'mynetworks_style = host' } },
    },
    {
      files: { 'main.cf': 'inet_protocols = ipv4, «ip6»' },
      fixed: { 'Write "ipv6"': { 'main.cf': 'inet_protocols = ipv4, ipv6' } },
    },
    {
      files: { 'main.cf': 'smtpd_tls_loglevel = «loud»' },
      message: 'passes over "loud"',
      severity: 'warning',
    },
    {
      name: 'a word of a later version',
      version: '3.7',
      files: { 'main.cf': 'smtpd_forbid_bare_newline = «note»' },
      message: 'Postfix 3.7 has no "note"',
      severity: 'error',
    },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'limit = 10k\nheader_size_limit = «$limit»\n' },
      message: 'refuses "10k"',
    },
    {
      name: 'a feature that is off',
      files: { 'main.cf': 'smtpd_sasl_type = «dovecott»\n' },
      severity: 'warning',
      fixed: { 'Write "dovecot"': { 'main.cf': 'smtpd_sasl_type = dovecot\n' } },
    },
    {
      name: 'a feature that is on for one service',
      files: {
        'main.cf': 'smtpd_sasl_type = «dovecott»\n',
        'master.cf': `${MASTER}  -o smtpd_sasl_auth_enable=yes\n`,
      },
      severity: 'error',
    },
    {
      name: 'a program that does not run',
      files: { 'main.cf': 'virtual_minimum_uid = «none»\n', 'master.cf': MASTER },
      severity: 'warning',
    },
    {
      name: 'an option',
      files: {
        'master.cf': `${MASTER}  -o smtpd_tls_wrappermode=«on» -o «smtpd_timeout»=\n  -o smtpd_delay_reject=no\n`,
      },
      severity: 'error',
      fixed: {
        'Write "yes"': {
          'master.cf': `${MASTER}  -o smtpd_tls_wrappermode=yes -o smtpd_timeout=\n  -o smtpd_delay_reject=no\n`,
        },
      },
    },
    {
      files: { 'main.cf': 'myhostname = «mx.example.com.»' },
      message: 'no Postfix program starts',
      fixed: { 'Write "mx.example.com"': { 'main.cf': 'myhostname = mx.example.com' } },
    },
    { files: { 'main.cf': 'myhostname = «203.0.113.7»' } },
    { files: { 'main.cf': 'myorigin = «a.example, b.example»' } },
    { files: { 'main.cf': 'compatibility_level = «latest»' }, message: 'no compatibility level' },
    { files: { 'main.cf': 'default_verp_delimiters = «+»' }, message: 'at least 2' },
  ],
});
