import { unknownParameter } from '../../../server/src/rules/postfix/unknown-parameter';
import { testRule } from '../../support/testRule';

const SMTP = 'smtp unix - - n - - smtp\n';

testRule(unknownParameter, {
  silent: [
    'myhostname = mx.example.org\n',
    {
      name: 'a name that is used',
      files: { 'main.cf': 'my_host = a\nsmtpd_banner = ${my_host?{$my_host}}\n' },
    },
    { name: 'a use by an unused name counts', files: { 'main.cf': 'a = $b\nb = $a\n' } },
    {
      name: 'a restriction class',
      files: { 'main.cf': 'smtpd_restriction_classes = friends\nfriends = permit\n' },
    },
    {
      name: 'settings of a database client',
      files: {
        'main.cf':
          'virtual_alias_maps = unionmap:{proxy:ldap:people, {static:x}}\npeople_server_host = localhost\npeople_query_filter = x\n',
      },
    },
    {
      name: 'settings of a service',
      files: { 'main.cf': 'slow_destination_rate_delay = 1s\n', 'master.cf': 'slow unix - - n - - smtp\n' },
    },
    {
      name: 'without master.cf, services are not known',
      files: { 'main.cf': 'slow_destination_rate_delay = 1s\n' },
    },
    {
      name: 'uses across the files',
      files: {
        'main.cf': 'mua = permit\nhelo = a\nsmtp_helo_name = $nowhere_else\n',
        'master.cf': `${SMTP}  -o smtp_helo_name=$helo -o own=x -o smtp_bind_address=$own\n  -o nowhere_else=y -o mynetworks=$mua\n`,
      },
    },
    { name: 'names kept alive by a default', files: { 'main.cf': 'virtual_maps = hash:/etc/x\n' } },
    {
      name: 'other versions have rules of their own',
      files: { 'main.cf': 'postscreen_whitelist_interfaces = x\n' },
    },
    { name: 'look-alikes too', files: { 'main.cf': 'ｍyhostname = x\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '«inet_interface» = all\n' },
      message: 'no parameter inet_interface; did you mean inet_interfaces?',
      severity: 'warning',
      fixed: {
        'Change it to inet_interfaces': { 'main.cf': 'inet_interfaces = all\n' },
        Remove: { 'main.cf': '' },
      },
    },
    { files: { 'main.cf': '«entirely_made_up» = x\n' }, message: 'no $entirely_made_up uses it' },
    { name: 'only the last entry counts', files: { 'main.cf': 'foo_bar = 1\n«foo_bar» = 2\n' } },
    {
      name: 'a use by a service that sets it itself does not count for main.cf',
      files: { 'main.cf': '«own» = x\n', 'master.cf': `${SMTP}  -o own=y -o smtp_helo_name=$own\n` },
    },
    {
      name: 'a use by one service does not count for another',
      files: {
        'main.cf': '',
        'master.cf': `${SMTP}  -o smtp_helo_name=$own\nrelay unix - - n - - smtp\n  -o «own»=y\n`,
      },
      fixed: { Remove: { 'master.cf': `${SMTP}  -o smtp_helo_name=$own\nrelay unix - - n - - smtp\n` } },
    },
    {
      files: { 'main.cf': '«slow_destination_rate_delay» = 1s\n', 'master.cf': SMTP },
      message: 'no delivery service slow in master.cf',
    },
    {
      files: { 'main.cf': 'smtpd_recipient_restrictions = friends, reject\n«friends» = permit\n' },
      message: 'friends is used as a restriction but is not listed',
      fixed: {
        'List friends': {
          'main.cf':
            'smtpd_recipient_restrictions = friends, reject\nsmtpd_restriction_classes = friends\nfriends = permit\n',
        },
      },
    },
    {
      files: {
        'main.cf':
          'smtpd_restriction_classes = a\na = permit\nsmtpd_sender_restrictions = friends\n«friends» = permit\n',
      },
      fixed: {
        'List friends': {
          'main.cf':
            'smtpd_restriction_classes = a, friends\na = permit\nsmtpd_sender_restrictions = friends\nfriends = permit\n',
        },
      },
    },
    {
      name: 'a client of a file reads the file, not main.cf',
      files: { 'main.cf': 'alias_maps = ldap:/etc/people.cf\n«people_server_host» = localhost\n' },
    },
  ],
});
