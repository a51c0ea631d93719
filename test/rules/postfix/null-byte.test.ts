import { nullByte } from '../../../server/src/rules/postfix/null-byte';
import { testRule } from '../../support/testRule';

testRule(nullByte, {
  silent: ['a = b\n', { files: { 'main.cf': 'a = \x01\n', 'master.cf': '' } }],
  reports: [
    {
      files: {
        'main.cf': 'a = b«\0»c\0\nd = e\n# «\0»\n',
        'master.cf': 'smtp inet n - n - - smtpd «\0»-v\n',
      },
      message: 'does not see what follows it',
      severity: 'warning',
      fixed: { 'Remove all null bytes': { 'main.cf': 'a = bc\nd = e\n# \n' } },
    },
  ],
});
