import { misplacedTable } from '../../../server/src/rules/postfix/misplaced-table';
import { testRule } from '../../support/testRule';

testRule(misplacedTable, {
  silent: [
    'mynetworks = hash:/etc/postfix/networks\nmydestination = hash:/etc/postfix/domains\n',
    'relayhost = [mail.example.com]:587\nmasquerade_domains = example.com !sub.example.com\n',
    'smtpd_milters = unix:/run/milter.sock\nlocal_header_rewrite_clients = hash:/etc/postfix/a\nproxy_read_maps = hash:/a\n',
  ],
  reports: [
    {
      files: { 'main.cf': 'relayhost = «hash:/etc/postfix/relayhosts»\n' },
      message: 'relayhost takes no lookup tables',
    },
    {
      files: {
        'main.cf': 'masquerade_domains = example.com, «proxy:mysql:/etc/postfix/m.cf»\n',
        'master.cf': 'smtp unix - - n - - smtp\n  -o smtp_fallback_relay=«cidr:/x»\n',
      },
    },
  ],
});
