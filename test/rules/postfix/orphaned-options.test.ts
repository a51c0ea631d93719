import { orphanedOptions } from '../../../server/src/rules/postfix/orphaned-options';
import { testRule } from '../../support/testRule';

const SMTP = 'smtp      inet  n       -       y       -       -       smtpd\n';
const SUBMISSION = '#submission inet n      -       y       -       -       smtpd\n';

testRule(orphanedOptions, {
  silent: [
    { files: { 'master.cf': `${SMTP}${SUBMISSION}#  -o a=b\npickup unix n - n 60 1 pickup\n  -o c=d\n` } },
    { name: 'a comment that is no service', files: { 'master.cf': `${SMTP}# TLS\n  -o a=b\n` } },
    {
      name: 'another form of the row in force',
      files: { 'master.cf': `${SMTP}#smtp inet n - y - 1 postscreen\n  -o a=b\n` },
    },
    {
      name: 'a word that is no option goes on with the value',
      files: { 'master.cf': `${SMTP}  -o { a =\n${SUBMISSION}  b }\n` },
    },
  ],
  reports: [
    {
      files: { 'master.cf': `${SMTP}${SUBMISSION}  «-o a=b\n  -o c=d»\nx unix - - n - - smtp\n` },
      message: 'submission is commented out, its options are not: they now belong to smtp (inet)',
      severity: 'warning',
      fixed: {
        'Comment the options out': {
          'master.cf': `${SMTP}${SUBMISSION}#  -o a=b\n#  -o c=d\nx unix - - n - - smtp\n`,
        },
        'Put submission in force': {
          'master.cf': `${SMTP}${SUBMISSION.slice(1)}  -o a=b\n  -o c=d\nx unix - - n - - smtp\n`,
        },
      },
    },
    {
      name: 'the first options are commented too',
      files: { 'master.cf': `${SMTP}  -o z=1\n# ${SUBMISSION}#  -o a=b\n\n  «-o c=d»\n` },
      fixed: {
        'Put submission': { 'master.cf': `${SMTP}  -o z=1\n${SUBMISSION.slice(1)}#  -o a=b\n\n  -o c=d\n` },
      },
    },
    {
      name: 'nothing before',
      files: { 'master.cf': `${SUBMISSION}  «-o a=b»\n${SMTP}` },
      message: 'Postfix drops them',
    },
    {
      name: 'two in a row',
      files: {
        'master.cf': `${SMTP}${SUBMISSION}  «-o a=b»\n#b unix - n n - - pipe\n  «flags=R user=x argv=y»\n`,
      },
    },
  ],
});
