import { deadDnsbl } from '../../../server/src/rules/postfix/dead-dnsbl';
import { testRule } from '../../support/testRule';

testRule(deadDnsbl, {
  silent: [
    'smtpd_client_restrictions = reject_rbl_client zen.spamhaus.org=127.0.0.[2..11], reject_rbl_client bl.spamcop.net\n',
    'smtpd_sender_restrictions = reject_rhsbl_sender dbl.spamhaus.org\n',
    'postscreen_dnsbl_sites = abc.authbl.dq.spamhaus.net*2, mykey.zen.dq.spamhaus.net, list.dnswl.org*-2\n',
    'smtpd_client_restrictions = reject_rbl_client bl.internal.example\n',
  ],
  reports: [
    {
      files: {
        'main.cf':
          'smtpd_client_restrictions = permit_mynetworks, reject_rbl_client «dnsbl.sorbs.net», reject_rbl_client zen.spamhaus.org\n',
      },
      message: 'ended in 2024',
      severity: 'warning',
      fixed: {
        'Take dnsbl.sorbs.net out': {
          'main.cf': 'smtpd_client_restrictions = permit_mynetworks, reject_rbl_client zen.spamhaus.org\n',
        },
      },
    },
    {
      name: 'the last one',
      files: {
        'main.cf': 'smtpd_client_restrictions = permit_mynetworks,\n  reject_rbl_client «relays.ordb.org.»\n',
      },
      fixed: { 'Take relays.ordb.org out': { 'main.cf': 'smtpd_client_restrictions = permit_mynetworks\n' } },
    },
    {
      files: { 'main.cf': 'postscreen_dnsbl_sites = «cbl.abuseat.org*2»\n' },
      message: 'in zen.spamhaus.org now',
      fixed: { 'Ask zen.spamhaus.org': { 'main.cf': 'postscreen_dnsbl_sites = zen.spamhaus.org*2\n' } },
    },
    {
      name: 'asked already',
      files: { 'main.cf': 'postscreen_dnsbl_sites = zen.spamhaus.org*2 «cbl.abuseat.org»\n' },
      fixed: { 'Take cbl.abuseat.org out': { 'main.cf': 'postscreen_dnsbl_sites = zen.spamhaus.org*2\n' } },
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = reject_rbl_client «bl.spamcorp.net»\n' },
      message: 'did you mean bl.spamcop.net',
      fixed: {
        'Ask bl.spamcop.net': { 'main.cf': 'smtpd_client_restrictions = reject_rbl_client bl.spamcop.net\n' },
      },
    },
    {
      files: { 'main.cf': 'smtpd_client_restrictions = reject_rbl_client «blackholes.mail-abuse.org»\n' },
      message: 'answers subscribers only',
    },
  ],
});
