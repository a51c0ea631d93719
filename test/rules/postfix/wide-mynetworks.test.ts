import { wideMynetworks } from '../../../server/src/rules/postfix/wide-mynetworks';
import { testRule } from '../../support/testRule';

testRule(wideMynetworks, {
  silent: [
    'mynetworks = 127.0.0.0/8 [::1]/128 192.168.1.0/24 10.1.2.3 203.0.113.0/24 [2001:db8:1::]/48\n',
    'mynetworks = hash:/etc/postfix/networks, 0.0.0.0/0\n',
    'mynetworks_style = subnet\n',
    'mynetworks_style = class\nmynetworks = 127.0.0.0/8\n',
  ],
  reports: [
    {
      files: { 'main.cf': 'mynetworks = 127.0.0.0/8, «172.17.0.0/16»\n' },
      message: 'gateways of container networks',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'mynetworks = «10.0.0.0/8» «[fd00::]/8»\n' },
      message: 'Every address in 10.0.0.0/8 may relay',
      severity: 'info',
    },
    {
      files: { 'main.cf': 'mynetworks = «101.92.0.0/16»\n' },
      message: '65536 addresses',
      severity: 'warning',
    },
    { files: { 'main.cf': 'mynetworks_style = «class»\n' }, message: 'class A, B or C' },
    {
      files: { 'main.cf': '', 'master.cf': '587 inet n - n - - smtpd -o mynetworks=«[2000::]/3»\n' },
      message: '2^125',
    },
  ],
});
