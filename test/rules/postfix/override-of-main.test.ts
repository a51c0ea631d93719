import { overrideOfMain } from '../../../server/src/rules/postfix/override-of-main';
import { testRule } from '../../support/testRule';

const ROW = 'smtps inet n - n - - smtpd';

testRule(overrideOfMain, {
  silent: [
    { name: 'without main.cf', files: { 'master.cf': `${ROW}\n  -o smtpd_banner=x\n` } },
    {
      name: 'neither main.cf nor the default says anything',
      files: { 'main.cf': '', 'master.cf': `${ROW}\n  -o mua_client_restrictions=permit\n` },
    },
    {
      name: 'another value than the default',
      files: { 'main.cf': '', 'master.cf': `${ROW}\n  -o smtpd_tls_wrappermode=yes\n` },
    },
    {
      name: 'a setting that a blank has cut has a finding of its own',
      files: { 'main.cf': 'relayhost = a\n', 'master.cf': `${ROW}\n  -o relayhost=b, c\n` },
    },
    {
      name: 'a default that each host computes',
      files: { 'main.cf': '', 'master.cf': `${ROW}\n  -o myhostname=mail.example.com\n` },
    },
  ],
  reports: [
    {
      files: {
        'main.cf': 'smtpd_sasl_auth_enable = no\n',
        'master.cf': `${ROW}\n  -o «smtpd_sasl_auth_enable»=yes\n`,
      },
      message: 'smtpd_sasl_auth_enable is "yes" for smtps alone; main.cf says "no"',
      severity: 'hint',
    },
    {
      name: 'what main.cf says anyway, but for blanks',
      files: {
        'main.cf': 'smtpd_client_restrictions =\n  permit_mynetworks,\n  reject\n',
        'master.cf': `${ROW}\n  -o { «smtpd_client_restrictions» = permit_mynetworks, reject }\n  -v\n`,
      },
      message: 'in main.cf too: this -o changes nothing',
      fixed: { 'Remove this -o': { 'master.cf': `${ROW}\n  -v\n` } },
    },
    {
      name: 'the default',
      files: { 'main.cf': '', 'master.cf': `${ROW} -o «content_filter»= -v` },
      message: 'by default',
      fixed: { 'Remove this -o': { 'master.cf': `${ROW} -v` } },
    },
    {
      name: 'only the last of two counts',
      files: { 'main.cf': 'smtpd_banner = a\n', 'master.cf': `${ROW} -o smtpd_banner=a -o «smtpd_banner»=b` },
      message: 'is "b" for smtps alone',
    },
  ],
});
