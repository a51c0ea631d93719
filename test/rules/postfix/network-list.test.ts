import { networkList } from '../../../server/src/rules/postfix/network-list';
import { testRule } from '../../support/testRule';

const fixed = (
  from: string,
  to: string,
): { files: { 'main.cf': string }; fixed: Record<string, { 'main.cf': string }> } => ({
  files: { 'main.cf': `mynetworks = 127.0.0.0/8, «${from}»\n` },
  fixed: { [`Write ${to}`]: { 'main.cf': `mynetworks = 127.0.0.0/8, ${to}\n` } },
});

testRule(networkList, {
  silent: [
    'mynetworks = 127.0.0.0/8 [::1]/128 [2001:db8::]/32, [2001:DB8:1::/48], 192.0.2.7 [192.0.2.0]/24\n',
    'mynetworks = !192.0.2.1, !!10.0.0.0/08, /etc/postfix/nets, cidr:/etc/postfix/nets.cidr, localhost .example.com\n',
    'mynetworks = $home\nhome = 10.0.0.0/8\n',
    'mynetworks = $mynetworks 0.0.0.0/0 [::]/0\n',
    'mydestination = 10.0.0.1/8\nmaster_service_disable = 10.0.0.1/8\n',
    'mynetworks = 127.0.0.0/8 # 10.0.0.1/8\n',
    'inet_interfaces = all\n',
    'inet_interfaces = 127.0.0.1, [::1], mx.example.com\n',
    {
      name: 'an entry that does not rule',
      files: { 'main.cf': 'mynetworks = 10.0.0.1/8\nmynetworks = 10.0.0.0/8\n' },
    },
    { name: 'a list that is checked where it stands', files: { 'main.cf': 'relay_domains = $mynetworks\n' } },
  ],
  reports: [
    {
      ...fixed('101.92.200.133/20', '101.92.192.0/20'),
      message: 'until it is 101.92.192.0/20',
      severity: 'error',
    },
    { name: 'or just the address', ...fixed('!10.0.0.1/8', '!10.0.0.1') },
    { ...fixed('01.92.192.0/20', '1.92.192.0/20'), message: 'Is a digit missing?', severity: 'error' },
    fixed('10.0.0/8', '10.0.0.0/8'),
    fixed('10/8', '10.0.0.0/8'),
    { files: { 'main.cf': 'mynetworks = «300.1.1.0/24»\n' }, message: 'no IP address' },
    { ...fixed('10.0.0.5/255.0.0.0', '10.0.0.0/8'), message: 'prefix length' },
    { ...fixed('192.168.0.0/255.255.255.0', '192.168.0.0/24') },
    { files: { 'main.cf': 'mynetworks = «10.0.0.0/255.0.255.0»\n' } },
    { files: { 'main.cf': 'mynetworks = «10.0.0.0/» «10.0.0.0/a»\n' }, message: 'no prefix length' },
    { files: { 'main.cf': 'mynetworks = «10.0.0.0/x» «10.0.0.0/+8»\n' }, severity: 'warning' },
    { ...fixed('10.0.0.0/33', '10.0.0.0'), message: 'longer than an address' },
    { ...fixed('2001:db8::1/32', '[2001:db8::]/32'), message: 'put the IPv6 address into [ ]' },
    fixed('::1', '[::1]'),
    { files: { 'main.cf': 'mynetworks = «2001:db8:::1»\n' }, message: 'lookup table' },
    { ...fixed('[2001:db8::1]/32', '[2001:db8::]/32'), severity: 'error' },
    { files: { 'main.cf': 'mynetworks = «[2001:db8::]/129» «[2001:db8:::]/64»\n' } },
    { ...fixed('[2001:db8::/32', '[2001:db8::]/32'), message: 'lacks its "]"' },
    { ...fixed('[2001:db8::]:25', '[2001:db8::]'), message: 'Only a prefix' },
    {
      name: 'nobody comes by IPv6',
      files: { 'main.cf': 'inet_protocols = ipv4\nmynetworks = «[2001:db8::1]/32»\n' },
      severity: 'warning',
    },
    { ...fixed('127.0.0.1:25', '127.0.0.1'), message: 'no ports' },
    { ...fixed('192.168.1.*', '192.168.1.0/24'), message: 'No client ever matches', severity: 'warning' },
    fixed('10.', '10.0.0.0/8'),
    fixed('192.0.2.0-192.0.2.255', '192.0.2.0/24'),
    { files: { 'main.cf': 'mynetworks = «192.0.2.0-192.0.2.5»\n' }, severity: 'warning' },
    fixed('10.0.0.0/8;192.0.2.0/24', '10.0.0.0/8, 192.0.2.0/24'),
    fixed('10.0.0.0\\8', '10.0.0.0/8'),
    fixed('127.000.000.001', '127.0.0.1'),
    { files: { 'main.cf': 'mynetworks = «[fe80::1%eth0]»\n' }, severity: 'warning' },
    {
      name: 'a blank before the prefix',
      files: { 'main.cf': 'mynetworks = 10.0.0.0 «/8»\n' },
      message: 'name of a file',
      fixed: { 'Join it': { 'main.cf': 'mynetworks = 10.0.0.0/8\n' } },
    },
    {
      name: 'through a name of the user',
      files: { 'main.cf': 'home = 10.0.0.1/8\nmynetworks = 127.0.0.0/8 «$home»\n' },
    },
    {
      name: 'as an option',
      files: { 'master.cf': 'smtp inet n - n - - smtpd\n  -o mynetworks=127.0.0.0/8,«10.0.0.1/8»\n' },
      fixed: {
        'Write 10.0.0.0/8': {
          'master.cf': 'smtp inet n - n - - smtpd\n  -o mynetworks=127.0.0.0/8,10.0.0.0/8\n',
        },
      },
    },
    {
      name: 'a list that nothing asks',
      files: { 'main.cf': 'permit_mx_backup_networks = «10.0.0.1/8»\n' },
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'inet_interfaces = «127.0.0.1/8», «all»\n' },
      message: 'no networks',
      severity: 'error',
      fixed: { 'Write 127.0.0.1': { 'main.cf': 'inet_interfaces = 127.0.0.1, all\n' } },
    },
  ],
});
