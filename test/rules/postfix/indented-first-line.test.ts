import { indentedFirstLine } from '../../../server/src/rules/postfix/indented-first-line';
import { testRule } from '../../support/testRule';

testRule(indentedFirstLine, {
  silent: [
    '# comment\n  # another\n\na = b\n  c\n',
    { files: { 'master.cf': '\t\nsmtp inet n - n - - smtpd\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '# comment\n«  myhostname = mx.example.org»\nmydomain = example.org\n' },
      message: 'Postfix drops this line',
      severity: 'warning',
      fixed: {
        'Remove the indentation': {
          'main.cf': '# comment\nmyhostname = mx.example.org\nmydomain = example.org\n',
        },
      },
    },
    { files: { 'master.cf': '«\tsmtp inet n - n - - smtpd\n  -v»\nqmgr unix n - n 300 1 qmgr\n' } },
  ],
});
