import { bom } from '../../../server/src/rules/postfix/bom';
import { testRule } from '../../support/testRule';

testRule(bom, {
  silent: ['biff = no\n', 'mydestination = a\ufeffb\n', { files: { 'master.cf': '# \ufeff\n' } }],
  reports: [
    {
      files: { 'main.cf': '«\ufeff»biff = no\n' },
      message: 'part of the first name',
      severity: 'error',
      fixed: { 'Remove the byte order mark': { 'main.cf': 'biff = no\n' } },
    },
    { files: { 'main.cf': '«\ufeff»# a = b\nbiff = no\n' }, message: 'no Postfix program' },
    { files: { 'main.cf': '«\ufeff»\nbiff = no\n' }, message: 'no Postfix program' },
    { files: { 'master.cf': '«\ufeff»smtp inet n - n - - smtpd\n' }, message: 'first service' },
  ],
});
