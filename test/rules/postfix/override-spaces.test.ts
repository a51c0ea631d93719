import { overrideSpaces } from '../../../server/src/rules/postfix/override-spaces';
import { testRule } from '../../support/testRule';

const ROW = 'smtps inet n - n - - smtpd';

testRule(overrideSpaces, {
  silent: [
    { files: { 'master.cf': `${ROW}\n  -o { a = b, c }\n  -o d=e,f -v\n  -o g={ h i }\n` } },
    {
      name: 'attributes follow the options of pipe',
      files: { 'master.cf': 'a unix - n n - - pipe -o syslog_name=x\n  flags=R user=v argv=/bin/x -o = y\n' },
    },
    { name: 'a comment', files: { 'master.cf': `${ROW} -o a=b # why\n` } },
    { name: 'a value without equals sign', files: { 'master.cf': `${ROW} -o smtpd_tls_wrappermode yes\n` } },
  ],
  reports: [
    {
      name: 'a list',
      files: {
        'master.cf': `${ROW}\n  -o «smtpd_client_restrictions=permit_mynetworks, reject»\n  -o a=b\n`,
      },
      message: 'smtpd gets "reject" as an argument',
      severity: 'error',
      fixed: {
        'Put it in braces': {
          'master.cf': `${ROW}\n  -o { smtpd_client_restrictions=permit_mynetworks, reject }\n  -o a=b\n`,
        },
      },
    },
    {
      name: 'blanks around the equals sign',
      files: { 'master.cf': `${ROW} -o «a = b» -v` },
      message: 'cut this setting',
      fixed: { '-o { a = b }': { 'master.cf': `${ROW} -o { a = b } -v` } },
    },
    {
      name: 'an empty value',
      files: { 'master.cf': 'relay unix - - n - - smtp\n  -o «smtp_fallback_relay =»\n' },
      fixed: { braces: { 'master.cf': 'relay unix - - n - - smtp\n  -o { smtp_fallback_relay = }\n' } },
    },
    { name: 'on one side', files: { 'master.cf': `${ROW} -o «a =b»\n` } },
    {
      name: 'on the other side, with a comment between',
      files: { 'master.cf': `${ROW}\n -o «a=\n# why\n  b, c»\n` },
      fixed: { braces: { 'master.cf': `${ROW}\n -o { a=\n# why\n  b, c }\n` } },
    },
    {
      name: 'twice, though the second one is not read',
      files: { 'master.cf': `${ROW} -o «a = b» -o «c=d, e»\n` },
      fixed: { braces: { 'master.cf': `${ROW} -o { a = b } -o c=d, e\n` } },
    },
    {
      name: 'before attributes',
      files: { 'master.cf': 'a unix - n n - - pipe -o «x=y, z» flags=R user=v argv=/bin/x\n' },
      severity: 'error',
    },
    {
      name: 'postscreen passes over arguments',
      files: { 'master.cf': 'smtp inet n - n - 1 postscreen -o «x=y, z»\n' },
      severity: 'warning',
    },
  ],
});
