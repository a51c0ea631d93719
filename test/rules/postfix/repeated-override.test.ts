import { repeatedOverride } from '../../../server/src/rules/postfix/repeated-override';
import { testRule } from '../../support/testRule';

const ROW = 'a unix - - n - - smtp';

testRule(repeatedOverride, {
  silent: [{ files: { 'master.cf': `${ROW}\n  -o x=y -o z=y\nb unix - - n - - smtp\n  -o x=y\n` } }],
  reports: [
    {
      files: { 'master.cf': `${ROW}\n  -o «x»=y\n  -o z=1\n  -o { x = w }\n` },
      message: 'a sets x again on line 4, to "w": this value is never used',
      severity: 'warning',
      fixed: {
        'Keep the one in force': { 'master.cf': `${ROW}\n  -o z=1\n  -o { x = w }\n` },
        'Keep this value': { 'master.cf': `${ROW}\n  -o x=y\n  -o z=1\n` },
      },
    },
    {
      name: 'on one line, the same value',
      files: { 'master.cf': `${ROW} -o «x»=y -o x=y` },
      severity: 'info',
      fixed: { 'Keep the one in force': { 'master.cf': `${ROW} -o x=y` } },
    },
  ],
});
