import { overrideMisread } from '../../../server/src/rules/postfix/override-misread';
import { testRule } from '../../support/testRule';

testRule(overrideMisread, {
  silent: [
    {
      files: {
        'master.cf':
          'smtp inet n - n - - smtpd -o smtpd_proxy_options=x -oa=b -v\n  -o { myhostname = x } -o{ myhostname = x}\n',
      },
    },
  ],
  reports: [
    {
      files: { 'master.cf': 'smtp inet n - n - - smtpd «-omyhostname=x» «-voa=foo» -o b=c\n' },
      message: 'postconf cuts it at each further "o"',
      severity: 'info',
      fixed: {
        'Put a blank behind -o': {
          'master.cf': 'smtp inet n - n - - smtpd -o myhostname=x -voa=foo -o b=c\n',
        },
      },
    },
    {
      name: 'behind the argument of another option',
      files: { 'master.cf': 'smtp inet n - n - - smtpd -o a=b -n smtp «-o c=d» -v\n' },
      message: 'ends at the argument of an option before it',
    },
    {
      name: 'a setting that nobody made has half an expression, but nothing expands it',
      files: { 'master.cf': 'smtp inet n - n - - smtpd «-orelayhost=${myorigin}»\n' },
      severity: 'info',
    },
    {
      name: 'half an expression in a parameter of Postfix',
      files: { 'master.cf': 'smtp inet n - n - - smtpd «-ohelpful_warnings=${myorigin}»\n' },
      message: 'postfix does not start',
      severity: 'error',
    },
  ],
});
