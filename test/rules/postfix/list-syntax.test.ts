import { listSyntax } from '../../../server/src/rules/postfix/list-syntax';
import { testRule } from '../../support/testRule';

testRule(listSyntax, {
  silent: [
    'mydestination = $myhostname, !a.example /etc/postfix/domains hash:/etc/postfix/domains\n',
    'virtual_alias_maps = hash:/etc/postfix/virtual, $alias_maps inline:{a=b;c}\nalias_database = /etc/aliases\n',
    'address_verify_map = /var/lib/postfix/verify\nmasquerade_domains = !a.example b.example\n',
    'postscreen_access_list = permit_mynetworks, cidr:/etc/postfix/access, reject\n',
    'smtp_requiretls_policy = opportunistic\nproxy_read_maps = $local_recipient_maps proxy:unix:passwd.byname\n',
    'virtual_alias_maps = $unset\nmydestination = a # ;b\n',
    'smtp_tls_secure_cert_match = nexthop, dot-nexthop, *.example.com\n',
  ],
  reports: [
    {
      files: { 'main.cf': 'mynetworks = 10.0.0.0/8, «!» 10.1.0.0/16\n' },
      message: 'directly behind the "!"',
      severity: 'error',
      fixed: { 'Remove the blank': { 'main.cf': 'mynetworks = 10.0.0.0/8, !10.1.0.0/16\n' } },
    },
    { files: { 'main.cf': 'relay_domains = a.example «!»\n' }, severity: 'error' },
    {
      files: { 'main.cf': 'virtual_alias_maps = «/etc/postfix/virtual»\n' },
      message: 'written type:name',
      severity: 'error',
      version: '3.7',
      fixed: {
        'Write hash:/etc/postfix/virtual': { 'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n' },
      },
    },
    { files: { 'main.cf': 'virtual_alias_maps = «hash»\n' }, severity: 'error' },
    {
      files: { 'main.cf': 'virtual_alias_maps = «hash:» /etc/postfix/virtual\n' },
      message: 'takes the name away',
      fixed: { 'Remove the blank': { 'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n' } },
    },
    {
      name: 'a feature that is off',
      files: { 'main.cf': 'smtp_sasl_password_maps = «/etc/postfix/sasl»\n' },
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'mydestination = «a.example;» b.example\n' },
      message: 'separated by blanks or commas',
      severity: 'warning',
      fixed: { 'Write a.example': { 'main.cf': 'mydestination = a.example b.example\n' } },
    },
    {
      files: { 'main.cf': 'relay_domains = «*.example.com»\n' },
      message: 'no * in domain patterns',
      severity: 'warning',
      fixed: { 'Write example.com': { 'main.cf': 'relay_domains = example.com\n' } },
    },
    { files: { 'main.cf': 'mydestination = «*.example.com»\n' }, severity: 'warning' },
    {
      files: { 'main.cf': 'masquerade_domains = «hash:/etc/postfix/masq»\n' },
      message: 'takes no lookup tables',
    },
    { files: { 'main.cf': 'defer_transports = smtp «hash:/x»\n' }, severity: 'warning' },
    {
      files: { 'main.cf': 'postscreen_access_list = permit_mynetworks, «10.0.0.0/8», «rejekt»\n' },
      message: 'ignores the rest',
      severity: 'warning',
    },
    {
      files: {
        'main.cf': 'smtpd_milters = «127.0.0.1:8891», unix:/run/a, «{ localhost:1, connect_timeout=5s }»\n',
      },
      message: 'no Milter',
      severity: 'error',
      fixed: {
        'Write inet:127.0.0.1:8891': {
          'main.cf':
            'smtpd_milters = inet:127.0.0.1:8891, unix:/run/a, { localhost:1, connect_timeout=5s }\n',
        },
      },
    },
    {
      name: 'a Milter that may fail',
      files: { 'main.cf': 'milter_default_action = accept\nsmtpd_milters = «/run/opendkim.sock»\n' },
      severity: 'warning',
    },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'tables = hash\nvirtual_alias_maps = «$tables»\n' },
      severity: 'error',
    },
  ],
});
