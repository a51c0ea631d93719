import { serviceFieldCount } from '../../../server/src/rules/postfix/service-field-count';
import { testRule } from '../../support/testRule';

testRule(serviceFieldCount, {
  silent: [
    { files: { 'master.cf': 'smtp inet n - n - - smtpd\n  -o x=y\n' } },
    {
      name: 'an ideographic space is the finding of another rule',
      files: { 'master.cf': 'smtp　inet n - n - - smtpd\n' },
    },
  ],
  reports: [
    {
      name: 'one column is left out',
      files: { 'master.cf': '«submission inet n - y - smtpd»\n' },
      message: 'eight columns, here are 7',
      severity: 'error',
      fixed: {
        'Complete the row: submission inet n - y - - smtpd': {
          'master.cf': 'submission inet n - y - - smtpd\n',
        },
      },
    },
    {
      name: 'as the shipped row of that program has them',
      files: { 'master.cf': '«tlsmgr unix tlsmgr»\n' },
      fixed: { 'tlsmgr unix - - n 1000? 1 tlsmgr': { 'master.cf': 'tlsmgr unix - - n 1000? 1 tlsmgr\n' } },
    },
    {
      name: 'nothing to guess',
      files: { 'master.cf': '«smtp inet»\n' },
      fixed: {},
    },
    {
      name: 'an option in the first column',
      files: { 'master.cf': 'smtp inet n - n - - smtpd\n«-o» smtpd_tls_security_level=may\n' },
      message: 'begins in the first column',
      fixed: {
        'Indent it, as an option of smtp': {
          'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_tls_security_level=may\n',
        },
      },
    },
    {
      name: 'so many options that they look like columns',
      files: { 'master.cf': 'smtp inet n - n - - smtpd\n«-o» a=b -o c=d -o e=f -o g=h\n' },
      fixed: {
        'option of smtp': { 'master.cf': 'smtp inet n - n - - smtpd\n  -o a=b -o c=d -o e=f -o g=h\n' },
      },
    },
    {
      name: 'attributes of pipe(8) in the first column',
      files: {
        'master.cf':
          'vacation unix - n n - - pipe\n«flags=Rq» user=vacation argv=/usr/bin/vacation -f ${sender}\n',
      },
    },
  ],
});
